import type { JSX } from "preact";
import { callConsole } from "../emulator/console-call.js";
import { watch } from "../state/problem.js";

/** What happens to programs that run for long, each by one click. */
const SCENES: readonly { readonly label: string; readonly start: () => Promise<void> }[] = [
  { label: "Rate limit: 5 calls", start: () => sample("TOO_MANY_REQUESTS", 5) },
  { label: "Access tokens expire", start: () => callConsole("POST tokens/expire") },
  { label: "Zoho CRM is down: 20 calls", start: () => callConsole("POST faults", { status: 503, times: 20 }) },
  { label: "Connections break: 3 calls", start: () => callConsole("POST faults", { reset: "before", times: 3 }) },
];

/** Adds a fault that responds with one of the emulator's own errors. */
async function sample(code: string, times: number): Promise<void> {
  const found = (await callConsole("GET errors")).find(({ name }) => name.includes(code));
  if (found === undefined) throw new Error(`The emulator has no error ${code}.`);
  const { status, body, headers } = found;
  await callConsole("POST faults", { status, body, headers, times });
}

export const Scenes = (): JSX.Element => (
  <section class="bar" aria-label="Faults by one click">
    {SCENES.map(({ label, start }) => (
      <button key={label} type="button" onClick={() => watch(start())}>
        {label}
      </button>
    ))}
  </section>
);
