/** Which module a call is about. */

import type { Organization } from "../organization.js";
import { isObject } from "../values/values.js";
import type { Call } from "./call.js";

/** The module that the path, body, query or job of a call names, whether it exists or not. */
export function moduleOf(call: Call, { jobs }: Organization): string | undefined {
  const name =
    call.named("module") ?? moduleOfBody(call) ?? call.query.get("module") ?? jobs.moduleOf(call.named("id") ?? "");
  return typeof name === "string" ? name : undefined;
}

function moduleOfBody(call: Call): unknown {
  const body = call.hasBody && !call.isForm() ? call.parsed() : undefined;
  if (!isObject(body)) return undefined;
  const { select_query: coql, query, resource } = body;
  if (typeof coql === "string") return /\bfrom\s+(\w+)/i.exec(coql)?.[1];
  const [first]: readonly unknown[] = Array.isArray(resource) ? resource : [query];
  return isObject(first) ? first.module : undefined;
}
