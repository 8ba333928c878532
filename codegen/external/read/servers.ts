import { isObject, type JsonObject, listOf, objectOf, textOf } from "../json.js";
import type { Context } from "../normalize/context.js";

/** The address that the client's own settings stand for. */
export const API_SERVER = "https://www.zohoapis.com/crm/v2";

/** Hosts of a data centre beside that of the API, by the names that the runtime has for them. */
const HOSTS: ReadonlySet<string> = new Set(["accounts", "content", "download"]);

/**
 * The first server that a list names, with its variables filled in.
 * @param lists The nearest first: the operation's, its path's, the description's.
 */
export function readServer({ warn }: Context, lists: readonly (readonly [unknown, string])[]): JsonObject | undefined {
  for (const [list, at] of lists) {
    const [server] = listOf(list);
    if (!isObject(server)) continue;
    const url = filled(server);
    const host = HOSTS.has(String(server["x-server"])) ? server["x-server"] : undefined;
    if (URL.canParse(url))
      return objectOf([
        ["url", url],
        ["x-server", host],
      ]);
    // A path alone is one on the client's own host.
    if (url !== "" && URL.canParse(url, API_SERVER)) return { url: new URL(url, API_SERVER).href };
    warn(at, "server", `"${url}" is no address; calls go to ${new URL(API_SERVER).pathname} of the client's own`);
  }
  return undefined;
}

function filled({ url, variables }: JsonObject): string {
  return (textOf(url) ?? "").replace(/\{([^{}]+)\}/g, (whole, name: string) => {
    const variable = isObject(variables) ? variables[name] : undefined;
    const [first] = isObject(variable) ? listOf(variable.enum) : [];
    return isObject(variable) ? String(variable.default ?? first ?? whole) : whole;
  });
}
