/**
 * Every call of the old client: what it does, the request that it sends, and the typed calls that replace it. The
 * client and `zcrm migrate` read this table. `npm run codegen` writes `api.ts` and the table in MIGRATION.md from it.
 */

/** The request that a call becomes. */
export interface RequestFacts {
  readonly verb: "GET" | "POST" | "PUT" | "DELETE";
  /** Filled in from the input. A member with a question mark is left out, slash included, if the input lacks it. */
  readonly path: string;
  /** Whether the input's module goes into the query, and whether the call can do without it. */
  readonly moduleInQuery?: "required" | "optional";
  /** Query parameters that override the input's. */
  readonly query?: Readonly<Record<string, string>>;
  /** The response is a file. */
  readonly download?: true;
}

/** A member of the old input that a typed call takes under a name of its own; members of `params` keep their names. */
export type InputMember = "module" | "id" | "relatedId" | "api_name" | "body" | "x_file_content";

/** A typed call that replaces an old one. */
export interface Replacement {
  /** The input that it is for: one with this member, or one whose id is `upsert`. Without it, any other input. */
  readonly given?: "id" | "module" | "upsert";
  /** Group and method of the typed client, e.g. `records.list`. */
  readonly method: string;
  /** Parameters of the typed call by the members of the old input. */
  readonly parameters: Readonly<Partial<Record<InputMember, string>>>;
  /** Members of `params` that examples show. */
  readonly params?: readonly string[];
  /** What a program must change, besides what all typed calls have in common. */
  readonly differs: string;
}

/** One call of the old client. */
export interface OldCall {
  readonly group: string;
  readonly name: string;
  readonly summary: string;
  /** Lines of code that show the call in use. */
  readonly example?: readonly string[];
  readonly request: RequestFacts;
  /** In order: the first one whose `given` fits the input replaces the call. */
  readonly replacedBy: readonly Replacement[];
}

/** The name that errors, traces and reports give a call, e.g. `MODULES.get`. */
export const callName = ({ group, name }: Pick<OldCall, "group" | "name">): string => `${group}.${name}`;

const record = "/{module}/{id?}";
const deleted = "/{module}/deleted";
const attachments = "/{module}/{id?}/Attachments";
const attachment = `${attachments}/{relatedId}`;
const photo = "/{module}/{id?}/photo";
const execute = "/functions/{api_name}/actions/execute";
const oauth = { auth_type: "oauth" };

const module = { module: "module" } as const;
const id = { id: "id" } as const;
const moduleAndId = { ...module, ...id } as const;
const body = { body: "body" } as const;

const ROWS = 'rejected rows are in `data`, with `status: "error"`, as before';
const LIST = "no data is an empty list, not a string";
const ONE = "no data is `undefined`, not a string";
const FILE = "pass the file with its name: `{ name, data }`, or a `File`";
const DOWNLOAD =
  "a `Download`: `await file.saveTo(folder)`, or `await file.arrayBuffer()` for the bytes; no file is `undefined`";
const ARGUMENTS = "pass the arguments in `arguments`, as a JSON string";

/** In the order of the old documentation. */
export const OLD_CALLS: readonly OldCall[] = [
  {
    group: "ORG",
    name: "get",
    summary: "The organization.",
    request: { verb: "GET", path: "/org", moduleInQuery: "optional" },
    replacedBy: [{ method: "organization.get", parameters: {}, differs: "" }],
  },

  {
    group: "MODULES",
    name: "get",
    summary: "The records of `module`, or the one with `id`.",
    example: [
      'const response = await ZCRMRestClient.API.MODULES.get({ module: "Leads", params: { page: 0, per_page: 5 } });',
      "for (const lead of JSON.parse(response.body).data) console.log(lead.Full_Name);",
    ],
    request: { verb: "GET", path: record },
    replacedBy: [
      { given: "id", method: "records.get", parameters: moduleAndId, differs: ONE },
      {
        method: "records.list",
        parameters: module,
        params: ["page", "per_page"],
        differs: `${LIST}; \`fields\` and \`ids\` are arrays; pages count from 1`,
      },
    ],
  },
  {
    group: "MODULES",
    name: "post",
    summary: "Creates records of `module`. With the id `upsert`, existing records are updated instead.",
    example: ['await ZCRMRestClient.API.MODULES.post({ module: "Leads", body: { data: [{ Last_Name: "Doe" }] } });'],
    request: { verb: "POST", path: record },
    replacedBy: [
      { given: "upsert", method: "records.upsert", parameters: { ...module, ...body }, differs: ROWS },
      { method: "records.create", parameters: { ...module, ...body }, differs: ROWS },
    ],
  },
  {
    group: "MODULES",
    name: "put",
    summary: "Updates records of `module`, or the one with `id`.",
    request: { verb: "PUT", path: record },
    replacedBy: [
      { given: "id", method: "records.update", parameters: { ...moduleAndId, ...body }, differs: ROWS },
      {
        method: "records.updateMany",
        parameters: { ...module, ...body },
        differs: `${ROWS}; every row needs its id`,
      },
    ],
  },
  {
    group: "MODULES",
    name: "delete",
    summary: "Deletes the record with `id`, or the ones listed in `params.ids`.",
    request: { verb: "DELETE", path: record },
    replacedBy: [
      { given: "id", method: "records.delete", parameters: moduleAndId, differs: ROWS },
      {
        method: "records.deleteMany",
        parameters: module,
        params: ["ids"],
        differs: `${ROWS}; \`ids\` is an array`,
      },
    ],
  },
  {
    group: "MODULES",
    name: "getAllDeletedRecords",
    summary: "All deleted records of `module`.",
    request: { verb: "GET", path: deleted, query: { type: "all" } },
    replacedBy: [{ method: "records.listDeleted", parameters: module, differs: LIST }],
  },
  {
    group: "MODULES",
    name: "getRecycleBinRecords",
    summary: "The records of `module` in the recycle bin.",
    request: { verb: "GET", path: deleted, query: { type: "recycle" } },
    replacedBy: [{ method: "records.listDeleted", parameters: module, differs: LIST }],
  },
  {
    group: "MODULES",
    name: "getPermanentlyDeletedRecords",
    summary: "The records of `module` that are deleted permanently.",
    request: { verb: "GET", path: deleted, query: { type: "permanent" } },
    replacedBy: [{ method: "records.listDeleted", parameters: module, differs: LIST }],
  },
  {
    group: "MODULES",
    name: "search",
    summary: "The records of `module` that match `params.criteria`, `email`, `phone` or `word`.",
    example: ['await ZCRMRestClient.API.MODULES.search({ module: "Leads", params: { email: "doe@example.com" } });'],
    request: { verb: "GET", path: "/{module}/search" },
    replacedBy: [{ method: "records.search", parameters: module, params: ["criteria"], differs: LIST }],
  },

  {
    group: "SETTINGS",
    name: "getFields",
    summary: "The fields of `module`, or the one with `id`.",
    request: { verb: "GET", path: "/settings/fields/{id?}", moduleInQuery: "required" },
    replacedBy: [
      { given: "id", method: "fields.get", parameters: moduleAndId, differs: ONE },
      { method: "fields.list", parameters: module, differs: LIST },
    ],
  },
  {
    group: "SETTINGS",
    name: "getLayouts",
    summary: "The layouts of `module`, or the one with `id`.",
    request: { verb: "GET", path: "/settings/layouts/{id?}", moduleInQuery: "required" },
    replacedBy: [
      { given: "id", method: "layouts.get", parameters: moduleAndId, differs: ONE },
      { method: "layouts.list", parameters: module, differs: LIST },
    ],
  },
  {
    group: "SETTINGS",
    name: "getCustomViews",
    summary: "The custom views of `module`, or the one with `id`.",
    request: { verb: "GET", path: "/settings/custom_views/{id?}", moduleInQuery: "required" },
    replacedBy: [
      { given: "id", method: "customViews.get", parameters: moduleAndId, differs: ONE },
      { method: "customViews.list", parameters: module, differs: LIST },
    ],
  },
  {
    group: "SETTINGS",
    name: "updateCustomViews",
    summary: "Updates the custom view of `module` with `id`.",
    request: { verb: "PUT", path: "/settings/custom_views/{id?}", moduleInQuery: "required" },
    replacedBy: [{ method: "customViews.update", parameters: { ...moduleAndId, ...body }, differs: ROWS }],
  },
  {
    group: "SETTINGS",
    name: "getModules",
    summary: "All modules, or the one called `module`.",
    request: { verb: "GET", path: "/settings/modules/{module?}" },
    replacedBy: [
      { given: "module", method: "modules.get", parameters: module, differs: ONE },
      { method: "modules.list", parameters: {}, differs: LIST },
    ],
  },
  {
    group: "SETTINGS",
    name: "getRoles",
    summary: "All roles, or the one with `id`.",
    request: { verb: "GET", path: "/settings/roles/{id?}", moduleInQuery: "optional" },
    replacedBy: [
      { given: "id", method: "roles.get", parameters: id, differs: ONE },
      { method: "roles.list", parameters: {}, differs: LIST },
    ],
  },
  {
    group: "SETTINGS",
    name: "getProfiles",
    summary: "All profiles, or the one with `id`.",
    request: { verb: "GET", path: "/settings/profiles/{id?}", moduleInQuery: "optional" },
    replacedBy: [
      { given: "id", method: "profiles.get", parameters: id, differs: ONE },
      { method: "profiles.list", parameters: {}, differs: LIST },
    ],
  },
  {
    group: "SETTINGS",
    name: "getRelatedLists",
    summary: "The related lists of `module`, or the one with `id`.",
    request: { verb: "GET", path: "/settings/related_lists/{id?}", moduleInQuery: "required" },
    replacedBy: [
      { given: "id", method: "relatedLists.get", parameters: moduleAndId, differs: ONE },
      { method: "relatedLists.list", parameters: module, differs: LIST },
    ],
  },

  {
    group: "ACTIONS",
    name: "convert",
    summary: "Converts the lead with `id`.",
    request: { verb: "POST", path: "/Leads/{id?}/actions/convert" },
    replacedBy: [
      {
        method: "leads.convert",
        parameters: { ...id, ...body },
        differs: "the new account, contact and deal are in `data`, parsed",
      },
    ],
  },
  {
    group: "ACTIONS",
    name: "addTags",
    summary:
      "Adds the tags in `params.tag_names` to the record of `module` with `id`, or to the ones listed in `params.ids`.",
    request: { verb: "POST", path: "/{module}/{id?}/actions/add_tags" },
    replacedBy: [
      {
        given: "id",
        method: "tags.addToRecord",
        parameters: moduleAndId,
        params: ["tag_names"],
        differs: "`tag_names` is an array",
      },
      {
        method: "tags.addToRecords",
        parameters: module,
        params: ["ids", "tag_names"],
        differs: "`ids` and `tag_names` are arrays",
      },
    ],
  },

  {
    group: "USERS",
    name: "get",
    summary: "The users of the type `params.type`, or the one with `id`.",
    request: { verb: "GET", path: "/users/{id?}", moduleInQuery: "optional" },
    replacedBy: [
      { given: "id", method: "users.get", parameters: id, differs: ONE },
      { method: "users.list", parameters: {}, params: ["type"], differs: LIST },
    ],
  },

  {
    group: "ATTACHMENTS",
    name: "uploadFile",
    summary: "Attaches the file `x_file_content` to a record.",
    example: [
      'const x_file_content = fs.createReadStream("offer.pdf");',
      'await ZCRMRestClient.API.ATTACHMENTS.uploadFile({ module: "Leads", id, x_file_content });',
    ],
    request: { verb: "POST", path: attachments },
    replacedBy: [
      { method: "attachments.upload", parameters: { ...moduleAndId, x_file_content: "body" }, differs: FILE },
    ],
  },
  {
    group: "ATTACHMENTS",
    name: "deleteFile",
    summary: "Deletes the attachment `relatedId` of a record.",
    request: { verb: "DELETE", path: attachment },
    replacedBy: [
      { method: "attachments.delete", parameters: { ...moduleAndId, relatedId: "attachmentId" }, differs: ROWS },
    ],
  },
  {
    group: "ATTACHMENTS",
    name: "downloadFile",
    summary: "Downloads the attachment `relatedId` of a record.",
    example: [
      "const { ATTACHMENTS } = ZCRMRestClient.API;",
      'const { body, filename } = await ATTACHMENTS.downloadFile({ module: "Leads", id, relatedId });',
      '// With "wx", a name that the server chose overwrites nothing.',
      'fs.writeFileSync(filename, body, { encoding: "binary", flag: "wx" });',
    ],
    request: { verb: "GET", path: attachment, download: true },
    replacedBy: [
      { method: "attachments.download", parameters: { ...moduleAndId, relatedId: "attachmentId" }, differs: DOWNLOAD },
    ],
  },
  {
    group: "ATTACHMENTS",
    name: "uploadLink",
    summary: "Attaches the link `body.attachmentUrl` to a record.",
    request: { verb: "POST", path: attachments },
    replacedBy: [
      {
        method: "attachments.upload",
        parameters: { ...moduleAndId, body: "attachmentUrl" },
        differs: "pass the link as `attachmentUrl`, not in a body",
      },
    ],
  },
  {
    group: "ATTACHMENTS",
    name: "uploadPhoto",
    summary: "Replaces the photo of a record with the file `x_file_content`.",
    request: { verb: "POST", path: photo },
    replacedBy: [{ method: "photos.upload", parameters: { ...moduleAndId, x_file_content: "body" }, differs: FILE }],
  },
  {
    group: "ATTACHMENTS",
    name: "downloadPhoto",
    summary: "Downloads the photo of a record.",
    request: { verb: "GET", path: photo, download: true },
    replacedBy: [{ method: "photos.download", parameters: moduleAndId, differs: DOWNLOAD }],
  },
  {
    group: "ATTACHMENTS",
    name: "deletePhoto",
    summary: "Deletes the photo of a record.",
    request: { verb: "DELETE", path: photo },
    replacedBy: [{ method: "photos.delete", parameters: moduleAndId, differs: "" }],
  },
  {
    group: "ATTACHMENTS",
    name: "getAttachments",
    summary: "The attachments of a record.",
    request: { verb: "GET", path: attachments },
    replacedBy: [{ method: "attachments.list", parameters: moduleAndId, differs: LIST }],
  },

  {
    group: "FUNCTIONS",
    name: "executeFunctionsInGet",
    summary: "Runs the function `api_name` with `params`.",
    request: { verb: "GET", path: execute, query: oauth, moduleInQuery: "optional" },
    replacedBy: [
      {
        method: "functions.executeWithParameters",
        parameters: { api_name: "functionName" },
        params: ["arguments"],
        differs: ARGUMENTS,
      },
    ],
  },
  {
    group: "FUNCTIONS",
    name: "executeFunctionsInPost",
    summary: "Runs the function `api_name` with `params` and `body`.",
    request: { verb: "POST", path: execute, query: oauth, moduleInQuery: "optional" },
    replacedBy: [
      {
        method: "functions.execute",
        parameters: { api_name: "functionName", ...body },
        params: ["arguments"],
        differs: `${ARGUMENTS}, or in \`body\` as \`{ body: { … } }\``,
      },
    ],
  },
];
