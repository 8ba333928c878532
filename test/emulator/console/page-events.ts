import type { ConsoleEvents } from "../../../src/emulator/console/contract.js";
import type { Emulator } from "../../../src/emulator/index.js";

interface Hearing extends AsyncDisposable {
  /** Waits for the next event of this name that passes. */
  next<E extends keyof ConsoleEvents>(
    event: E,
    passes?: (data: ConsoleEvents[E]) => boolean,
  ): Promise<ConsoleEvents[E]>;
  /** The data of the latest event of this name that was read. */
  last<E extends keyof ConsoleEvents>(event: E): ConsoleEvents[E] | undefined;
  /** Settles when the emulator ends the stream. */
  ended(): Promise<void>;
}

/** Opens a stream of events, as the page does. @param query The organization and user, e.g. `?organization=2` */
export async function hearEvents({ apiUrl }: Pick<Emulator, "apiUrl">, query = "", send = fetch): Promise<Hearing> {
  const leave = new AbortController();
  const response = await send(`${apiUrl}/_emulator/events${query}`, { signal: leave.signal });
  if (response.body === null || !response.ok) throw new Error(`the stream was refused with ${response.status}`);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const last: Partial<ConsoleEvents> = {};
  let text = "";
  /** Reads up to the next event. @returns Its name, or `undefined` at the end of the stream */
  const read = async (): Promise<string | undefined> => {
    for (;;) {
      const end = text.indexOf("\n\n");
      if (end >= 0) {
        const message = text.slice(0, end);
        text = text.slice(end + 2);
        const [, event, data] = /^event: (\w+)\ndata: (.*)$/.exec(message) ?? [];
        if (event === undefined || data === undefined) continue;
        Object.assign(last, { [event]: JSON.parse(data) });
        return event;
      }
      // An emulator that closes breaks the connection.
      const { value } = await reader.read().catch(() => ({ value: undefined }));
      if (value === undefined) return undefined;
      text += value;
    }
  };
  return {
    last: (event) => last[event],
    async next(event, passes = () => true) {
      for (;;) {
        const heard = await read();
        if (heard === undefined) throw new Error(`the stream ended before ${event}`);
        const data = last[event];
        if (heard === event && data !== undefined && passes(data)) return data;
      }
    },
    async ended() {
      while ((await read()) !== undefined);
    },
    [Symbol.asyncDispose]: async () => leave.abort(),
  };
}
