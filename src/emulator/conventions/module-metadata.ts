// What describes a module: listed by the module that the query names, and got one by one.
import type { Call } from "../calls/call.js";
import type { Handler, HandlerContext } from "../calls/handler.js";
import { type HttpResponse, json, noContent } from "../http/responses.js";
import type { ModuleDefinition } from "../modules/modules.js";
import type { Crm } from "../records/crm.js";

interface DescribedModule {
  readonly module: ModuleDefinition;
  /** Its place among the modules, from which ids follow. */
  readonly index: number;
}

interface Part {
  readonly id: string;
}

/** The module that the query names. @throws HttpError 400 where there is none */
export function moduleOfQuery({ query }: Call, { records }: Crm): DescribedModule {
  const name = query.get("module") ?? "";
  return { module: records.table(name).module, index: records.indexOf(name) };
}

/**
 * The call that lists what a module has, and the one that gets one by its id.
 *
 * @param key - the member of bodies that has them
 */
export function metadataCalls(
  key: string,
  describe: (described: DescribedModule, context: HandlerContext) => readonly Part[],
): Readonly<Record<"list" | "get", Handler>> {
  const partsOf = (call: Call, context: HandlerContext) => describe(moduleOfQuery(call, context.crm), context);
  const response = (parts: readonly Part[]): HttpResponse =>
    parts.length === 0 ? noContent() : json(200, { [key]: parts });
  return {
    list: (call, context) => response(partsOf(call, context)),
    get: (call, context) => response(partsOf(call, context).filter(({ id }) => id === call.path("id"))),
  };
}
