import { setTimeout as sleep } from "node:timers/promises";
import { type Cell, type Expected, nameOf } from "./cell.js";
import type { ClientProcess, Outcome } from "./client-process.js";
import { type FaultServer, startFaultServer } from "./fault-server.js";
import { SECRETS, secretsIn } from "./secrets.js";

/** The result of a cell. It passed if there are no problems. */
export interface Verdict {
  readonly cell: Cell;
  readonly name: string;
  /** Milliseconds until the call settled; undefined if it did not. */
  readonly took: number | undefined;
  /** The outcome of the call, in short. */
  readonly outcome: string;
  readonly problems: readonly string[];
}

/** Milliseconds beyond its limit after which a call counts as never settling. */
const GRACE = 6_000;

/** Runs one cell. `isUsable` says whether the process can run another one. */
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
    client.send({ type: "struck" });
  };
  const secure = cell.way === "tls";
  const [api, accounts, proxy] = await Promise.all([
    startFaultServer(cell.server.api, secure, strike),
    startFaultServer(cell.server.accounts, secure, strike),
    cell.server.proxy && startFaultServer(cell.server.proxy, false, strike),
  ]);
  const servers = [api, accounts, ...(proxy ? [proxy] : [])];
  // An external server does not report when it strikes.
  const isExternal = [cell.server.api, cell.server.accounts].some((target) => target && "url" in target);
  if (isExternal) setTimeout(strike, 50);
  let outcome: Outcome | undefined;
  let took: number | undefined;
  let isUsable = true;
  try {
    client.output();
    const plan = { ...cell.client };
    const strikesInClient = plan.store !== undefined || plan.source !== undefined;
    const { way, call } = cell;
    const through = proxy?.url.replace("//", `//ann:${SECRETS.proxyPassword}@`);
    client.send({ type: "run", apiUrl: api.url, accountsUrl: accounts.url, proxy: through, way, call, plan });
    const settled = await client.receive("settled", cell.within * slack + GRACE);
    if (strikesInClient) struck = await client.receive("struck", 1_000 * slack).then(() => true);
    ({ outcome, took } = settled);
    problems.push(...judge(cell.expected, outcome));
    if (took > cell.within * slack) problems.push(`it took ${Math.round(took)} ms instead of at most ${cell.within}`);
    if (!struck && !isExternal) problems.push("the fault never struck");
    if (cell.requests !== undefined && api.requests !== cell.requests)
      problems.push(`${api.requests} requests were sent instead of ${cell.requests}`);
    const usesPool = cell.way !== "fetch";
    for (const server of servers) server.calm();
    const holds = cell.client.holder !== undefined;
    if (!holds && !(await soon(() => api.busy + accounts.busy === 0))) problems.push("a connection is still in use");
    // None of these tunnels was opened.
    if (proxy && !(await soon(() => proxy.open === 0))) problems.push("a connection to the proxy is still open");
    client.send({ type: "finish", recovers: cell.recovers, usesPool });
    // The connections of fetch belong to the runtime, and close only from the other end.
    await client.receive("recovered", 10_000);
    if (!usesPool) await Promise.all(servers.map(closeOnce));
    const { problems: found } = await client.receive("finished", 20_000);
    // Nor does fetch give up a connection that is not made yet.
    problems.push(...(isExternal && !usesPool ? found.filter((problem) => !problem.startsWith("still open")) : found));
    if (usesPool && !(await soon(() => servers.every(({ open }) => open === 0))))
      problems.push("a connection is still open after close()");
  } catch (error) {
    isUsable = false;
    problems.push(String(error));
  } finally {
    await Promise.all(servers.map(closeOnce));
  }
  const shown = new Set([...(outcome?.shown ?? []), ...secretsIn(client.output())]);
  if (shown.size > 0) problems.push(`secrets are revealed: ${[...shown].join(", ")}`);
  return { verdict: { cell, name: nameOf(cell), took, outcome: summaryOf(outcome), problems }, isUsable };
}

const closed = new WeakSet<FaultServer>();
async function closeOnce(server: FaultServer): Promise<void> {
  if (closed.has(server)) return;
  closed.add(server);
  await server.close();
}

/** Waits up to a second for a condition; resolves to whether it holds. */
async function soon(condition: () => boolean): Promise<boolean> {
  for (let look = 0; look < 100 && !condition(); look += 1) await sleep(10);
  return condition();
}

const summaryOf = (outcome: Outcome | undefined): string => {
  if (outcome === undefined) return "never settled";
  if (outcome.kind === "error") return `${outcome.name} ${outcome.code}`;
  return outcome.kind === "reason" ? "the caller's reason" : outcome.kind === "value" ? "value" : "another error";
};

function judge(expected: Expected, outcome: Outcome): string[] {
  const wrong = (why: string) => [`${why}${"message" in outcome ? `: ${outcome.message}` : ""}`];
  if (expected === "value") return outcome.kind === "value" ? [] : wrong("expected a value");
  if (expected === "the caller's reason") return outcome.kind === "reason" ? [] : wrong("expected the caller's reason");
  if (typeof expected === "object" && "system" in expected) {
    const isExpected = outcome.kind === "other" && outcome.message.includes(expected.system);
    return isExpected ? [] : wrong(`expected ${expected.system}`);
  }
  if (expected === "the source's error") {
    return outcome.kind === "other" && outcome.message.includes("the source failed")
      ? []
      : wrong("expected the error of the source");
  }
  const isRight =
    outcome.kind === "error" &&
    outcome.name === expected.name &&
    expected.code.includes(outcome.code) &&
    (expected.mayHaveArrived === undefined || outcome.mayHaveArrived === expected.mayHaveArrived);
  const arrived = expected.mayHaveArrived === undefined ? "" : `, mayHaveArrived ${expected.mayHaveArrived}`;
  return isRight
    ? []
    : wrong(`expected ${expected.name} ${expected.code.join("/")}${arrived}, got ${summaryOf(outcome)}`);
}
