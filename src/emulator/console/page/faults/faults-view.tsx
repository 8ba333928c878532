import type { JSX } from "preact";
import { callConsole } from "../emulator/console-call.js";
import { watch } from "../state/problem.js";
import { FaultForm } from "./fault-form.js";
import { WaitingFaults } from "./waiting-faults.js";

export const FaultsView = (): JSX.Element => (
  <section>
    <div class="bar">
      <h2>Faults</h2>
      <span class="quiet">A fault disrupts the next calls that match it, to show how a client copes.</span>
    </div>
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
