/** What `import` returns: the client that `require` returns, because there is one for the whole program. */
import client from "./commonjs.js";
import type { LegacyClient } from "./index.js";

export type * from "./index.js";

/** The client of the old packages zcrmsdk and @trifoia/zcrmsdk: one for the whole program, as it was there. */
export const ZCRMRestClient: LegacyClient = client;

export default ZCRMRestClient;
