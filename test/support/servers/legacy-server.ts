import { createLegacyClient, type LegacyClient } from "../../../src/legacy/client.js";
import { type Recorded, type RecordingServer, startRecordingServer } from "./recording-server.js";

/** A recording server, and what a legacy program needs to use it. */
export interface LegacyServer extends RecordingServer {
  /** The configuration for `initialize`; tokens are kept in memory. */
  config(more?: object): object;
  /** A new, initialized client. */
  start(more?: object): Promise<LegacyClient>;
  /** The access token of an API request, by index. */
  tokenOf(index: number): string | undefined;
  /** The form of a token request, by index. */
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

/** Makes a call by a name such as `MODULES.get`, with any input, valid or not. */
export function invoke(client: LegacyClient, call: string, input?: unknown): Promise<unknown> {
  const [group = "", name = ""] = call.split(".");
  return Reflect.get(Reflect.get(client.API, group), name)(input);
}

/** The method, and the address below `/crm/v2`. */
export const lineOf = ({ method, url }: Recorded): string => `${method} ${url.replace(/^\/crm\/v2/, "")}`;

/** The reason with which a promise rejects. */
export const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => "nothing failed",
    (error: unknown) => error,
  );
