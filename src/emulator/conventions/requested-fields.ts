import type { Call } from "../calls/call.js";
import type { ModuleDefinition } from "../modules/modules.js";
import type { UserCrm } from "../records/crm.js";
import { splitList } from "../values/values.js";

/** The names in the parameter `fields`. Zoho leaves out those that the module lacks; only the request log tells. */
export function requestedFields(call: Call, { remarks }: UserCrm, { apiName, fields }: ModuleDefinition): string[] {
  const names = splitList(call.query.get("fields"));
  for (const name of names) {
    if (!fields.has(name)) remarks.add(`${apiName} has no field ${name}: the response leaves it out`);
  }
  return names;
}
