/** The address of the reader's emulator, which the links "Try it" lead to. */
import { store, stored } from "./stored.js";

const KEY = "zcrm-emulator";

/** The origin of what a reader typed; `undefined` if it is not an address of a server. */
export function emulatorOrigin(text: string): string | undefined {
  const typed = text.trim();
  const url = URL.parse(/^[a-z]+:\/\//i.test(typed) ? typed : `http://${typed}`);
  if (url === null || url.hostname === "" || url.username !== "" || url.password !== "") return undefined;
  return url.protocol === "http:" || url.protocol === "https:" ? url.origin : undefined;
}

interface Parts {
  readonly link: HTMLAnchorElement;
  readonly input: HTMLInputElement;
  readonly problem: HTMLElement;
}

/** Uses the address of the last visit, and keeps a new one. */
export function startEmulatorAddress({ link, input, problem }: Parts): void {
  const lead = (origin: string) => {
    link.href = `${origin}/${link.dataset.emulator}`;
  };
  const kept = emulatorOrigin(stored(KEY) ?? "");
  if (kept !== undefined) {
    input.value = kept;
    lead(kept);
  }
  input.addEventListener("input", () => {
    const origin = emulatorOrigin(input.value);
    input.setAttribute("aria-invalid", String(origin === undefined));
    problem.textContent = origin === undefined ? "Enter an address such as http://127.0.0.1:8080." : "";
    if (origin === undefined) return;
    lead(origin);
    store(KEY, origin);
  });
}
