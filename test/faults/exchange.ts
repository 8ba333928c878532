import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { goodReplyTo, headOf, type Reply } from "./replies.js";

/** Where a response is cut off. */
export type Cut = "nothing" | "in the status line" | "in the headers" | "after the headers" | "in the body";

/** One request to a faulty server. */
export class Exchange {
  readonly incoming: IncomingMessage;
  readonly #outgoing: ServerResponse;
  /** The connection, below TLS if that is used. */
  readonly #socket: Socket;
  readonly #onStrike: () => void;

  constructor(incoming: IncomingMessage, outgoing: ServerResponse, socket: Socket, onStrike: () => void) {
    this.incoming = incoming;
    this.#outgoing = outgoing;
    this.#socket = socket;
    this.#onStrike = onStrike;
  }

  /** Reports that the fault has struck. */
  struck(): void {
    this.#onStrike();
  }

  replyWell(): void {
    this.reply(goodReplyTo(this.incoming));
  }

  reply({ status, headers, body }: Reply): void {
    // If the response comes before the end of the request, the rest of the request is not needed.
    this.#outgoing.writeHead(status, { "content-length": body.length, ...headers }).end(body);
    this.incoming.resume();
  }

  /** The bytes of a response, by default that of a working server, up to the cut. */
  part(cut: Cut, reply: Reply = goodReplyTo(this.incoming)): Buffer {
    const head = headOf(reply);
    switch (cut) {
      case "nothing":
        return Buffer.alloc(0);
      case "in the status line":
        return head.subarray(0, 10);
      case "in the headers":
        return head.subarray(0, head.length - 8);
      case "after the headers":
        return head;
      case "in the body":
        return Buffer.concat([head, reply.body.subarray(0, reply.body.length / 2)]);
    }
  }

  /** Writes bytes to the connection, HTTP or not. */
  write(bytes: Uint8Array | string): void {
    this.incoming.socket.write(bytes);
  }

  async slowly(bytes: Uint8Array): Promise<void> {
    this.incoming.socket.setNoDelay(true);
    for (const byte of bytes) {
      this.write(Uint8Array.of(byte));
      await sleep(1);
    }
  }

  end(): void {
    this.incoming.socket.end();
  }

  /** Waits before it resets the connection, because a reset would overtake what was written before. */
  async reset(): Promise<void> {
    await sleep(20);
    this.#socket.resetAndDestroy();
  }
}
