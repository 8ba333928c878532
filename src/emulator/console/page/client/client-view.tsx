import type { JSX } from "preact";
import { callConsole } from "../emulator/console-call.js";
import { useLive } from "../emulator/live.js";
import { watch } from "../state/problem.js";
import { useTitle } from "../state/title.js";
import { Environment } from "./environment.js";
import { Tokens } from "./tokens.js";
import { Usage } from "./usage.js";

const STEPS = { "1 minute": "1m", "1 hour": "61m", "1 day": "25h", "60 days": "60d" };

/** What a client needs, and what decides how long its tokens last. */
export function ClientView(): JSX.Element {
  useTitle("Client");
  const clock = useLive("clock");
  return (
    <section>
      <Environment />
      <Usage />
      <div class="card">
        <h2>Clock</h2>
        <p class="quiet">
          The emulator's clock decides when tokens expire and how records are dated. It only moves forward.
          {clock && ` It shows ${new Date(clock.time).toISOString().slice(0, 19).replace("T", " ")} UTC.`}
        </p>
        <div class="bar">
          {Object.entries(STEPS).map(([text, by]) => (
            <button key={by} type="button" onClick={() => watch(callConsole("POST clock", { by }))}>
              + {text}
            </button>
          ))}
        </div>
      </div>
      <Tokens />
    </section>
  );
}
