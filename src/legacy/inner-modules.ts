import { ZCRMRestClient } from "./index.js";

/** Stand-in until the other branch brings it. */
export function innerModule(path: string): unknown {
  if (path === "lib/js/ZCRMRestClient") return ZCRMRestClient;
  if (path === "lib/js/mysql/mysql_util") return { getOAuthTokens: async () => [] };
  return undefined;
}
