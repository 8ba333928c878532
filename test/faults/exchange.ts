import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { type Answer, headOf, wellAnswerTo } from "./answers.js";

/** Where an answer is cut. */
export type Cut = "nothing" | "in the status line" | "in the headers" | "after the headers" | "in the body";

/** One request that a faulty server deals with. */
export class Exchange {
  readonly incoming: IncomingMessage;
  readonly #outgoing: ServerResponse;
  /** The connection below TLS, if there is any. */
  readonly #socket: Socket;
  readonly #onStrike: () => void;

  constructor(incoming: IncomingMessage, outgoing: ServerResponse, socket: Socket, onStrike: () => void) {
    this.incoming = incoming;
    this.#outgoing = outgoing;
    this.#socket = socket;
    this.#onStrike = onStrike;
  }

  /** Tells that the fault has struck. */
  struck(): void {
    this.#onStrike();
  }

  answerWell(): void {
    this.answer(wellAnswerTo(this.incoming));
  }

  answer({ status, headers, body }: Answer): void {
    // One that comes before the request's end leaves no use for the rest of it.
    this.#outgoing.writeHead(status, { "content-length": body.length, ...headers }).end(body);
    this.incoming.resume();
  }

  /** What a good server would answer, as the bytes on the wire, up to a point. */
  part(cut: Cut, answer: Answer = wellAnswerTo(this.incoming)): Buffer {
    const head = headOf(answer);
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
        return Buffer.concat([head, answer.body.subarray(0, answer.body.length / 2)]);
    }
  }

  /** Writes bytes as they are, HTTP or not. */
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

  /** What was written before has the time to arrive; a reset would overtake it. */
  async reset(): Promise<void> {
    await sleep(20);
    this.#socket.resetAndDestroy();
  }
}
