import { createInterface } from "node:readline";
import type { ConsentRequest } from "../../auth/consent.js";
import { CommandError } from "../command.js";
import { type ConsentResult, readConsentResult } from "./consent-result.js";

/** Reads what the user pastes into the terminal. */
export interface Paste {
  /** The first pasted result of this login. The end of the input rejects it: nobody is there who could give consent. */
  readonly result: Promise<ConsentResult>;
  /** Stops reading. */
  close(): void;
}

/** Waits for the address that the browser was redirected to, or for the code of a self client. */
export function readPaste(
  request: ConsentRequest,
  input: NodeJS.ReadableStream,
  report: (text: string) => void,
): Paste {
  // With a terminal, readline would handle Ctrl-C itself.
  const lines = createInterface({ input, terminal: false });
  const result = new Promise<ConsentResult>((resolve, reject) => {
    lines.on("line", (line) => {
      const found = resultIn(line.trim(), request);
      if (typeof found === "object") resolve(found);
      else if (found) report(found);
    });
    lines.on("close", () => {
      reject(
        new CommandError(
          "the input ended, so nobody can give consent; nothing was stored. Run zcrm login in a terminal, or pass the code of a self client with --code",
        ),
      );
    });
  });
  // Closing rejects it as well, when nobody waits for it anymore.
  result.catch(() => undefined);
  return { result, close: () => lines.close() };
}

/** The result in a line, or a message about what is wrong with it, which is empty for an empty line. */
function resultIn(line: string, request: ConsentRequest): ConsentResult | string {
  if (line === "") return "";
  if (/^https?:\/\//i.test(line) && URL.canParse(line)) {
    const address = new URL(line);
    // A rejection may lack the state, and it is the user who brings it.
    if (address.searchParams.has("error") && !address.searchParams.has("state"))
      address.searchParams.set("state", request.state);
    return (
      readConsentResult(address, request) ??
      "That address does not belong to this login. Open the address above, and paste the address that it ends at."
    );
  }
  if (/^1000\.[\w.]+$/.test(line)) return { code: line };
  return "That is neither an address nor a code. Paste the whole address that the browser shows, or a code (1000.…).";
}
