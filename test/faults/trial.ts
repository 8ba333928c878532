import { setTimeout as sleep } from "node:timers/promises";
import { type Cell, type Expected, nameOf } from "./cell.js";
import type { ClientProcess, Outcome } from "./client-process.js";
import { type FaultServer, startFaultServer } from "./fault-server.js";
import { SECRETS, secretsIn } from "./secrets.js";

/** What came of a cell; it passed where there are no problems. */
export interface Verdict {
  readonly cell: Cell;
  readonly name: string;
  /** Milliseconds until it settled; undefined where it did not. */
  readonly took: number | undefined;
  /** What came of the call, in a word. */
  readonly outcome: string;
  readonly problems: readonly string[];
}

/** Beyond its bound a call that has not settled never will. */
const PATIENCE = 6_000;

/** Lets one cell happen. Rejects where the process is of no further use. */
export async function tryCell(
  cell: Cell,
  client: ClientProcess,
  slack = 1,
): Promise<{ verdict: Verdict; isUsable: boolean }> {
  const problems: string[] = [];
  let struck = false;
  const strike = () => {
    if (struck) return;
    struck = true;
    client.tell({ type: "struck" });
  };
  const secure = cell.way === "tls";
  const [api, accounts, proxy] = await Promise.all([
    startFaultServer(cell.server.api, secure, strike),
    startFaultServer(cell.server.accounts, secure, strike),
    cell.server.proxy && startFaultServer(cell.server.proxy, false, strike),
  ]);
  const servers = [api, accounts, ...(proxy ? [proxy] : [])];
  // Elsewhere nobody can tell when it strikes.
  const isElsewhere = [cell.server.api, cell.server.accounts].some((target) => target && "url" in target);
  if (isElsewhere) setTimeout(strike, 50);
  let outcome: Outcome | undefined;
  let took: number | undefined;
  let isUsable = true;
  try {
    client.output();
    const plan = { ...cell.client };
    const toldByStore = plan.store !== undefined || plan.source !== undefined;
    const { way, call } = cell;
    const through = proxy?.url.replace("//", `//ann:${SECRETS.proxyPassword}@`);
    client.tell({ type: "run", apiUrl: api.url, accountsUrl: accounts.url, proxy: through, way, call, plan });
    const settled = await client.hear("settled", cell.within * slack + PATIENCE);
    if (toldByStore) struck = await client.hear("struck", 1_000 * slack).then(() => true);
    ({ outcome, took } = settled);
    problems.push(...judge(cell.expected, outcome));
    if (took > cell.within * slack) problems.push(`it took ${Math.round(took)} ms, with ${cell.within} allowed`);
    if (!struck && !isElsewhere) problems.push("the fault never struck");
    if (cell.requests !== undefined && api.requests !== cell.requests)
      problems.push(`${api.requests} requests were sent, where ${cell.requests} were due`);
    const usesPool = cell.way !== "fetch";
    for (const server of servers) server.calm();
    const holds = cell.client.holder !== undefined;
    if (!holds && !(await soon(() => api.busy + accounts.busy === 0))) problems.push("a connection is left in use");
    // None of them leads anywhere.
    if (proxy && !(await soon(() => proxy.open === 0))) problems.push("a connection to the proxy is left open");
    client.tell({ type: "finish", recovers: cell.recovers, usesPool });
    // The connections of fetch are the runtime's own, and close only from the other end.
    await client.hear("recovered", 10_000);
    if (!usesPool) await Promise.all(servers.map(closing));
    const { problems: found } = await client.hear("finished", 20_000);
    // Nor does it give up a connection that is not made yet.
    problems.push(...(isElsewhere && !usesPool ? found.filter((problem) => !problem.startsWith("still open")) : found));
    if (usesPool && !(await soon(() => servers.every(({ open }) => open === 0))))
      problems.push("a connection is open after close()");
  } catch (error) {
    isUsable = false;
    problems.push(String(error));
  } finally {
    await Promise.all(servers.map(closing));
  }
  const shown = new Set([...(outcome?.shown ?? []), ...secretsIn(client.output())]);
  if (shown.size > 0) problems.push(`secrets are shown: ${[...shown].join(", ")}`);
  return { verdict: { cell, name: nameOf(cell), took, outcome: wordOf(outcome), problems }, isUsable };
}

const closed = new WeakSet<FaultServer>();
async function closing(server: FaultServer): Promise<void> {
  if (closed.has(server)) return;
  closed.add(server);
  await server.close();
}

/** Whether it becomes so within a second. */
async function soon(isSo: () => boolean): Promise<boolean> {
  for (let look = 0; look < 100 && !isSo(); look += 1) await sleep(10);
  return isSo();
}

const wordOf = (outcome: Outcome | undefined): string => {
  if (outcome === undefined) return "never settled";
  if (outcome.kind === "error") return `${outcome.name} ${outcome.code}`;
  return outcome.kind === "reason" ? "the caller's reason" : outcome.kind === "value" ? "value" : "another error";
};

function judge(expected: Expected, outcome: Outcome): string[] {
  const wrong = (why: string) => [`${why}${"message" in outcome ? `: ${outcome.message}` : ""}`];
  if (expected === "value") return outcome.kind === "value" ? [] : wrong("a value was due");
  if (expected === "the caller's reason") return outcome.kind === "reason" ? [] : wrong("the caller's reason was due");
  if (typeof expected === "object" && "system" in expected) {
    const said = outcome.kind === "foreign" && outcome.message.includes(expected.system);
    return said ? [] : wrong(`${expected.system} was due`);
  }
  if (expected === "the source's error") {
    return outcome.kind === "foreign" && outcome.message.includes("the source failed")
      ? []
      : wrong("the error of the source was due");
  }
  const isRight =
    outcome.kind === "error" &&
    outcome.name === expected.name &&
    expected.code.includes(outcome.code) &&
    (expected.mayHaveArrived === undefined || outcome.mayHaveArrived === expected.mayHaveArrived);
  const arrived = expected.mayHaveArrived === undefined ? "" : `, mayHaveArrived ${expected.mayHaveArrived}`;
  return isRight ? [] : wrong(`${expected.name} ${expected.code.join("/")}${arrived} was due, not ${wordOf(outcome)}`);
}
