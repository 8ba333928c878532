import type * as legacy from "./index.js";
import { ZCRMRestClient } from "./index.js";

/** What `require` returns: the client itself, which also has the names that `import` uses. */
const client: legacy.LegacyClient & { default: legacy.LegacyClient; ZCRMRestClient: legacy.LegacyClient } =
  Object.assign(ZCRMRestClient, { default: ZCRMRestClient, ZCRMRestClient });

/** For `import type { LegacyInput } from "zcrm/legacy"` in a CommonJS module. */
declare namespace client {
  export type LegacyAnswer = legacy.LegacyAnswer;
  export type LegacyApi = legacy.LegacyApi;
  export type LegacyCall = legacy.LegacyCall;
  export type LegacyClient = legacy.LegacyClient;
  export type LegacyConfig = legacy.LegacyConfig;
  export type LegacyFile = legacy.LegacyFile;
  export type LegacyInput = legacy.LegacyInput;
  export type LegacyResponse = legacy.LegacyResponse;
  export type LegacyTokens = legacy.LegacyTokens;
  export type NoData = legacy.NoData;
}

export default client;
