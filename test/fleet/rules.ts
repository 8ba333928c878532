import type { Scenario } from "./scenario.js";
import type { Outcome } from "./world.js";

/** The token requests that all processes together may make in ten minutes. */
const TOKEN_REQUESTS = 9;

/** The rules of a fleet that an outcome breaks. */
export function problemsOf(outcome: Outcome, { engineFails = false }: Scenario, calls: number): string[] {
  const { ends, tokenRequests, tooMany, setBacks, behind } = outcome;
  const problems: string[] = [];
  if (ends.ok !== calls) problems.push(`${calls - (ends.ok ?? 0)} calls failed`);
  if (tokenRequests > TOKEN_REQUESTS) problems.push(`${tokenRequests} token requests, ${TOKEN_REQUESTS} are allowed`);
  if (tooMany > 0) problems.push(`${tooMany} calls were above the limit`);
  if (setBacks > 0) problems.push(`the store went back to an older token ${setBacks} times`);
  // While the engine is down, a token is used that cannot be stored.
  if (behind > 0 && !engineFails) problems.push(`the store held an older token than one in use ${behind} times`);
  return problems;
}
