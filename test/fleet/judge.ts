/** Between a fleet and the emulator: sees the order in which tokens are issued, used and stored. */
import { Agent, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import { bodyOf, serve, type TestServer } from "../support/servers/server.js";

/** What was seen of the tokens. */
export interface Judge extends AsyncDisposable {
  readonly url: string;
  /** The number of access tokens that were issued. */
  readonly issued: number;
  /** The number of requests for access tokens. */
  readonly tokenRequests: number;
  /** Called when a request for a token has arrived; it is forwarded once the promise resolves. */
  onTokenRequest: () => Promise<void>;
  /** Called before the response with a token is passed on. */
  onTokenResponse: () => Promise<void>;
  /** The newest token that a call used, by its place in the order of issue. */
  readonly newestUsed: number;
  /** Notes what the store holds. @param used The newest token in use before it was read */
  noteStored(accessToken: string | undefined, used: number): void;
  /** How often the store held an older token than before. */
  readonly setBacks: number;
  /** How often the store held an older token than one that was in use. */
  readonly behind: number;
}

export async function startJudge(emulatorUrl: string): Promise<Judge> {
  const agent = new Agent({ keepAlive: true });
  /** Every token that was issued, in this order. */
  const order = new Map<string, number>();
  let tokenRequests = 0;
  let newestUsed = 0;
  let newestStored = 0;
  let setBacks = 0;
  let behind = 0;

  const forward = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const isToken = incoming.url?.startsWith("/oauth/v2/token") === true;
    const body = await bodyOf(incoming);
    if (isToken) {
      tokenRequests += 1;
      await judge.onTokenRequest();
    }
    const used = order.get(incoming.headers.authorization?.split(" ")[1] ?? "");
    if (used !== undefined) newestUsed = Math.max(newestUsed, used);
    const upstream = httpRequest(
      new URL(incoming.url ?? "/", emulatorUrl),
      { method: incoming.method, headers: incoming.headers, agent },
      async (response) => {
        const content = await bodyOf(response);
        if (isToken) {
          const token: unknown = JSON.parse(String(content)).access_token;
          if (typeof token === "string") order.set(token, order.size + 1);
          await judge.onTokenResponse();
        }
        outgoing.writeHead(response.statusCode ?? 502, response.headers).end(content);
      },
    );
    upstream.on("error", () => outgoing.destroy());
    upstream.end(body);
  };
  const server: TestServer = await serve((incoming, outgoing) => {
    forward(incoming, outgoing).catch(() => outgoing.destroy());
  });

  const judge: Judge = {
    url: server.url,
    get issued() {
      return order.size;
    },
    get tokenRequests() {
      return tokenRequests;
    },
    onTokenRequest: async () => undefined,
    onTokenResponse: async () => undefined,
    get newestUsed() {
      return newestUsed;
    },
    noteStored(accessToken, used) {
      const stored = order.get(accessToken ?? "");
      if (stored === undefined) return;
      if (stored < newestStored) setBacks += 1;
      if (stored < used) behind += 1;
      newestStored = Math.max(newestStored, stored);
    },
    get setBacks() {
      return setBacks;
    },
    get behind() {
      return behind;
    },
    async [Symbol.asyncDispose]() {
      agent.destroy();
      await server[Symbol.asyncDispose]();
    },
  };
  return judge;
}
