import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Code } from "../elements/code.js";
import { callConsole } from "../emulator/console-call.js";
import { watch } from "../state/problem.js";

const MASKED = `\
export ZCRM_CLIENT_ID=••••
export ZCRM_CLIENT_SECRET=••••
export ZCRM_REFRESH_TOKEN=••••
…`;

/** The shell lines that a client needs. They contain secrets, so they are fetched only when the user asks for them. */
export function Environment(): JSX.Element {
  const [lines, setLines] = useState(MASKED);
  const [isCopied, setIsCopied] = useState(false);
  const load = async () => (await callConsole("POST environment")).lines.join("\n");
  const show = async () => setLines(await load());
  const copy = async () => {
    await navigator.clipboard.writeText(await load());
    setIsCopied(true);
  };
  return (
    <div class="card">
      <div class="bar">
        <h2>Environment</h2>
        <button type="button" class="end" onClick={() => watch(show())}>
          Show
        </button>
        <button type="button" onClick={() => watch(copy())}>
          {isCopied ? "Copied" : "Copy"}
        </button>
      </div>
      <p class="quiet">A client started with these lines calls this emulator as the user you are acting as.</p>
      <Code class="lines">{lines}</Code>
    </div>
  );
}
