/** The program's server, which is closed, or fails, for hours. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { isCrmError } from "../../../src/core/errors/errors.js";
import { type ReceiveOptions, receive } from "../../../src/notifications/index.js";

export class Receiver {
  readonly counts = { messages: 0, doubles: 0, refused: 0, failed: 0 };
  /** Messages that are being handled. */
  underWay = 0;
  #isFailing = false;
  #server: Server | undefined;
  #port = 0;
  readonly #options: ReceiveOptions;

  constructor(options: ReceiveOptions) {
    this.#options = options;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/zoho`;
  }

  async open(): Promise<void> {
    this.#isFailing = false;
    if (this.#server !== undefined) return;
    this.#server = createServer((request, response) => void this.#serve(request, response));
    this.#server.listen(this.#port, "127.0.0.1");
    await once(this.#server, "listening");
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Responds with 500. */
  fail(): void {
    this.#isFailing = true;
  }

  async close(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    this.#server = undefined;
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.underWay += 1;
    this.counts.messages += 1;
    try {
      if (this.#isFailing) throw new Error("the receiver is down");
      let text = "";
      for await (const chunk of request) text += chunk;
      // Now and then a message arrives twice, at the same moment.
      const copies = this.counts.messages % 10 === 0 ? 2 : 1;
      const done = await Promise.all(Array.from({ length: copies }, () => receive(text, this.#options)));
      for (const { doubles } of done) this.counts.doubles += doubles;
      response.end();
    } catch (error) {
      const status = isCrmError(error) ? error.status : undefined;
      this.counts[status === 401 ? "refused" : "failed"] += 1;
      response.writeHead(status ?? 500).end();
    } finally {
      this.underWay -= 1;
    }
  }
}
