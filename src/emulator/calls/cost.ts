/** What a call costs its organization. */
import type { CallCost } from "../settings/usage.js";
import { isObject } from "../values/values.js";
import type { Call } from "./call.js";

export const costOf = (call: Call): CallCost => ({ credits: creditsOf(call), isHeavy: isHeavy(call) });

const isHeavy = (call: Call): boolean =>
  call.route.operation["x-heavy"] === true || call.query.has("cvid") || call.rowCount() > 10;

/** Writes cost one credit per ten rows, COQL costs by its limit, other calls as the description says. */
const creditsOf = (call: Call): number =>
  call.route.id === "executeCoqlQuery"
    ? queryCredits(call.parsed())
    : (call.route.operation["x-credits"] ?? 1) * Math.max(1, Math.ceil(call.rowCount() / 10));

function queryCredits(body: unknown): number {
  const query = isObject(body) && typeof body.select_query === "string" ? body.select_query : "";
  const [, first = "200", second = first] = /\blimit\s+(\d+)(?:\s*,\s*(\d+))?/i.exec(query) ?? [];
  const limit = Number(second);
  return limit <= 200 ? 1 : limit <= 1000 ? 2 : 3;
}
