/** A developer's own program, to which messages are forwarded. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as it came. */
export interface Taken {
  readonly path: string;
  readonly contentType: string | undefined;
  readonly body: Buffer;
}

export interface Target extends AsyncDisposable {
  readonly url: string;
  /** The status that it responds with from now on; `undefined` to leave requests without a response. */
  status: number | undefined;
  readonly taken: readonly Taken[];
  /** The request of this number, counted from 0, once it has come. */
  at(index: number): Promise<Taken>;
}

export async function startTarget(): Promise<Target> {
  const taken: Taken[] = [];
  const waiting = new Map<number, (request: Taken) => void>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { url = "", headers } = request;
    const one = { path: url, contentType: headers["content-type"], body: Buffer.concat(chunks) };
    waiting.get(taken.push(one) - 1)?.(one);
    if (target.status !== undefined) response.writeHead(target.status, { location: "/elsewhere" }).end("ignored");
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const target: Target = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    status: 200,
    taken,
    at: (index) =>
      new Promise((resolve) => {
        const found = taken[index];
        if (found === undefined) waiting.set(index, resolve);
        else resolve(found);
      }),
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return target;
}
