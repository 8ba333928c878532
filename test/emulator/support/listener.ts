/** A server of a program's own, which the emulator calls. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Listener extends AsyncDisposable {
  url: string;
  /** The body of the next call that nobody asked for yet. */
  next(): Promise<Record<string, unknown>>;
}

/** @param status The status of its responses; a redirect leads to another path of its own */
export async function startListener(status = 200): Promise<Listener> {
  const waiting: ((body: Record<string, unknown>) => void)[] = [];
  const arrived: Record<string, unknown>[] = [];
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    response.writeHead(status, { location: "/elsewhere" }).end();
    const body = JSON.parse(text);
    const taker = waiting.shift();
    if (taker === undefined) arrived.push(body);
    else taker(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/told?by=emulator`,
    next: () =>
      new Promise((resolve) => {
        const body = arrived.shift();
        if (body === undefined) waiting.push(resolve);
        else resolve(body);
      }),
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
