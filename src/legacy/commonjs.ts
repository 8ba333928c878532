import type * as legacy from "./index.js";
import { ZCRMRestClient } from "./index.js";

/** What `require` gives: the client itself, which also goes by the names that `import` has for it. */
const client: legacy.LegacyClient & { default: legacy.LegacyClient; ZCRMRestClient: legacy.LegacyClient } =
  Object.assign(ZCRMRestClient, { default: ZCRMRestClient, ZCRMRestClient });

/** The types by other names: where the declarations become one file, `type A = legacy.A` would mean itself. */
interface Types {
  answer: legacy.LegacyAnswer;
  api: legacy.LegacyApi;
  call: legacy.LegacyCall;
  client: legacy.LegacyClient;
  config: legacy.LegacyConfig;
  file: legacy.LegacyFile;
  input: legacy.LegacyInput;
  noData: legacy.NoData;
  response: legacy.LegacyResponse;
  tokens: legacy.LegacyTokens;
}

/** For `import type { LegacyInput } from "zcrm/legacy"` in a CommonJS module. */
declare namespace client {
  export type LegacyAnswer = Types["answer"];
  export type LegacyApi = Types["api"];
  export type LegacyCall = Types["call"];
  export type LegacyClient = Types["client"];
  export type LegacyConfig = Types["config"];
  export type LegacyFile = Types["file"];
  export type LegacyInput = Types["input"];
  export type LegacyResponse = Types["response"];
  export type LegacyTokens = Types["tokens"];
  export type NoData = Types["noData"];
}

export default client;
