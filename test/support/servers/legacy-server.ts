import { createLegacyClient, type LegacyClient } from "../../../src/legacy/client.js";
import { type Recorded, type RecordingServer, startRecordingServer } from "./recording-server.js";

/** A recording server, and what an old program needs to reach it. */
export interface LegacyServer extends RecordingServer {
  /** What `initialize` takes; tokens are kept in memory. */
  config(more?: object): object;
  /** A client of its own that is initialized. */
  start(more?: object): Promise<LegacyClient>;
  /** Access token of a request to the API, by its index. */
  tokenOf(index: number): string | undefined;
  /** Form of a request for tokens, by its index. */
  form(index: number): Record<string, string>;
}

export async function startLegacyServer(): Promise<LegacyServer> {
  const server = await startRecordingServer();
  const config = (more: object = {}) => ({
    client_id: "id",
    client_secret: "very-secret",
    redirect_url: "https://example.com/back",
    refresh_token: "refresh",
    mysql_module: "local",
    iamurl: server.url,
    base_url: server.url,
    ...more,
  });
  return Object.assign(server, {
    config,
    start: (more?: object) => createLegacyClient().initialize(config(more)),
    tokenOf: (index: number) => server.requests[index]?.headers.authorization?.split(" ")[1],
    form: (index: number) => Object.fromEntries(new URLSearchParams(server.tokenRequests[index]?.body)),
  });
}

/** Calls by a name such as `MODULES.get`, with an input as programs give it, right or wrong. */
export function invoke(client: LegacyClient, call: string, input?: unknown): Promise<unknown> {
  const [group = "", name = ""] = call.split(".");
  return Reflect.get(Reflect.get(client.API, group), name)(input);
}

/** Verb and address below `/crm/v2`. */
export const lineOf = ({ method, url }: Recorded): string => `${method} ${url.replace(/^\/crm\/v2/, "")}`;

/** What a promise rejects with. */
export const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => "nothing failed",
    (error: unknown) => error,
  );
