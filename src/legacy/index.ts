import { createLegacyClient, type LegacyClient } from "./client.js";

export type { LegacyConfig } from "../config/legacy-options.js";
export type { LegacyAnswer, LegacyResponse, NoData } from "./answer.js";
export type { LegacyApi, LegacyCall } from "./api.js";
export type { LegacyClient, LegacyTokens } from "./client.js";
export type { LegacyFile, LegacyInput } from "./input.js";

/** The client of the old packages zcrmsdk and @trifoia/zcrmsdk: one for the whole program, as it was there. */
export const ZCRMRestClient: LegacyClient = createLegacyClient();

export default ZCRMRestClient;
