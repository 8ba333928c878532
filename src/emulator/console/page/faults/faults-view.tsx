import type { JSX } from "preact";
import { callConsole } from "../emulator/console-call.js";
import { watch } from "../state/problem.js";
import { useTitle } from "../state/title.js";
import { FaultForm } from "./fault-form.js";
import { Scenes } from "./scenes.js";
import { WaitingFaults } from "./waiting-faults.js";

export function FaultsView(): JSX.Element {
  useTitle("Faults");
  return (
    <section>
      <div class="bar">
        <h2>Faults</h2>
        <span class="quiet">A fault disrupts the next calls that match it, to show how a client copes.</span>
      </div>
      <Scenes />
      <FaultForm />
      <div class="bar">
        <h2>Waiting</h2>
        <button type="button" class="end" onClick={() => watch(callConsole("POST faults/clear"))}>
          Remove all
        </button>
      </div>
      <WaitingFaults />
    </section>
  );
}
