import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as it came over the wire. */
export interface Recorded {
  readonly method: string;
  /** Path and query, as sent. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** The body's bytes, one character each. */
  readonly body: string;
  /** The sender's port, by which connections are told apart. */
  readonly port: number | undefined;
}

/** What the server answers. */
export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** Breaks the connection instead. */
  broken?: true;
}

/** A server on loopback that records what it is sent. It is accounts server and API in one. */
export interface RecordingServer {
  /** `http://127.0.0.1:1234` */
  readonly url: string;
  /** Requests to the API, oldest first. */
  readonly requests: Recorded[];
  /** Requests for tokens, oldest first; the form is the body. */
  readonly tokenRequests: Recorded[];
  /** Answers the API; `{"data":[]}` unless it is set. */
  reply: (request: Recorded) => Reply;
  /** Answers requests for tokens; with `token-1`, `token-2` and so on unless it is set. */
  tokenReply: (request: Recorded, count: number) => Reply;
  /** Forgets the requests and puts both answers back. */
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
    void answer(recording, incoming, outgoing);
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

async function answer(server: RecordingServer, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of incoming) chunks.push(chunk);
  } catch {
    // The sender gave up; what came of the request is of no interest.
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
