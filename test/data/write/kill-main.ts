/** A process that writes, until it is killed or done. Its last line of output has the outcomes. */
import { createClient, fileStore } from "../../../src/index.js";
import { HASTY } from "./leads.js";
import { begin, SCENARIOS } from "./scenarios.js";

/** The argument of the process. */
export interface Order {
  readonly scenario: string;
  readonly rows: number;
  readonly ids: readonly string[];
  readonly checkpoint: string;
  readonly store: string;
  readonly client: Readonly<Record<"apiUrl" | "accountsUrl" | "clientId" | "clientSecret" | "refreshToken", string>>;
}

const { scenario: name, rows, ids, checkpoint, store, client } = JSON.parse(process.argv[2] ?? "") as Order;
const scenario = SCENARIOS.find((one) => one.name === name);
if (scenario === undefined) throw new Error(`no scenario ${name}`);
const crm = createClient({ ...client, clock: HASTY, store: fileStore(store) });
const outcomes: unknown[] = [];
for await (const outcome of begin(scenario, crm, ids, { checkpoint }, rows)) outcomes.push(outcome);
crm.close();
console.log(JSON.stringify(outcomes));
