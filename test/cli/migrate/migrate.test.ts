import { chmod, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { migrateFiles } from "../../../src/cli/migrate/migration.js";
import { reportOf } from "../../../src/cli/migrate/report.js";
import { sourceFiles } from "../../../src/cli/migrate/source-files.js";
import { type Desk, desk } from "../../support/cli.js";

let at: Desk;
beforeAll(async () => {
  at = await desk();
});
afterAll(() => at?.[Symbol.asyncDispose]());

let count = 0;

/** Writes files into a folder of their own. @returns the folder's name */
async function project(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  count += 1;
  const name = `project-${count}`;
  const folders = new Set(Object.keys(files).map((file) => dirname(join(at.folder, name, file))));
  for (const folder of folders) await mkdir(folder, { recursive: true });
  await Promise.all(Object.entries(files).map(([file, content]) => writeFile(join(at.folder, name, file), content)));
  return name;
}

/** What the command does with a project, in this process: loading TypeScript for each test would take longer. */
async function migrated(name: string, options: { write: boolean }): Promise<string> {
  const files = await sourceFiles(join(at.folder, name));
  const results = await migrateFiles(files, options.write);
  return [...reportOf(results, files.length, options.write)].join("\n");
}

/** The rows of the report on one program: line, call and typed call. */
async function rows(text: string, file = "app.js"): Promise<string[]> {
  const report = await migrated(await project({ [file]: text }), { write: false });
  const [table = ""] = report.split("\n\n");
  return table.split("\n").map((line) => line.replace(/^\S*\/project-\d+\/\S+:(\d+) +/, "$1 ").replace(/ {2,}/g, " "));
}

const PAGE = 'crm.records.list({ module: "Leads", page: 1, per_page: 5 })';

describe("finds calls", () => {
  const direct = 'get({ module: "Leads", params: { page: 0, per_page: 5 } })';
  const ways = [
    { name: "on the module", text: `const Z = require('zcrmsdk'); Z.API.MODULES.${direct};` },
    { name: "of the fork", text: `const Z = require("@trifoia/zcrmsdk"); Z.API.MODULES.${direct};` },
    { name: "of this package", text: `const Z = require("zcrm/legacy"); Z.API.MODULES.${direct};` },
    { name: "without a name", text: `require("zcrmsdk").API.MODULES.${direct};` },
    { name: "by a destructured group", text: `const { API: { MODULES } } = require("zcrmsdk"); MODULES.${direct};` },
    { name: "by a group's name", text: `const Z = require("zcrmsdk"); const crm = Z.API.MODULES; crm.${direct};` },
    { name: "by a call's name", text: `const { get } = require("zcrmsdk").API.MODULES; ${direct};` },
    { name: "by brackets", text: `require("zcrmsdk").API["MODULES"].${direct};` },
    { name: "on a named import", text: `import { ZCRMRestClient as Z } from "zcrmsdk"; Z.API.MODULES.${direct};` },
    { name: "on a default import", text: `import Z from "zcrmsdk"; Z.API.MODULES.${direct};` },
    { name: "of import()", text: `const { default: Z } = await import("zcrmsdk"); Z.API.MODULES.${direct};` },
  ];
  for (const { name, text } of ways) {
    test(name, async () => expect(await rows(text, "app.mjs")).toEqual([`1 MODULES.get ${PAGE}`]));
  }

  test("on the client that initialize resolves to", async () => {
    const text = `const Z = require("zcrmsdk");
Z.initialize().then((client) => client.API.MODULES.${direct});
Z.initialize().then(function (client) { return client.API.MODULES.${direct}; });
async function f() { const client = await Z.initialize({}); await client.API.MODULES.${direct}; }
let later;
Z.initialize().then((client) => { later = client; });
later.API.MODULES.${direct};`;
    expect((await rows(text)).filter((row) => !row.includes("initialize"))).toEqual(
      [2, 3, 4, 7].map((line) => `${line} MODULES.get ${PAGE}`),
    );
  });

  test("in TypeScript, and in JSX", async () => {
    const text = `import Z = require("zcrmsdk"); const call = (Z as Client).API.MODULES!.${direct};`;
    expect(await rows(text, "app.cts")).toEqual([`1 MODULES.get ${PAGE}`]);
    const view = `import Z from "zcrmsdk"; const view = <a onClick={() => Z.API.MODULES.${direct}}>x</a>;`;
    expect(await rows(view, "app.tsx")).toEqual([`1 MODULES.get ${PAGE}`]);
  });

  test("but not those of another package", async () => {
    const text = `const Z = require("zcrmsdk-extra"); Z.API.MODULES({}); const API = {}; function f(Z) { Z.get(); } // zcrmsdk`;
    expect((await rows(text)).join()).toMatch(/^0 uses in 1 file of 1/);
  });
});

describe("writes the typed call", () => {
  test("of an input that is built step by step", async () => {
    const text = `let Z = require('zcrmsdk');
let input ={};
input.module = "Leads";
let params = {};
params.page = 0;
params["per_page"] = 5;
input.params = params;
Z.API.MODULES.get(input).then(show);
input.module = "Contacts";`;
    expect(await rows(text)).toEqual([`8 MODULES.get ${PAGE}`]);
  });

  const cases = [
    { call: 'MODULES.get({ module: "Leads", id: 5 })', typed: 'crm.records.get({ module: "Leads", id: "5" })' },
    { call: "MODULES.get({ module, id: null })", typed: "crm.records.list({ module })" },
    {
      call: 'MODULES.post({ module: "Leads", id: "upsert", body })',
      typed: 'crm.records.upsert({ module: "Leads", body })',
    },
    {
      call: 'MODULES.delete({ module: "Leads", params: { ids: "1, 2" } })',
      typed: 'crm.records.deleteMany({ module: "Leads", ids: ["1", "2"] })',
    },
    {
      call: 'MODULES.getRecycleBinRecords({ module: "Leads", params: { type: "all" } })',
      typed: 'crm.records.listDeleted({ module: "Leads", type: "recycle" })',
    },
    {
      call: 'MODULES.get({ module: "Leads", headers: { "If-Modified-Since": since } })',
      typed: 'crm.records.list({ module: "Leads" }, { headers: { "If-Modified-Since": since } })',
    },
    {
      call: 'MODULES.get({ module: "Leads", params: { page: "0", per_page: "200", fields: ["Email"] } })',
      typed: 'crm.records.list({ module: "Leads", page: 1, per_page: 200, fields: ["Email"] })',
    },
    { call: `MODULES.get({ module, id: \`\${id}\` })`, typed: `crm.records.get({ module, id: \`\${id}\` })` },
    { call: "MODULES.search({ module, params: query })", typed: "crm.records.search({ module, ...query })" },
    {
      call: 'ATTACHMENTS.uploadFile({ module, id, x_file_content: fs.createReadStream("a/offer.pdf") })',
      typed: 'crm.attachments.upload({ module, id, body: { file: { path: "a/offer.pdf" } } })',
    },
    { call: "ORG.get()", typed: "crm.organization.get()" },
    {
      call: "ATTACHMENTS.downloadFile({ module, id, relatedId: file.id })",
      typed: "crm.attachments.download({ module, id, attachmentId: file.id })",
    },
    {
      call: 'ATTACHMENTS.uploadLink({ module, id, body: { attachmentUrl: "https://example.com" } })',
      typed: 'crm.attachments.upload({ module, id, attachmentUrl: "https://example.com" })',
    },
    {
      call: 'FUNCTIONS.executeFunctionsInGet({ api_name: "score" })',
      typed: 'crm.functions.executeWithParameters({ functionName: "score", auth_type: "oauth" })',
    },
  ];
  for (const { call, typed } of cases) {
    test(call, async () => {
      const [first] = await rows(`const { API } = require("zcrmsdk"); API.${call};`);
      expect(first).toBe(`1 ${call.split("(")[0]} ${typed}`);
    });
  }
});

describe("is certain only where it knows", () => {
  /** The code around `API`, and the row: the typed call, and what is to be reviewed. */
  const cases: readonly (readonly [code: string, typed: string, review?: string])[] = [
    ['API.MODULES.get({ module, id: x + "/Notes" });', "-", "id continues after a slash"],
    [`API.MODULES.get({ module, id: \`\${x}/Notes\` });`, "-", "id continues after a slash"],
    ['API.MODULES.get({ module: name + "/upsert" });', "-", "module continues after a slash"],
    ['const path = x + "/Notes"; API.MODULES.get({ module, id: path });', "-", "id continues after a slash"],
    ['let id = x; id += "/Notes"; API.MODULES.get({ module, id });', "-", "id continues after a slash"],
    ['const f = (id) => API.MODULES.get({ module, id }); f("1/Notes");', "-", "id continues after a slash"],
    ['function f(id) { return API.MODULES.get({ module, id }); } f(x + "/Notes");', "-", "id continues after a slash"],
    ["const f = (id) => API.MODULES.get({ module, id }); f(x.id);", "crm.records.get({ module, id })"],
    ['const PATHS = { notes: "Leads/5/Notes" }; API.MODULES.get({ module: PATHS.notes });', "-", "module continues"],
    ['for (const module of ["Leads/1/Notes"]) API.MODULES.get({ module });', "-", "module continues after a slash"],
    ['for (const module of ["Leads", "Deals"]) API.MODULES.get({ module });', "crm.records.list({ module })"],
    [
      'let id = ""; if (x) id = x.id; API.MODULES.get({ module, id });',
      "crm.records.get(…) or crm.records.list(…)",
      "id decides",
    ],
    ["API.MODULES.delete({ module, id: a + b });", "crm.records.delete(…) or crm.records.deleteMany(…)", "id decides"],
    ["API.MODULES.get({ module, id: find() });", "crm.records.get(…) or crm.records.list(…)", "id decides"],
    ["API.MODULES.get({ module, id: x ? x.id : null });", "crm.records.get(…) or crm.records.list(…)", "id decides"],
    [
      `API.MODULES.get({ module: \`Own_\${x}\` });`,
      `crm.records.list({ module: \`Own_\${x}\` })`,
      "module is put together",
    ],
    ["API.FUNCTIONS.executeFunctionsInGet({ api_name: 'f_' + x });", "", "api_name is put together"],
    ["API.MODULES.post({ module, id: x, body });", "crm.records.upsert(…) or crm.records.create(…)", "id decides"],
    ['API.MODULES.post({ module, id: "5", body });', "-", "a post to a record is another call"],
    ["API.MODULES.post({ module, params: { name } });", "-", "the input has no body"],
    ["API.MODULES.put({ module, id, body: null });", "-", "the input has no body"],
    ["API.ATTACHMENTS.downloadFile({ module, id });", "-", "the input has no relatedId"],
    ['API.MODULES.post({ module: "coql", body });', "-", "a query in COQL: see crm.coql.query"],
    ['API.MODULES.get({ module: "users" });', "-", '"users" is not a module'],
    ['API.MODULES.get({ module, id: "deleted" });', "-", 'the id "deleted" makes this another call'],
    [
      "API.MODULES.get({ [key]: 1, module });",
      "crm.records.get(…) or crm.records.list(…)",
      "the input comes from elsewhere",
    ],
    [
      "API.MODULES.get({ module, params: { fields } });",
      "crm.records.list({ module, fields })",
      "fields must be an array",
    ],
    ["API.MODULES.search({ module, params: { word: encodeURIComponent(x) } });", "", "typed calls encode values"],
    ['API.MODULES.search({ module, params: { word: "a%20b" } });', "", "typed calls encode values"],
    [
      "API.MODULES.get({ module, params: { sort_by: field, sortOrder } });",
      "",
      "the typed call has no parameter sortOrder",
    ],
    ["API.MODULES.get({ module, params: { sort_by: field } });", "crm.records.list({ module, sort_by: field })"],
    ["API.FUNCTIONS.executeFunctionsInGet({ api_name, params: { lead } });", "", "pass lead in arguments"],
    ["API.ATTACHMENTS.uploadPhoto({ module, id, x_file_content });", "", "name the file"],
    ["API.MODULES.get({ module, id, download_file: true });", "", "download_file"],
    [
      "API.MODULES.post({ module, body: {\n data: [\n row\n ]\n} });",
      "crm.records.create({ module, body: { data: [ row ] } })",
    ],
    ["API.MODULES.post({ module, body: {\n data: [row] // one\n} });", "", "fill in what is left out"],
    ["API.MODULES.post({ module, body: {\n data: rows.map((row) => {\n f()\n return row\n })\n} });", "", "fill in"],
    [
      "const input = { module }; input.params = { page: 1 }; input.params.page = 2; API.MODULES.get(input);",
      "crm.records.list({ module, page: 2 })",
    ],
    ["const input = { module }; delete input.module; API.MODULES.get(input);", "", "input is changed"],
    [
      "const input = { module, params: { page: 1 } }; for (;;) { API.MODULES.get(input); input.params.page++; }",
      "",
      "input is changed",
    ],
    ['const input = { module }; for (;;) { API.MODULES.get(input); input.id = "5"; }', "", "id changes after the call"],
  ];
  test.each(cases)("%s", async (code, typed, review) => {
    const [row, reviewed] = (await rows(`const { API } = require("zcrmsdk"); ${code}`)).filter(
      (line) => !/ JSON/.test(line),
    );
    if (typed !== "") expect(row?.replace(/^1 \S+ /, "")).toBe(typed);
    if (review === undefined) expect(reviewed).toBeUndefined();
    else expect(reviewed).toContain(`review: ${review}`);
  });
});

describe("finds uses of a client that is held elsewhere", () => {
  const cases = [
    [
      "a member of a class",
      'class A { constructor() { this.crm = require("zcrmsdk"); } f() { return this.crm.API.ORG.get(); } }',
      "crm.organization.get()",
    ],
    [
      "a group in a class",
      'class A { api = require("zcrmsdk").API.ORG; f() { return this.api.get(); } }',
      "crm.organization.get()",
    ],
    [
      "a private member",
      'class A { #crm = require("zcrmsdk"); f() { return this.#crm.generateAuthTokens(u, c); } }',
      "crm.tokens.grant(code, { user })",
    ],
    ["an object", 'const all = { crm: require("zcrmsdk") }; all.crm.API.ORG.get();', "crm.organization.get()"],
    ["a member that is set", 'app.crm = require("zcrmsdk"); app.crm.API.ORG.get();', "crm.organization.get()"],
  ];
  test.each(cases)("in %s", async (_, text, typed) => {
    const [row, ...others] = await rows(text);
    expect(row).toMatch(new RegExp(`${typed.replace(/[().{}]/g, "\\$&")}$`));
    expect(others).toEqual([]);
  });

  test.each([
    ["setBaseURL", 'const Z = require("zcrmsdk"); Z.setBaseURL(host);'],
    ["getUserIdentifier", 'const Z = require("zcrmsdk"); Z.getUserIdentifier();'],
    ["generateAuthTokens", "exports.f = (crm) => crm.generateAuthTokens(user, code);"],
    ["getMySQLModule", "exports.f = (crm) => crm.getMySQLModule();"],
    ["getUserIdentifier", 'const crm = require("./crm"); crm.getUserIdentifier();'],
    [
      "MODULES.get",
      "class A { constructor(crm) { this.modules = crm.API.MODULES; } f() { return this.modules.get({ module }); } }",
    ],
    ["MODULES.search", 'const { MODULES } = require("./crm").API; MODULES["search"]({ module });'],
    ["MODULES.get", "exports.f = ({ MODULES }) => MODULES.get({ module });"],
    ["jest.mock", 'jest.mock("zcrmsdk");'],
    ["vi.mock", 'vi.mock("@trifoia/zcrmsdk", () => ({}));'],
    ["zcrmsdk", 'proxyquire("./leads", { zcrmsdk: stub });'],
  ])("and marks %s", async (call, text) => {
    const [row, review] = await rows(text);
    expect(row).toMatch(new RegExp(`^1 ${call.replace(".", "\\.")} `));
    expect(review).toContain("review: ");
  });

  test("and where a response is parsed, which a typed call does", async () => {
    const text = 'require("zcrmsdk").API.ORG.get().then((response) => JSON.parse(response.body));';
    expect(await rows(text)).toContain("1 JSON.parse(….body) response");
  });
});

describe("a program for zcrmsdk 1.x", () => {
  const text = `const { Initializer } = require("zcrmsdk");
const { RecordOperations } = require("zcrmsdk/core/com/zoho/crm/api/record/record_operations");
Initializer.initialize(user);
`;

  test("is recognized, and told what replaces its modules", async () => {
    const name = await project({ "app.js": text });
    const report = await migrated(name, { write: true });
    expect(report).toMatch(/record_operations +crm\.records\n/);
    expect(report).toMatch(/app\.js:3 +Initializer\.initialize/);
    expect(report).toContain("This is a program for zcrmsdk 1.x. zcrm/legacy does not run it");
    expect(report).not.toContain("needs node -r zcrm/legacy/register");
    const written = await readFile(join(at.folder, name, "app.js"), "utf8");
    expect(written.replace(/^\/\/ zcrm: .*\n/gm, "")).toBe(text);
  });
});

test("the report tells only differences of the calls that it suggests", async () => {
  const name = await project({ "app.js": 'require("zcrmsdk").API.MODULES.put({ module, id, body });' });
  const report = await migrated(name, { write: false });
  expect(report).toContain("MODULES.put -> crm.records.update:");
  expect(report).not.toContain("updateMany");
});

/** Each use needs a review. */
const UNSURE = `const { API } = require("zcrmsdk");
function f(input) {
  return API.MODULES.get(input);
}
const input = { module: "Leads" };
if (all) input.id = 5;
API.MODULES.get(input);
API.MODULES[name]({});
ids.map(API.MODULES.get);
API.MODULES.get({ module: "Leads", id: "5/Notes" });
const util = require("zcrmsdk/lib/js/util");
x.client.API.ORG.get();
`;

describe("a use that needs a review", () => {
  const reviews = [
    "the input comes from elsewhere",
    "id is set in a branch or loop",
    "the name of the call is computed",
    "the call is not made here, but passed on",
    "id continues after a slash: see crm.relatedRecords, crm.notes and crm.raw",
    "an inner module of the old package: it needs node -r zcrm/legacy/register",
    "the client comes from elsewhere: is it the old one?",
  ];

  test("is reported with the reason", async () => {
    const reported = (await rows(UNSURE)).filter((row) => row.includes("review: "));
    expect(reported.map((row) => row.replace(" review: ", ""))).toEqual(reviews);
  });

  test("gets one comment above it from --write, and does not change", async () => {
    const name = await project({ "app.js": UNSURE });
    const read = () => readFile(join(at.folder, name, "app.js"), "utf8");
    await migrated(name, { write: true });
    const text = await read();
    expect([...text.matchAll(/^ *\/\/ zcrm: (.*)\n/gm)].map(([, review]) => review)).toEqual(reviews);
    expect(text.replace(/^ *\/\/ zcrm: .*\n/gm, "")).toBe(UNSURE.replace('"zcrmsdk"', '"zcrm/legacy"'));
    expect(await migrated(name, { write: true })).toContain("0 files written");
    expect(await read()).toBe(text);
  });
});

describe("--write", () => {
  const written = async (text: string | Uint8Array, file = "app.js") => {
    const name = await project({ [file]: text });
    await migrated(name, { write: true });
    return readFile(join(at.folder, name, file));
  };

  test("changes the package name wherever it is loaded, and nothing else", async () => {
    const text = `#!/usr/bin/env node
import a from 'zcrmsdk'; // zcrmsdk
import type { B } from "@trifoia/zcrmsdk";
export * from "other";
type C = import("zcrmsdk").D;
const text = "zcrmsdk", d = require( 'zcrmsdk' ) , e = import("zcrmsdk"), f = require("zcrmsdk-extra");
`;
    const bytes = await written(text, "app.ts");
    expect(bytes.toString()).toBe(
      text
        .replace("from 'zcrmsdk'", "from 'zcrm/legacy'")
        .replace("@trifoia/zcrmsdk", "zcrm/legacy")
        .replace('import("zcrmsdk").D', 'import("zcrm/legacy").D')
        .replace("require( 'zcrmsdk' )", "require( 'zcrm/legacy' )")
        .replace('e = import("zcrmsdk")', 'e = import("zcrm/legacy")'),
    );
  });

  test("keeps line endings, the byte order mark, other encodings, and the mode", async () => {
    const windows = await written('\uFEFFconst z = require("zcrmsdk");\r\n  z.API.MODULES[x]();\r\n');
    expect(windows.toString()).toBe(
      '\uFEFFconst z = require("zcrm/legacy");\r\n  // zcrm: the name of the call is computed\r\n  z.API.MODULES[x]();\r\n',
    );
    const latin = await written(Buffer.from('// Zo\xeb\nrequire("zcrmsdk");', "latin1"));
    expect(latin.toString("latin1")).toBe('// Zo\xeb\nrequire("zcrm/legacy");');
    const name = await project({ "run.js": 'require("zcrmsdk")' });
    await chmod(join(at.folder, name, "run.js"), 0o755);
    await migrated(name, { write: true });
    expect((await stat(join(at.folder, name, "run.js"))).mode & 0o777).toBe(0o755);
  });

  test("skips a file with a syntax error, reports the line, and continues with the others", async () => {
    const name = await project({ "a.js": '\nrequire("zcrmsdk"', "b.js": 'require("zcrmsdk")' });
    const { code, stderr } = await at.run(["migrate", name, "--write"]);
    expect(stderr).toMatch(/a\.js: unchanged: line 2: /);
    expect(code).toBe(1);
    expect(await readFile(join(at.folder, name, "a.js"), "utf8")).toBe('\nrequire("zcrmsdk"');
    expect(await readFile(join(at.folder, name, "b.js"), "utf8")).toBe('require("zcrm/legacy")');
  });

  test("skips folders that nobody writes by hand", async () => {
    const text = 'require("zcrmsdk")';
    const folders = ["node_modules/a", "dist", ".git", "src"];
    const name = await project(Object.fromEntries(folders.map((folder) => [`${folder}/a.js`, text])));
    await migrated(name, { write: true });
    const texts = await Promise.all(folders.map((folder) => readFile(join(at.folder, name, folder, "a.js"), "utf8")));
    expect(texts).toEqual([text, text, text, 'require("zcrm/legacy")']);
  });
});

test("--diff shows the lines that --write changes; nothing is written, and the report has no colors", async () => {
  const text = 'const Z = require("zcrmsdk");\nZ.API.MODULES[name]();\n';
  const name = await project({ "app.js": text });
  const { code, stdout, stderr } = await at.run(["migrate", name, "--diff"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toContain(
    `--- ${name}/app.js\n1 - const Z = require("zcrmsdk");\n1 + const Z = require("zcrm/legacy");\n` +
      "2 + // zcrm: the name of the call is computed\n",
  );
  expect(stdout).not.toContain("\u001b");
  expect(await readFile(join(at.folder, name, "app.js"), "utf8")).toBe(text);
  await migrated(name, { write: false });
  expect(await readFile(join(at.folder, name, "app.js"), "utf8")).toBe(text);
});

test("a path that does not exist, and wrong usage", async () => {
  expect(await at.run(["migrate", "none"])).toMatchObject({ code: 1, stderr: expect.stringContaining("none") });
  expect(await at.run(["migrate", "--wrte"])).toMatchObject({ code: 2, stderr: expect.stringContaining("--write") });
  expect(await at.run(["migrate", "a", "b"])).toMatchObject({ code: 2 });
});

test("hundreds of files, and a file of hundreds of lines", async () => {
  const call = "async function f() { const input = {}; input.module = 'Leads'; await Z.API.MODULES.get(input); }\n";
  const files = Object.fromEntries(
    Array.from({ length: 200 }, (_, index) => [`${index}.js`, `const Z = require("zcrmsdk");\n${call}`]),
  );
  const name = await project({ ...files, "long.js": `const Z = require("zcrmsdk");\n${call.repeat(200)}` });
  expect(await migrated(name, { write: false })).toContain("400 uses in 201 files of 201; 0 to review");
});
