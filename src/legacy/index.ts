import { createLegacyClient, type LegacyClient } from "./client.js";

export type { LegacyConfig } from "../config/legacy-options.js";
export type { LegacyApi } from "./api.js";
export type { LegacyAnswer, LegacyCall, LegacyFile, LegacyInput, LegacyResponse, NoData } from "./call.js";
export type { LegacyClient } from "./client.js";
export type { LegacyTokens } from "./tokens.js";

/** The client of the old packages zcrmsdk and @trifoia/zcrmsdk. As in those, a program has one. */
export const ZCRMRestClient: LegacyClient = createLegacyClient();

export default ZCRMRestClient;
