/** Zoho's limits, as `x-limits` of the description states them. */
import { bundledDescription, type Description } from "./description.js";

/** Limits by subject. Sizes are bytes; other units are in the name. */
export interface Limits {
  readonly records: {
    readonly rowsPerCall: number;
    readonly rowsPerPage: number;
    /** Rows that are written for one credit. */
    readonly rowsPerCredit: number;
    readonly recycleBinDays: number;
    /** Days that a deleted record is listed. */
    readonly deletedDays: number;
    /** Lookups that a field name may follow: `Account_Name.Parent_Account.Phone` has two. */
    readonly lookupLevels: number;
    readonly integerDigits: number;
    readonly decimalDigits: number;
    /** The maximum length of a field of one line. */
    readonly lineLength: number;
  };
  readonly search: { readonly results: number; readonly conditions: number };
  readonly coql: {
    readonly columns: number;
    readonly conditions: number;
    /** Values in the list of an `in`. */
    readonly values: number;
    readonly rows: number;
    /** The offset beyond which no row is returned. */
    readonly lastRow: number;
  };
  readonly massUpdate: { readonly ids: number; readonly records: number; readonly conditions: number };
  readonly bulkRead: {
    readonly rowsPerPage: number;
    readonly pages: number;
    readonly conditions: number;
    readonly values: number;
    readonly downloadsPerMinute: number;
  };
  readonly bulkWrite: {
    readonly fileBytes: number;
    readonly rows: number;
    readonly columns: number;
    readonly formatLength: number;
  };
  readonly bulkResults: { readonly hours: number };
  readonly files: { readonly perUpload: number; readonly bytes: number };
  readonly images: { readonly bytes: number };
  readonly sharing: { readonly usersPerRecord: number };
  readonly notifications: { readonly channelsPerCall: number; readonly tokenLength: number; readonly hours: number };
  readonly tags: { readonly perRecord: number; readonly perModule: number; readonly nameLength: number };
  readonly users: { readonly freeEdition: number };
  readonly functions: { readonly seconds: number };
  readonly tokens: {
    readonly accessTokenSeconds: number;
    readonly selfClientCodeSeconds: number;
    readonly consentCodeSeconds: number;
    readonly deviceCodeSeconds: number;
    readonly devicePollSeconds: number;
    readonly issuedPerWindow: number;
    readonly windowSeconds: number;
    readonly liveAccessTokens: number;
    readonly liveRefreshTokens: number;
  };
}

const description = bundledDescription() as Description & {
  readonly "x-limits": Limits;
  readonly "x-not-in-coql": readonly string[];
  readonly "x-not-served": { readonly bulkRead: readonly string[] };
  readonly "x-notified": readonly string[];
};

export const limits: Limits = description["x-limits"];

/** The data types of fields that COQL neither selects nor compares. */
export const notInCoql: readonly string[] = description["x-not-in-coql"];

/** The modules that bulk reads do not serve. */
export const notInBulkRead: readonly string[] = description["x-not-served"].bulkRead;

/** The modules, besides custom ones, whose events can be subscribed to. */
export const notified: readonly string[] = description["x-notified"];

/** The number of rows that a COQL query without a limit clause returns at most. */
export const defaultCoqlRows: number = defaultRows();

function defaultRows(): number {
  const paging = description.paths["/coql"]?.post?.["x-paging"];
  if (typeof paging !== "object") throw new TypeError("the description does not say how COQL pages");
  return paging.default;
}
