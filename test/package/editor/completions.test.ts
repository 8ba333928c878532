/** What an editor shows of the installed package: on hover, while one types, and where "go to definition" leads. */
import { readFile } from "node:fs/promises";
import { SourceMap } from "node:module";
import { dirname, join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Editor, openEditor } from "../../support/package/language-service.js";
import { packedPackage, type ScratchProject } from "../../support/package/packed-package.js";

const PRELUDE = `
import { createClient, isCrmError, pages, type Lead } from "zcrm";
const crm = createClient({ clientId: "a", clientSecret: "b", refreshToken: "c" });`;

let scratch: ScratchProject;
let editor: Editor;
beforeAll(async () => {
  scratch = await packedPackage();
  editor = await openEditor(scratch, PRELUDE);
});
afterAll(() => scratch?.remove());

interface Schema {
  readonly $ref?: string;
  readonly enum?: readonly string[];
  readonly "x-extensible-enum"?: readonly string[];
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly readOnly?: boolean;
  readonly "x-module"?: string;
}

interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
  readonly schema: Schema;
}

interface Described {
  readonly operationId: string;
  readonly parameters: readonly Parameter[];
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly parameters: Readonly<Record<string, Parameter>>;
  };
}

const description: Description = JSON.parse(await readFile("generated/openapi.json", "utf8"));
const { schemas, parameters } = description.components;
const operationIds = Object.values(description.paths)
  .flatMap((path) => Object.values(path))
  .map(({ operationId }) => operationId)
  .filter((id) => id !== undefined);

const nameIn = ($ref = ""): string => $ref.slice($ref.lastIndexOf("/") + 1);

/** The fields of a record, those of its schema and of the schemas that it holds. */
function fieldsOf({ allOf = [], properties = {} }: Schema): Record<string, Schema> {
  const held = allOf.map((part) => fieldsOf(schemas[nameIn(part.$ref)] ?? part));
  return Object.assign({}, properties, ...held);
}

/** `If-Modified-Since` → `ifModifiedSince`, as parameters in headers are named in the code. */
const inCode = (parameter: Parameter): string =>
  parameter.in === "header"
    ? parameter.name.toLowerCase().replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
    : parameter.name;

const lead = fieldsOf(schemas.Lead ?? {});
const writable = Object.keys(lead).filter((name) => lead[name]?.readOnly !== true);
const modules = Object.values(schemas).flatMap((schema) => schema["x-module"] ?? []);
const listParameters = (description.paths["/{module}"]?.get?.parameters ?? []).map(
  (parameter) => parameters[nameIn(parameter.$ref)] ?? parameter,
);
const valuesOf = (name: string): readonly string[] => schemas[name]?.["x-extensible-enum"] ?? [];

/** What a client has beside its groups. */
const MEMBERS = ["raw", "tokens", "close"];

describe("hover", () => {
  const cases = [
    { on: "a list of whole rows", text: `crm.records.l‸ist({ module: "Leads", per_page: 5 })`, most: 125 },
    {
      on: "a list narrowed by two fields",
      text: `crm.records.l‸ist({ module: "Leads", fields: ["Last_Name", "Email"] })`,
      most: 185,
    },
    { on: "a get", text: `crm.records.g‸et({ module: "Leads", id: "1" })`, most: 120 },
    {
      on: "a create",
      text: `crm.records.c‸reate({ module: "Leads", body: { data: [{ Last_Name: "Doe" }] } })`,
      most: 110,
    },
  ];
  for (const { on, text, most } of cases) {
    test(`${on} is short, and has its documentation behind it`, () => {
      const { signature, documentation } = editor.hover(text);
      expect(signature).toMatch(/^\(method\) /);
      expect(signature.length).toBeLessThanOrEqual(most);
      expect(documentation.length).toBeGreaterThanOrEqual(100);
      expect(documentation.length).toBeLessThanOrEqual(400);
    });
  }

  test("a result is a name", () => {
    const results = [
      { text: `const pa‸ge = await crm.records.list({ module: "Leads" })`, wanted: "const page: RecordList<Lead>" },
      {
        text: `const o‸ne = await crm.records.get({ module: "Leads", id: "1" })`,
        wanted: "const one: Found<Lead> | undefined",
      },
      {
        text: `const ma‸de = await crm.records.create({ module: "Leads", body: { data: [] } })`,
        wanted: "const made: MultiStatus",
      },
      { text: "const ro‸les = await crm.roles.list()", wanted: "const roles: RoleList" },
      {
        text: `const fi‸le = await crm.files.download({ id: "1" })`,
        wanted: "const file: Download | undefined",
      },
    ];
    for (const { text, wanted } of results) {
      expect(editor.hover(text).signature).toBe(wanted);
      expect(wanted.length).toBeLessThanOrEqual(35);
    }
  });

  test("a field is its type", () => {
    const on = (name: string) => editor.hover(`declare const lead: Lead; lead.${name}`).signature;
    expect(on("Last_‸Name")).toBe("(property) Lead.Last_Name: string");
    expect(on("Em‸ail")).toBe("(property) Lead.Email: string | null");
    for (const name of ["Compa‸ny", "Pho‸ne", "Ci‸ty"]) expect(on(name).length).toBeLessThanOrEqual(40);
  });

  test("every operation of a group is documented, in 100 to 400 characters", () => {
    const calls = editor
      .completions("crm.‸")
      .filter((name) => !MEMBERS.includes(name))
      .flatMap((group) => editor.completions(`crm.${group}.‸`).map((call) => `crm.${group}.${call}`));
    expect(calls).toHaveLength(operationIds.length);
    const lengths = calls.map((call) => [call, editor.hover(`${call}‸`).documentation.length] as const);
    expect(lengths.filter(([, length]) => length < 100 || length > 400)).toEqual([]);
  });

  test("every free function is documented, in at least 100 characters", () => {
    expect(operationIds).toHaveLength(137);
    const lengths = operationIds.map((id) => {
      const { documentation, tags } = editor.hover(`import { ${id}‸ } from "zcrm/operations";`);
      return [id, documentation.length + tags.length] as const;
    });
    expect(lengths.filter(([, length]) => length < 100)).toEqual([]);
  });
});

describe("what is offered", () => {
  test("after the client: the groups and a handful of members", () => {
    const offered = editor.completions("crm.‸");
    expect(offered).toContain("records");
    expect(offered).toHaveLength(35);
    expect(offered.filter((name) => editor.completions(`crm.${name}.‸`).length === 0)).toEqual([]);
    expect(offered).toEqual(expect.arrayContaining(MEMBERS));
  });

  const status = valuesOf("LeadStatus");
  const fields = Object.keys(lead);
  const cases: { name: string; text: string; wanted: readonly string[] }[] = [
    {
      name: "options of the client",
      text: "createClient({ ‸ })",
      wanted:
        "accountsUrl allowHosts apiUrl ca clientId clientSecret connectTimeout dataCenter fetch hooks idleTimeout maxAnswerSize maxConcurrency proxy redirectUrl refreshToken retry store timeout user".split(
          " ",
        ),
    },
    {
      name: "options of a call",
      text: `crm.records.list({ module: "Leads" }, { ‸ })`,
      wanted: ["connectTimeout", "headers", "idleTimeout", "retry", "signal", "timeout", "user"],
    },
    { name: "parameters", text: "crm.records.list({ ‸ })", wanted: listParameters.map(inCode) },
    { name: "module names", text: `crm.records.list({ module: "‸" })`, wanted: modules },
    { name: "fields to ask for", text: `crm.records.list({ module: "Leads", fields: ["‸"] })`, wanted: fields },
    { name: "a second field", text: `crm.records.list({ module: "Leads", fields: ["id", "‸"] })`, wanted: fields },
    { name: "fields to sort by", text: `crm.records.list({ module: "Leads", sort_by: "‸" })`, wanted: fields },
    {
      name: "values of a closed set",
      text: `crm.records.list({ module: "Leads", sort_order: "‸" })`,
      wanted: ["asc", "desc"],
    },
    {
      name: "members of a body",
      text: `crm.records.create({ module: "Leads", body: { ‸ } })`,
      wanted: Object.keys(schemas.RecordsBody?.properties ?? {}),
    },
    {
      name: "fields to write",
      text: `crm.records.create({ module: "Leads", body: { data: [{ ‸ }] } })`,
      wanted: writable,
    },
    {
      name: "values of a picklist",
      text: `crm.records.create({ module: "Leads", body: { data: [{ Lead_Status: "‸" }] } })`,
      wanted: status,
    },
    {
      name: "values of a picklist in a change",
      text: `crm.records.update({ module: "Leads", id: "1", body: { data: [{ Lead_Source: "‸" }] } })`,
      wanted: valuesOf("LeadSource"),
    },
    { name: "fields of a record", text: "declare const lead: Lead; lead.‸", wanted: fields },
    {
      name: "module names of a walk",
      text: `pages(crm.records.list, { module: "‸" })`,
      wanted: modules,
    },
    { name: "fields of a walk", text: `pages(crm.records.list, { module: "Leads", fields: ["‸"] })`, wanted: fields },
    { name: "parameters of a walk", text: "pages(crm.records.list, { ‸ })", wanted: listParameters.map(inCode) },
    {
      name: "kinds of errors",
      text: `try {} catch (error) { isCrmError(error, "‸") }`,
      wanted:
        "Crm Config Auth Transport Network Timeout Response Api InvalidToken Forbidden NotFound RateLimit Server NotModified".split(
          " ",
        ),
    },
    {
      name: "facts of a kind of error",
      text: `try {} catch (error) { if (isCrmError(error, "RateLimit")) error.‸ }`,
      wanted: "cause code details message name operation retryAfter retryable stack status".split(" "),
    },
  ];
  for (const { name, text, wanted } of cases) {
    test(name, () => {
      expect(wanted.length).toBeGreaterThan(1);
      expect(editor.completions(text).toSorted()).toEqual(wanted.toSorted());
    });
  }
});

test("a check of the kind gives the facts their types", () => {
  const caught = `try {} catch (error) { if (isCrmError(error, "RateLimit")) { error.retry‸After; } }`;
  expect(editor.hover(caught).signature).toMatch(/^\(property\) RateLimitError\.retryAfter: number \| undefined$/);
});

describe("go to definition", () => {
  const cases = [
    {
      from: "a grouped call",
      text: `crm.records.l‸ist({ module: "Leads" })`,
      file: "operations/records.ts",
      line: /^ +list</,
    },
    {
      from: "a free function",
      text: `import { getRec‸ords } from "zcrm/operations";`,
      file: "operations/records.ts",
      line: /^export async function getRecords</,
    },
    {
      from: "a parameter",
      text: `crm.records.list({ mod‸ule: "Leads" })`,
      file: "operations/records.ts",
      line: /^ +module: M;/,
    },
    {
      from: "a field",
      text: "declare const lead: Lead; lead.Last_‸Name",
      file: "models.ts",
      line: /^ +Last_Name: string;/,
    },
    { from: "a model", text: "declare const lead: Le‸ad;", file: "models.ts", line: /^export interface Lead / },
    { from: "a group", text: "crm.rec‸ords", file: "client.ts", line: /^ +readonly records: RecordsOperations;/ },
  ];
  for (const { from, text, file, line } of cases) {
    test(`from ${from} lands in the source, which is installed`, async () => {
      const found = await source(editor.definition(text));
      expect(found.file).toBe(join("node_modules/zcrm/generated", file));
      expect(found.line).toMatch(line);
    });
  }
});

/** Follows the map beside a declaration, as an editor does, to the line that it was made from. */
async function source({
  fileName,
  start,
}: {
  fileName: string;
  start: number;
}): Promise<{ file: string; line: string }> {
  const before = (await readFile(fileName, "utf8")).slice(0, start).split("\n");
  const map = new SourceMap(JSON.parse(await readFile(`${fileName}.map`, "utf8")));
  const entry = map.findEntry(before.length - 1, before.at(-1)?.length ?? 0);
  if (!("originalSource" in entry)) throw new Error(`${fileName} has no map for ${before.at(-1)}`);
  const original = join(dirname(fileName), entry.originalSource);
  const lines = (await readFile(original, "utf8")).split("\n");
  return { file: relative(scratch.folder, original), line: lines[entry.originalLine] ?? "" };
}
