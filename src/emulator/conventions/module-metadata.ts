/** What describes a module: a list for the module that the query names, and each item by its id. */
import type { Call } from "../calls/call.js";
import type { Handler, HandlerContext } from "../calls/handler.js";
import { type HttpResponse, json, noContent } from "../http/responses.js";
import type { ModuleDefinition } from "../modules/modules.js";
import type { Crm } from "../records/crm.js";

interface DescribedModule {
  readonly module: ModuleDefinition;
  /** Its position among the modules, from which ids are derived. */
  readonly index: number;
}

interface Part {
  readonly id: string;
}

/** The module that the query names. @throws HttpError 400 if it does not exist */
export function moduleOfQuery({ query }: Call, { records }: Crm): DescribedModule {
  const name = query.get("module") ?? "";
  return { module: records.table(name).module, index: records.indexOf(name) };
}

/**
 * The call that lists the items of a module, and the one that gets a single item by its id.
 *
 * @param key The member of the bodies that contains them
 * @param describe The items of an organization whose schema is not known. Views are never known
 */
export function metadataCalls(
  key: "fields" | "layouts" | "related_lists" | "custom_views",
  describe: (described: DescribedModule, context: HandlerContext) => readonly Part[],
): Readonly<Record<"list" | "get", Handler>> {
  const partsOf = (call: Call, context: HandlerContext): readonly Part[] => {
    const { metadata } = context.crm;
    return metadata === undefined || key === "custom_views"
      ? describe(moduleOfQuery(call, context.crm), context)
      : metadata.partOf(call.query.get("module") ?? "", key);
  };
  const response = (parts: readonly Part[]): HttpResponse =>
    parts.length === 0 ? noContent() : json(200, { [key]: parts });
  return {
    list: (call, context) => response(partsOf(call, context)),
    get: (call, context) => response(partsOf(call, context).filter(({ id }) => id === call.path("id"))),
  };
}
