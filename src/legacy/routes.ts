import type { LegacyApi } from "./api.js";

/** The request that a call becomes. */
export interface RouteFacts {
  readonly verb: "GET" | "POST" | "PUT" | "DELETE";
  /** Filled from the input; a member with a question mark is left out, slash and all, where the input has none. */
  readonly path: string;
  /** Whether the input's module goes into the query, and whether the call makes sense without. */
  readonly moduleInQuery?: "required" | "optional";
  /** Query that wins over the input's. */
  readonly query?: Readonly<Record<string, string>>;
  /** The answer is a file. */
  readonly download?: true;
}

/** One call of the old client: a group and a name that {@link LegacyApi} has, and its request. */
export type LegacyRoute = RouteFacts &
  { [G in keyof LegacyApi]: { readonly group: G; readonly name: keyof LegacyApi[G] } }[keyof LegacyApi];

const record = "/{module}/{id?}";
const deleted = "/{module}/deleted";
const attachment = "/{module}/{id?}/Attachments/{relatedId}";
const execute = "/functions/{api_name}/actions/execute";
const oauth = { auth_type: "oauth" };

/** Every call. */
export const ROUTES: readonly LegacyRoute[] = [
  { group: "ORG", name: "get", verb: "GET", path: "/org", moduleInQuery: "optional" },

  { group: "MODULES", name: "get", verb: "GET", path: record },
  { group: "MODULES", name: "post", verb: "POST", path: record },
  { group: "MODULES", name: "put", verb: "PUT", path: record },
  { group: "MODULES", name: "delete", verb: "DELETE", path: record },
  { group: "MODULES", name: "getAllDeletedRecords", verb: "GET", path: deleted, query: { type: "all" } },
  { group: "MODULES", name: "getRecycleBinRecords", verb: "GET", path: deleted, query: { type: "recycle" } },
  { group: "MODULES", name: "getPermanentlyDeletedRecords", verb: "GET", path: deleted, query: { type: "permanent" } },
  { group: "MODULES", name: "search", verb: "GET", path: "/{module}/search" },

  { group: "SETTINGS", name: "getFields", verb: "GET", path: "/settings/fields/{id?}", moduleInQuery: "required" },
  { group: "SETTINGS", name: "getLayouts", verb: "GET", path: "/settings/layouts/{id?}", moduleInQuery: "required" },
  {
    group: "SETTINGS",
    name: "getCustomViews",
    verb: "GET",
    path: "/settings/custom_views/{id?}",
    moduleInQuery: "required",
  },
  {
    group: "SETTINGS",
    name: "updateCustomViews",
    verb: "PUT",
    path: "/settings/custom_views/{id?}",
    moduleInQuery: "required",
  },
  { group: "SETTINGS", name: "getModules", verb: "GET", path: "/settings/modules/{module?}" },
  { group: "SETTINGS", name: "getRoles", verb: "GET", path: "/settings/roles/{id?}", moduleInQuery: "optional" },
  { group: "SETTINGS", name: "getProfiles", verb: "GET", path: "/settings/profiles/{id?}", moduleInQuery: "optional" },
  {
    group: "SETTINGS",
    name: "getRelatedLists",
    verb: "GET",
    path: "/settings/related_lists/{id?}",
    moduleInQuery: "required",
  },

  { group: "ACTIONS", name: "convert", verb: "POST", path: "/Leads/{id?}/actions/convert" },
  { group: "ACTIONS", name: "addTags", verb: "POST", path: "/{module}/{id?}/actions/add_tags" },

  { group: "USERS", name: "get", verb: "GET", path: "/users/{id?}", moduleInQuery: "optional" },

  { group: "ATTACHMENTS", name: "uploadFile", verb: "POST", path: "/{module}/{id?}/Attachments" },
  { group: "ATTACHMENTS", name: "deleteFile", verb: "DELETE", path: attachment },
  { group: "ATTACHMENTS", name: "downloadFile", verb: "GET", path: attachment, download: true },
  { group: "ATTACHMENTS", name: "uploadLink", verb: "POST", path: "/{module}/{id?}/Attachments" },
  { group: "ATTACHMENTS", name: "uploadPhoto", verb: "POST", path: "/{module}/{id?}/photo" },
  { group: "ATTACHMENTS", name: "downloadPhoto", verb: "GET", path: "/{module}/{id?}/photo", download: true },
  { group: "ATTACHMENTS", name: "deletePhoto", verb: "DELETE", path: "/{module}/{id?}/photo" },
  { group: "ATTACHMENTS", name: "getAttachments", verb: "GET", path: "/{module}/{id?}/Attachments" },

  {
    group: "FUNCTIONS",
    name: "executeFunctionsInGet",
    verb: "GET",
    path: execute,
    query: oauth,
    moduleInQuery: "optional",
  },
  {
    group: "FUNCTIONS",
    name: "executeFunctionsInPost",
    verb: "POST",
    path: execute,
    query: oauth,
    moduleInQuery: "optional",
  },
];
