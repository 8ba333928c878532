import { isObject, type JsonObject, listOf, objectOf, textOf } from "../json.js";
import type { Context } from "../normalize/context.js";

/** The server that the client's own settings replace. */
export const API_SERVER = "https://www.zohoapis.com/crm/v2";

/** The API's hosts, of all data centers: the client knows its own. */
const ZOHO = /^www\.zohoapis\.[a-z.]+$/;

/** A data center's hosts other than the API's, by the runtime's names for them. */
const HOSTS: ReadonlySet<string> = new Set(["accounts", "content", "download"]);

/**
 * The first server of the first list that has one, with its variables filled in.
 * @param lists The nearest list first: the operation's, its path's, the description's.
 */
export function readServer({ warn }: Context, lists: readonly (readonly [unknown, string])[]): JsonObject | undefined {
  for (const [list, at] of lists) {
    const [server] = listOf(list);
    if (!isObject(server)) continue;
    const url = filled(server);
    const host = HOSTS.has(String(server["x-server"])) ? server["x-server"] : undefined;
    if (URL.canParse(url)) {
      const named = new URL(url).host;
      if (host === undefined && !ZOHO.test(named)) {
        warn(at, "server", `calls go to the client's own host, its apiUrl, not to ${named}`);
      }
      return objectOf([
        ["url", url],
        ["x-server", host],
      ]);
    }
    // A path without a host is on the client's own host.
    if (url !== "" && URL.canParse(url, API_SERVER)) return { url: new URL(url, API_SERVER).href };
    warn(at, "server", `"${url}" is not a URL; calls go to ${new URL(API_SERVER).pathname} of the client's own`);
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
