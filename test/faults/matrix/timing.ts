import type { ClientPlan } from "../cell.js";

const LONG = 8_000;

/** Only the time limit of a phase can end the call. */
export const BY_PHASE: ClientPlan = { options: { timeout: LONG, connectTimeout: 200, idleTimeout: 200 } };
/** Only the timeout of the whole call can end it. */
export const BY_DEADLINE: ClientPlan = { options: { timeout: 500, connectTimeout: LONG, idleTimeout: LONG } };
/** Only the caller can end the call. */
export const BY_CALLER: ClientPlan = {
  options: { timeout: LONG, connectTimeout: LONG, idleTimeout: LONG },
  abort: true,
};
