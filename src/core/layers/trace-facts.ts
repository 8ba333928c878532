/** What a trace says about a request: nothing that its caller searched for, wrote, or identified a record with. */
import type { Addresses, PreparedRequest } from "../request/request.js";
import type { Facts } from "./tracing.js";

/**
 * The facts of a call.
 * @param base The path below the server, unless the operation has its own.
 */
export function callFacts({ operation, method, path, template, user }: PreparedRequest, base: string): Facts<"call"> {
  const shown = template === undefined ? undefined : `${operation.base ?? base}${pathOf(template)}`;
  return {
    // A raw call is named by its path, which contains ids.
    operation: /^[\w.]+$/.test(operation.id) ? operation.id : `${method} ${shown ?? ""}`.trim(),
    name: operation.name,
    module: operation.module === undefined ? undefined : moduleIn(path, pathOf(template ?? ""), operation.module),
    method,
    template: shown,
    user,
  };
}

/** The facts of an attempt. */
export const requestFacts = (request: PreparedRequest, base: string, addresses: Addresses): Facts<"request"> => ({
  ...callFacts(request, base),
  origin: (request.addresses ?? addresses)[request.operation.server ?? "api"],
  attempt: request.progress?.attempts ?? 1,
});

/** The module in the path or in the query, if it looks like the name of one. */
function moduleIn(path: string, template: string, parameter: string): string | undefined {
  const place = template.split("/").indexOf(`{${parameter}}`);
  const value =
    place === -1 ? new URLSearchParams(path.slice(pathOf(path).length)).get(parameter) : pathOf(path).split("/")[place];
  return typeof value === "string" && /^[A-Za-z]\w{0,99}$/.test(value) ? value : undefined;
}

const pathOf = (address: string): string => address.split("?", 1)[0] ?? "";
