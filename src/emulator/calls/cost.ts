/** What a call costs its organization. */
import { limits } from "../limits.js";
import type { CallCost } from "../settings/usage.js";
import type { Call } from "./call.js";

export const costOf = (call: Call): CallCost => ({ credits: creditsOf(call), isHeavy: isHeavy(call) });

const isHeavy = (call: Call): boolean =>
  call.route.operation["x-heavy"] === true || call.query.has("cvid") || call.rowCount() > 10;

/** Writes cost by their rows, other calls as the description says. */
const creditsOf = (call: Call): number =>
  (call.route.operation["x-credits"] ?? 1) * Math.max(1, Math.ceil(call.rowCount() / limits.records.rowsPerCredit));
