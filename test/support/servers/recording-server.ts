import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as received. */
export interface Recorded {
  readonly method: string;
  /** Path and query, as sent. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** The bytes of the body, one character each. */
  readonly body: string;
  /** The sender's port, which identifies the connection. */
  readonly port: number | undefined;
}

/** A response of the server. */
export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** Destroys the connection instead. */
  broken?: true;
}

/** A server on loopback that records its requests. It is both the accounts server and the API. */
export interface RecordingServer {
  /** `http://127.0.0.1:1234` */
  readonly url: string;
  /** Requests to the API, oldest first. */
  readonly requests: Recorded[];
  /** Token requests, oldest first; the body is the form. */
  readonly tokenRequests: Recorded[];
  /** Responds to API requests. @default `{"data":[]}` */
  reply: (request: Recorded) => Reply;
  /** Responds to token requests. @default `token-1`, `token-2` and so on */
  tokenReply: (request: Recorded, count: number) => Reply;
  /** Forgets the requests and restores the default responses. */
  reset(): void;
  close(): Promise<void>;
}

const json = (value: unknown): Reply => ({
  headers: { "content-type": "application/json" },
  body: JSON.stringify(value),
});

const defaults: Pick<RecordingServer, "reply" | "tokenReply"> = {
  reply: () => json({ data: [] }),
  tokenReply: (request, count) =>
    json({
      access_token: `token-${count}`,
      ...(request.body.includes("grant_type=authorization_code") && { refresh_token: "refresh-of-grant" }),
      expires_in: 3600,
    }),
};

export async function startRecordingServer(): Promise<RecordingServer> {
  const http = createServer((incoming, outgoing) => {
    void respond(recording, incoming, outgoing);
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const recording: RecordingServer = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    requests: [],
    tokenRequests: [],
    ...defaults,
    reset() {
      recording.requests.length = 0;
      recording.tokenRequests.length = 0;
      Object.assign(recording, defaults);
    },
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
  return recording;
}

async function respond(server: RecordingServer, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of incoming) chunks.push(chunk);
  } catch {
    // The sender gave up, so the request does not matter.
    return;
  }
  const request: Recorded = {
    method: incoming.method ?? "",
    url: incoming.url ?? "",
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString("latin1"),
    port: incoming.socket.remotePort,
  };
  const isToken = request.url.startsWith("/oauth/");
  (isToken ? server.tokenRequests : server.requests).push(request);
  const reply = isToken ? server.tokenReply(request, server.tokenRequests.length) : server.reply(request);
  if (reply.broken) incoming.socket.destroy();
  else outgoing.writeHead(reply.status ?? 200, reply.headers).end(reply.body);
}
