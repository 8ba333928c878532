/** A member of the old input that a typed parameter takes the place of. */
export type InputMember = "module" | "id" | "relatedId" | "api_name" | "body" | "x_file_content";

/** The typed call that does what a call of the old client did. */
export interface Replacement {
  /** Group and name of the old call. */
  readonly call: string;
  /** The input that this row is for; without it, any input that no row before it is for. */
  readonly given?: "id" | "module" | "upsert";
  /** Group and method of the typed client. */
  readonly method: string;
  /** Parameters by the members of the old input; members of `params` keep their names. */
  readonly parameters: Readonly<Partial<Record<InputMember, string>>>;
  /** What the old call had of itself. */
  readonly fixed?: Readonly<Record<string, string>>;
  /** What a program has to see to, beside what is true of all calls. */
  readonly differs: string;
}

const one = { module: "module", id: "id" } as const;
const many = { module: "module" } as const;

const ROWS = 'a refused row is in `data`, with `status: "error"`, as it was';
const EMPTY = "nothing there is an empty list, not a text";
const NONE = "nothing there is `undefined`, not a text";
const FILE = "give the file with its name: `{ name, data }`, or a `File`";
const DOWNLOAD =
  "a `Download`: `await file.saveTo(folder)`, or `await file.arrayBuffer()` for the bytes; nothing there is `undefined`";
const ARGUMENTS = "arguments go into `arguments`, as JSON text";

/** Every call, in the order of the old document. The first row that fits is the one. */
export const REPLACEMENTS: readonly Replacement[] = [
  { call: "ORG.get", method: "organization.get", parameters: {}, differs: "" },

  { call: "MODULES.get", given: "id", method: "records.get", parameters: one, differs: NONE },
  {
    call: "MODULES.get",
    method: "records.list",
    parameters: many,
    differs: `${EMPTY}; \`fields\` and \`ids\` are arrays; pages count from 1`,
  },
  {
    call: "MODULES.post",
    given: "upsert",
    method: "records.upsert",
    parameters: { ...many, body: "body" },
    differs: ROWS,
  },
  { call: "MODULES.post", method: "records.create", parameters: { ...many, body: "body" }, differs: ROWS },
  { call: "MODULES.put", given: "id", method: "records.update", parameters: { ...one, body: "body" }, differs: ROWS },
  {
    call: "MODULES.put",
    method: "records.updateMany",
    parameters: { ...many, body: "body" },
    differs: `${ROWS}; every row has its id`,
  },
  { call: "MODULES.delete", given: "id", method: "records.delete", parameters: one, differs: ROWS },
  { call: "MODULES.delete", method: "records.deleteMany", parameters: many, differs: `${ROWS}; \`ids\` is an array` },
  {
    call: "MODULES.getAllDeletedRecords",
    method: "records.listDeleted",
    parameters: many,
    fixed: { type: "all" },
    differs: EMPTY,
  },
  {
    call: "MODULES.getRecycleBinRecords",
    method: "records.listDeleted",
    parameters: many,
    fixed: { type: "recycle" },
    differs: EMPTY,
  },
  {
    call: "MODULES.getPermanentlyDeletedRecords",
    method: "records.listDeleted",
    parameters: many,
    fixed: { type: "permanent" },
    differs: EMPTY,
  },
  { call: "MODULES.search", method: "records.search", parameters: many, differs: EMPTY },

  { call: "SETTINGS.getFields", given: "id", method: "fields.get", parameters: one, differs: NONE },
  { call: "SETTINGS.getFields", method: "fields.list", parameters: many, differs: EMPTY },
  { call: "SETTINGS.getLayouts", given: "id", method: "layouts.get", parameters: one, differs: NONE },
  { call: "SETTINGS.getLayouts", method: "layouts.list", parameters: many, differs: EMPTY },
  { call: "SETTINGS.getCustomViews", given: "id", method: "customViews.get", parameters: one, differs: NONE },
  { call: "SETTINGS.getCustomViews", method: "customViews.list", parameters: many, differs: EMPTY },
  {
    call: "SETTINGS.updateCustomViews",
    method: "customViews.update",
    parameters: { ...one, body: "body" },
    differs: ROWS,
  },
  { call: "SETTINGS.getModules", given: "module", method: "modules.get", parameters: many, differs: NONE },
  { call: "SETTINGS.getModules", method: "modules.list", parameters: {}, differs: EMPTY },
  { call: "SETTINGS.getRoles", given: "id", method: "roles.get", parameters: { id: "id" }, differs: NONE },
  { call: "SETTINGS.getRoles", method: "roles.list", parameters: {}, differs: EMPTY },
  { call: "SETTINGS.getProfiles", given: "id", method: "profiles.get", parameters: { id: "id" }, differs: NONE },
  { call: "SETTINGS.getProfiles", method: "profiles.list", parameters: {}, differs: EMPTY },
  { call: "SETTINGS.getRelatedLists", given: "id", method: "relatedLists.get", parameters: one, differs: NONE },
  { call: "SETTINGS.getRelatedLists", method: "relatedLists.list", parameters: many, differs: EMPTY },

  {
    call: "ACTIONS.convert",
    method: "leads.convert",
    parameters: { id: "id", body: "body" },
    differs: "what became of the lead is in `data`, parsed",
  },
  {
    call: "ACTIONS.addTags",
    given: "id",
    method: "tags.addToRecord",
    parameters: one,
    differs: "`tag_names` is an array",
  },
  {
    call: "ACTIONS.addTags",
    method: "tags.addToRecords",
    parameters: many,
    differs: "`ids` and `tag_names` are arrays",
  },

  { call: "USERS.get", given: "id", method: "users.get", parameters: { id: "id" }, differs: NONE },
  { call: "USERS.get", method: "users.list", parameters: {}, differs: EMPTY },

  {
    call: "ATTACHMENTS.uploadFile",
    method: "attachments.upload",
    parameters: { ...one, x_file_content: "body" },
    differs: FILE,
  },
  {
    call: "ATTACHMENTS.deleteFile",
    method: "attachments.delete",
    parameters: { ...one, relatedId: "attachmentId" },
    differs: ROWS,
  },
  {
    call: "ATTACHMENTS.downloadFile",
    method: "attachments.download",
    parameters: { ...one, relatedId: "attachmentId" },
    differs: DOWNLOAD,
  },
  {
    call: "ATTACHMENTS.uploadLink",
    method: "attachments.upload",
    parameters: { ...one, body: "attachmentUrl" },
    differs: "the link is `attachmentUrl`, not a body",
  },
  {
    call: "ATTACHMENTS.uploadPhoto",
    method: "photos.upload",
    parameters: { ...one, x_file_content: "body" },
    differs: FILE,
  },
  { call: "ATTACHMENTS.downloadPhoto", method: "photos.download", parameters: one, differs: DOWNLOAD },
  { call: "ATTACHMENTS.deletePhoto", method: "photos.delete", parameters: one, differs: "" },
  { call: "ATTACHMENTS.getAttachments", method: "attachments.list", parameters: one, differs: EMPTY },

  {
    call: "FUNCTIONS.executeFunctionsInGet",
    method: "functions.executeWithParameters",
    parameters: { api_name: "functionName" },
    fixed: { auth_type: "oauth" },
    differs: ARGUMENTS,
  },
  {
    call: "FUNCTIONS.executeFunctionsInPost",
    method: "functions.execute",
    parameters: { api_name: "functionName", body: "body" },
    fixed: { auth_type: "oauth" },
    differs: `${ARGUMENTS}, or into \`body\` as \`{ body: { … } }\``,
  },
];

/** Parameters that were comma lists and are arrays. */
export const LISTS: readonly string[] = ["fields", "ids", "tag_names"];
