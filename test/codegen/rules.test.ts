import { describe, expect, test } from "vitest";
import { readDescription } from "../../codegen/description.js";
import { DescriptionError, type Problem } from "../../codegen/problem.js";
import { type MiniDescription, miniDescription, withFile } from "../support/mini-description.js";

async function problemsOf(text: string): Promise<readonly Problem[]> {
  return withFile(text, async (file) => {
    const outcome = await readDescription(file).catch((error: unknown) => error);
    if (outcome instanceof DescriptionError) return outcome.problems;
    if (outcome instanceof Error) throw outcome;
    return [];
  });
}

/** The operation, and what is often spoilt in it. */
const operation = (api: MiniDescription) => api.paths["/{module}"]?.get as Record<string, unknown>;
const parameter = (api: MiniDescription, index: number) =>
  (operation(api).parameters as Record<string, unknown>[])[index] as Record<string, unknown>;
const answer = (api: MiniDescription) =>
  (operation(api).responses as Record<string, { content: Record<string, Record<string, unknown>> }>)["200"]
    ?.content as Record<string, Record<string, unknown>>;
const post = (api: MiniDescription, more: Record<string, unknown>) => {
  const { "x-paging": _, "x-empty": __, ...rest } = operation(api);
  api.paths["/{module}"] = {
    get: operation(api),
    post: { ...rest, operationId: "createRecords", "x-method": "create", ...more },
  };
};

const cases: [rule: string, name: string, spoil: (api: MiniDescription) => void, says: RegExp][] = [
  ["operation-id", "no operationId", (api) => delete operation(api).operationId, /operationId/],
  [
    "operation-id",
    "an operationId that is not a name",
    (api) => (operation(api).operationId = "get-records"),
    /get-records/,
  ],
  [
    "operation-id",
    "an operationId that is a word of the language",
    (api) => (operation(api).operationId = "delete"),
    /delete/,
  ],
  [
    "operation-id",
    "an operationId used twice",
    (api) => post(api, { operationId: "getRecords", "x-idempotent": false }),
    /another/,
  ],
  ["records-of", "a parameter that is not there", (api) => (operation(api)["x-records-of"] = "modul"), /"modul"/],
  ["records-of", "a parameter of something else", (api) => (operation(api)["x-records-of"] = "ids"), /"ids"/],
  [
    "record-schemas",
    "an unknown use",
    (api) => Object.assign(api.components.schemas.CrmRecord ?? {}, { "x-record": "write" }),
    /"write".*read, create/,
  ],
  [
    "record-schemas",
    "a module described twice",
    (api) => {
      for (const name of ["CrmRecord", "RecordList"])
        Object.assign(api.components.schemas[name] ?? {}, { "x-module": "Leads" });
    },
    /"Leads" is/,
  ],
  ["one-tag", "no tag", (api) => (operation(api).tags = []), /exactly one tag/],
  ["one-tag", "an unlisted tag", (api) => (operation(api).tags = ["Other"]), /"Other"/],
  ["short-method", "no x-method", (api) => delete operation(api)["x-method"], /x-method/],
  [
    "short-method",
    "an x-method used twice",
    (api) => post(api, { "x-method": "list", "x-idempotent": false }),
    /Records\.list/,
  ],
  ["summary", "no summary", (api) => delete operation(api).summary, /summary/],
  ["summary", "a summary with a full stop", (api) => (operation(api).summary = "List."), /full stop/],
  ["summary", "no description", (api) => delete operation(api).description, /description/],
  ["described-parameter", "a parameter without description", (api) => delete parameter(api, 0).description, /"module"/],
  ["described-parameter", "a parameter without example", (api) => delete parameter(api, 0).example, /"module"/],
  ["described-parameter", "a list that explodes", (api) => delete parameter(api, 1).explode, /"ids"/],
  [
    "parameter-names",
    "two parameters of one name in code",
    (api) => (parameter(api, 1).name = "ifModifiedSince"),
    /ifModifiedSince/,
  ],
  ["idempotent", "a write that does not say whether it may be repeated", (api) => post(api, {}), /x-idempotent/],
  ["scopes", "no scopes", (api) => delete operation(api).security, /security/],
  [
    "named-schemas",
    "a response without a name",
    (api) => (answer(api)["application/json"] = { schema: { type: "object" }, example: {} }),
    /by name/,
  ],
  [
    "named-schemas",
    "a response of unknown content",
    (api) => (answer(api)["text/html"] = answer(api)["application/json"] ?? {}),
    /one media type/,
  ],
  [
    "schema-names",
    "a schema named like a global",
    (api) => (api.components.schemas.Record = { type: "object" }),
    /"Record"/,
  ],
  [
    "schema-names",
    "a schema in small letters",
    (api) => (api.components.schemas.record = { type: "object" }),
    /"record"/,
  ],
  [
    "server-host",
    "a host that is not said to be one of Zoho's",
    (api) => (operation(api).servers = [{ url: "https://content.zohoapis.com/crm/v2" }]),
    /x-server which host content\.zohoapis\.com is: accounts, content, download/,
  ],
  [
    "server-host",
    "a host by a name that nothing has an address of",
    (api) => (operation(api).servers = [{ url: "https://accounts.zoho.com", "x-server": "account" }]),
    /accounts\.zoho\.com is/,
  ],
  ["nothing", "a 204 that means nothing anybody knows", (api) => delete operation(api)["x-nothing"], /x-nothing/],
  ["empty-lists", "a list whose 204 stands for nothing", (api) => delete operation(api)["x-empty"], /x-empty/],
  ["examples", "a response without an example", (api) => delete answer(api)["application/json"]?.example, /example/],
  [
    "no-invalid-media-type-examples",
    "an example of the wrong shape",
    (api) => ((answer(api)["application/json"] ?? {}).example = { data: 1 }),
    /array/,
  ],
  ["no-unresolved-refs", "a reference to nothing", (api) => delete api.components.schemas.CrmRecord, /Can't resolve/],
  [
    "path-parameters-defined",
    "a path value that no parameter gives",
    (api) => (parameter(api, 0).name = "modul"),
    /module/,
  ],
  [
    "unique-types",
    "a schema that takes the name of an operation's parameters",
    (api) => (api.components.schemas.GetRecordsParams = { type: "object" }),
    /GetRecordsParams/,
  ],
];

describe("a description that follows the rules is accepted", () => {
  test("as it is", async () => expect(await problemsOf(JSON.stringify(miniDescription(), undefined, 1))).toEqual([]));
});

describe("a broken rule is reported with its name", () => {
  for (const [rule, name, spoil, says] of cases) {
    test(`${rule}: ${name}`, async () => {
      const api = miniDescription();
      spoil(api);
      const problems = await problemsOf(JSON.stringify(api, undefined, 1));
      expect(problems.filter((problem) => problem.rule === rule).map(({ message }) => message)).toContainEqual(
        expect.stringMatching(says),
      );
    });
  }
});

test("a problem is found by file and line, and nothing is generated", async () => {
  const text = JSON.stringify(miniDescription(), undefined, 1).replace(
    '"summary": "List the records of a module"',
    '"summary": "List."',
  );
  const line = text.split("\n").findIndex((at) => at.includes('"List."')) + 1;
  await withFile(text, async (file) => {
    await expect(readDescription(file)).rejects.toThrow(new RegExp(`openapi\\.yaml:${line}:\\d+ summary: .*full stop`));
    await expect(readDescription(file)).rejects.toThrow("nothing was written");
  });
});
