/** The table of `MIGRATION.md` names calls that exist, and its programs compile and run with the installed package. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { exampleOf } from "../../codegen/legacy/emit.js";
import { startEmulator } from "../../src/emulator/index.js";
import { OLD_CALLS } from "../../src/legacy/old-calls.js";
import { errorsIn, programIn, STRICT } from "../support/package/compile.js";
import { addNodeTypes, packedPackage, run, type ScratchProject } from "../support/package/packed-package.js";

let scratch: ScratchProject;
beforeAll(async () => {
  scratch = await packedPackage();
  await addNodeTypes(scratch);
});
afterAll(() => scratch?.remove());

const guide = await readFile("MIGRATION.md", "utf8");
const blocks = [...guide.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = ""]) => code);

/** The errors of the compiler in these modules. */
async function errorsOf(texts: readonly string[]): Promise<string[]> {
  const files = await Promise.all(
    texts.map(async (text, index) => {
      const file = join(scratch.folder, `block${index}.mts`);
      await writeFile(file, text);
      return file;
    }),
  );
  return errorsIn(scratch.folder, programIn(scratch.folder, files, STRICT));
}

/** The values that the examples use. */
const VALUES = `
import { createClient } from "zcrm";
const crm = createClient();
const module = "Leads", id = "1", page = 1, per_page = 5, ids = ["1"], tag_names = ["a"], relatedId = "2";
const criteria = "(City:equals:Bath)", type = "AllUsers" as const, api_name = "score";
const x_file_content = new Uint8Array();
`;

test("every typed call of the table exists, with its parameters", async () => {
  const replacements = OLD_CALLS.flatMap((call) => call.replacedBy.map((replacement) => ({ call, replacement })));
  const statements = replacements.map(({ call, replacement }) => {
    const { typed } = exampleOf(call, replacement);
    // The examples only name the body; each call needs its own.
    const body = bodyOf(replacement.method);
    return `{ const body = ${body}; const args = "{}"; await ${typed.replace(/\barguments\b/, "arguments: args")}; void body; void args; }`;
  });
  expect(await errorsOf([`${VALUES}${statements.join("\n")}`])).toEqual([]);
  const wrong = await errorsOf([
    `${VALUES} await crm.records.get({ module, id, relatedId }); await crm.records.gets();`,
  ]);
  expect(wrong).toHaveLength(2);
});

function bodyOf(method: string): string {
  const data = { Last_Name: "Doe", Company: "Acme" };
  const bodies: Readonly<Record<string, object>> = {
    "records.updateMany": { data: [{ id: "1", ...data }] },
    "customViews.update": { custom_views: [{ sort_by: "Last_Name", sort_order: "asc" }] },
    "leads.convert": { data: [{}] },
    "attachments.upload": { attachmentUrl: "https://example.com" },
    "functions.execute": { body: { amount: 1 } },
  };
  const text = JSON.stringify(bodies[method] ?? { data: [data] });
  return method === "customViews.update" ? text.replace('"asc"', '"asc" as const') : text;
}

test("its programs compile", async () => {
  expect(blocks.length).toBeGreaterThan(2);
  expect(await errorsOf(blocks)).toEqual([]);
});

test("its program with both clients shares one token store", async () => {
  await using emulator = await startEmulator();
  await writeFile(
    join(scratch.folder, "zoho-tokens.cjs"),
    `let rows = [{ accesstoken: "old", refreshtoken: ${JSON.stringify(emulator.refreshToken)}, expirytime: 1 }];
     exports.getOAuthTokens = async () => rows;
     exports.saveOAuthTokens = exports.updateOAuthTokens = async (token) => {
       rows = [{ ...rows[0], accesstoken: token.access_token, expirytime: token.expires_in }];
     };`,
  );
  const block = blocks.find((code) => code.includes("legacyModuleStore")) ?? "";
  await writeFile(join(scratch.folder, "both.mjs"), block);
  await run(process.execPath, ["both.mjs"], {
    cwd: scratch.folder,
    env: {
      ZCRM__client_id: emulator.clientId,
      ZCRM__client_secret: emulator.clientSecret,
      ZCRM__redirect_url: "https://example.com/callback",
      ZCRM__iamurl: emulator.accountsUrl,
      ZCRM__base_url: emulator.apiUrl,
    },
  });
  const paths = emulator.requests.map(({ path }) => path);
  expect(paths.filter((path) => path.includes("/oauth/v2/token"))).toHaveLength(1);
  expect(paths.filter((path) => path.includes("/org"))).toHaveLength(2);
});
