import { createInterface } from "node:readline";
import type { ConsentRequest } from "../../auth/consent.js";
import { CommandError } from "../command.js";
import { type ConsentAnswer, readAnswer } from "./consent-result.js";

/** Reads what the user pastes into the terminal. */
export interface Paste {
  /** The first pasted answer to this login; where the input ends without one, it stays open for the browser's. */
  readonly answer: Promise<ConsentAnswer>;
  /** Leaves the rest of the input unread. */
  close(): void;
}

/**
 * Waits for the address that the browser was sent to, or the code of a self client.
 * @param isOnlyWay - whether no browser can bring an answer, so that the end of the input ends the login
 */
export function readPaste(request: ConsentRequest, isOnlyWay: boolean): Paste {
  // Left to itself it takes Ctrl-C from a terminal.
  const lines = createInterface({ input: process.stdin, terminal: false });
  const answer = new Promise<ConsentAnswer>((resolve, reject) => {
    lines.on("line", (line) => {
      const found = answerIn(line.trim(), request);
      if (typeof found === "object") resolve(found);
      else if (found) console.log(found);
    });
    lines.on("close", () => {
      if (isOnlyWay) reject(new CommandError("the input ended before an answer was pasted; give the code by --code"));
    });
  });
  // Closed by us, nobody waits for it any more.
  answer.catch(() => undefined);
  return { answer, close: () => lines.close() };
}

/** The answer that a line holds, or what is wrong with it; nothing for an empty line. */
function answerIn(line: string, request: ConsentRequest): ConsentAnswer | string {
  if (line === "") return "";
  if (/^https?:\/\//i.test(line) && URL.canParse(line)) {
    const found = readAnswer(new URL(line), request);
    return (
      found ?? "That address answers no login, or another one: open the address above, and paste what comes of it."
    );
  }
  if (/^1000\.[\w.]+$/.test(line)) return { code: line };
  return "That is neither an address nor a code: paste the whole address that the browser shows, or a code (1000.…).";
}
