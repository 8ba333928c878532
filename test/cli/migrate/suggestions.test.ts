/** What `zcrm migrate` suggests without a review does on the emulator what the old call does. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Project } from "ts-morph";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findingsOf } from "../../../src/cli/migrate/finding.js";
import { type CrmClient, createClient } from "../../../src/client.js";
import { type Emulator, type Snapshot, startEmulator } from "../../../src/emulator/index.js";
import { createLegacyClient, type LegacyClient } from "../../../src/legacy/client.js";
import { callName, OLD_CALLS } from "../../../src/legacy/old-calls.js";

let folder: string;
let emulator: Emulator;
let start: Snapshot;
let old: LegacyClient;
let crm: CrmClient;
/** What the programs use. */
let values: Readonly<Record<string, unknown>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "zcrm-suggestions-"));
  await writeFile(join(folder, "offer.txt"), "offer");
  emulator = await startEmulator({
    seed: { Leads: ["Alder", "Birch", "Cedar"].map((Last_Name) => ({ Last_Name, Company: `${Last_Name} Ltd` })) },
    functions: { greet: () => "hello" },
  });
  old = await createLegacyClient().initialize({
    client_id: emulator.clientId,
    client_secret: emulator.clientSecret,
    refresh_token: emulator.refreshToken,
    redirect_url: "https://example.com/callback",
    iamurl: emulator.accountsUrl,
    base_url: emulator.apiUrl,
    mysql_module: "local",
  });
  crm = createClient(emulator.clientOptions());
  const { data: leads } = await crm.records.list({ module: "Leads" });
  const id = String(leads[0]?.id);
  const path = join(folder, "offer.txt");
  await crm.attachments.upload({ module: "Leads", id, body: { file: { path } } });
  const { data: attachments } = await crm.attachments.list({ module: "Leads", id });
  const { fields } = await crm.fields.list({ module: "Leads" });
  const { custom_views } = await crm.customViews.list({ module: "Leads" });
  const fs = process.getBuiltinModule("node:fs");
  values = {
    id,
    other: String(leads[1]?.id),
    relatedId: String(attachments[0]?.id),
    field: String(fields[0]?.id),
    view: String(custom_views[0]?.id),
    path,
    fs,
  };
  start = emulator.snapshot();
});
afterAll(async () => {
  await crm?.close();
  await emulator?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The typed call that replaces an old one. */
function suggested(call: string): { typed?: string; review?: string } {
  const project = new Project({ useInMemoryFileSystem: true, compilerOptions: { allowJs: true, noLib: true } });
  const file = project.createSourceFile("/app.js", `const { API } = require("zcrmsdk"); API.${call};`);
  const [found] = findingsOf(file);
  return found ?? {};
}

/** Runs an expression from the same state of the emulator, and returns its value and the requests, without tokens. */
async function outcomeOf(expression: string): Promise<{ value: unknown; requests: string[] }> {
  emulator.restore(start);
  const before = emulator.requests.length;
  const names = ["API", "crm", ...Object.keys(values)];
  const run = new Function(...names, `return ${expression};`);
  const value: unknown = await run(old.API, crm, ...Object.values(values));
  const requests = emulator.requests.slice(before).flatMap(({ method, path }) => {
    const url = new URL(path, "http://emulator");
    url.searchParams.sort();
    return url.pathname.startsWith("/oauth/") ? [] : [`${method} ${url.pathname}${url.search}`];
  });
  return { value, requests };
}

/** What an old response says, in the form of a typed one. */
function contentOf(response: unknown): unknown {
  if (typeof response === "string") return undefined;
  const { body, filename } = response as { body: string; filename?: string };
  return filename === undefined ? JSON.parse(body) : { filename, text: body };
}

async function contentOfTyped(value: unknown): Promise<unknown> {
  if (typeof value !== "object" || value === null || !("arrayBuffer" in value)) return value;
  const { filename, arrayBuffer } = value as { filename: string; arrayBuffer(): Promise<ArrayBuffer> };
  return { filename, text: Buffer.from(await arrayBuffer.call(value)).toString("latin1") };
}

const body = '{ data: [{ Last_Name: "Doe", Company: "Acme" }] }';

const CALLS: readonly string[] = [
  "ORG.get()",
  'MODULES.get({ module: "Leads", id })',
  'MODULES.get({ module: "Leads", params: { page: 0, per_page: 2 } })',
  'MODULES.get({ module: "Leads", params: { page: 2, per_page: "2", fields: "Last_Name,Company" } })',
  'MODULES.get({ module: "Leads", id: null, params: { ids: [other] } })',
  `MODULES.post({ module: "Leads", body: ${body} })`,
  `MODULES.post({ module: "Leads", id: "upsert", body: ${body} })`,
  'MODULES.put({ module: "Leads", id, body: { data: [{ Company: "New" }] } })',
  'MODULES.put({ module: "Leads", body: { data: [{ id, Company: "New" }] } })',
  'MODULES.delete({ module: "Leads", id })',
  'MODULES.delete({ module: "Leads", params: { ids: [id, other] } })',
  'MODULES.getAllDeletedRecords({ module: "Leads" })',
  'MODULES.getRecycleBinRecords({ module: "Leads" })',
  'MODULES.getPermanentlyDeletedRecords({ module: "Leads" })',
  'MODULES.search({ module: "Leads", params: { criteria: "(Last_Name:equals:Birch)" } })',
  'SETTINGS.getFields({ module: "Leads" })',
  'SETTINGS.getFields({ module: "Leads", id: field })',
  'SETTINGS.getLayouts({ module: "Leads" })',
  'SETTINGS.getCustomViews({ module: "Leads" })',
  'SETTINGS.getCustomViews({ module: "Leads", id: view })',
  'SETTINGS.updateCustomViews({ module: "Leads", id: view, body: { custom_views: [{ sort_by: "Company", sort_order: "asc" }] } })',
  "SETTINGS.getModules()",
  'SETTINGS.getModules({ module: "Leads" })',
  "SETTINGS.getRoles()",
  "SETTINGS.getProfiles()",
  'SETTINGS.getRelatedLists({ module: "Leads" })',
  "ACTIONS.convert({ id, body: { data: [{}] } })",
  'ACTIONS.addTags({ module: "Leads", id, params: { tag_names: "hot" } })',
  'ACTIONS.addTags({ module: "Leads", params: { ids: [id], tag_names: ["hot"] } })',
  'USERS.get({ params: { type: "AllUsers" } })',
  'ATTACHMENTS.uploadFile({ module: "Leads", id, x_file_content: fs.createReadStream(path) })',
  'ATTACHMENTS.deleteFile({ module: "Leads", id, relatedId })',
  'ATTACHMENTS.downloadFile({ module: "Leads", id, relatedId })',
  'ATTACHMENTS.uploadLink({ module: "Leads", id, body: { attachmentUrl: "https://example.com/a" } })',
  'ATTACHMENTS.getAttachments({ module: "Leads", id })',
  'FUNCTIONS.executeFunctionsInGet({ api_name: "greet" })',
  'FUNCTIONS.executeFunctionsInPost({ api_name: "greet", body: { body: { a: 1 } } })',
];

describe("the suggestion for", () => {
  test.each(CALLS)("%s does the same", async (call) => {
    const { typed, review } = suggested(call);
    expect(review).toBeUndefined();
    const before = await outcomeOf(`API.${call}`);
    const after = await outcomeOf(typed ?? "");
    expect(after.requests.map(sameRequest)).toEqual(before.requests.map(sameRequest));
    const [content, typedContent] = [contentOf(before.value), await contentOfTyped(after.value)];
    if (content === undefined) expect([undefined, 0]).toContain(rowCount(typedContent));
    else expect(shapeOf(typedContent)).toEqual(shapeOf(content));
  });

  test("every old call has a case, but those whose files need a picture", () => {
    const tested = new Set(CALLS.map((call) => call.split("(")[0]));
    expect(OLD_CALLS.map(callName).filter((name) => !tested.has(name))).toEqual([
      "ATTACHMENTS.uploadPhoto",
      "ATTACHMENTS.downloadPhoto",
      "ATTACHMENTS.deletePhoto",
    ]);
  });
});

/** Page 0 is the first page, and a link may be sent in the form or in the query. */
const sameRequest = (request: string): string =>
  request.replace(/\bpage=0\b/, "page=1").replace(/\?attachmentUrl=[^&]+$/, "");

/** The number of rows in an empty list, which replaces the old string for no data. */
const rowCount = (value: unknown): number | undefined =>
  typeof value === "object" && value !== null ? Object.values(value).find(Array.isArray)?.length : undefined;

/** A response without the times and ids that differ from run to run. */
const shapeOf = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (name, member: unknown) =>
      /Time$|^id$|_id$|^Id$/.test(name) && typeof member !== "object" ? typeof member : member,
    ),
  );
