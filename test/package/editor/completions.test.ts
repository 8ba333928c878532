/** The completions of an editor: every name that is valid at that place, and no other. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { membersOf, modules, parametersOf, tags, valuesOf } from "../../support/description.js";
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

/** The members of a client beside its groups. */
const MEMBERS = ["raw", "tokens", "credits", "close"];

describe("completions", () => {
  test("groups and members of the client", () => {
    const offered = editor.completions("crm.‸");
    expect(offered).toContain("records");
    expect(offered).toHaveLength(tags.length + MEMBERS.length);
    const within = editor.completionLists(offered.map((name) => `crm.${name}.‸;`).join("\n"));
    expect(offered.filter((_, index) => within[index]?.length === 0)).toEqual([]);
    expect(offered).toEqual(expect.arrayContaining(MEMBERS));
  });

  const lead = membersOf("Lead");
  const fields = Object.keys(lead);
  const listParameters = parametersOf("/{module}", "get");
  const cases: { name: string; text: string; wanted: readonly string[] }[] = [
    {
      name: "options of the client",
      text: "createClient({ ‸ })",
      wanted:
        "accountsUrl allowHosts apiUrl ca clientId clientSecret clock connectTimeout dataCenter fetch hooks idleTimeout limits maxAnswerSize maxConcurrency proxy redirectUrl refreshToken retry store timeout tokenCache user".split(
          " ",
        ),
    },
    {
      name: "options of a call",
      text: `crm.records.list({ module: "Leads" }, { ‸ })`,
      wanted: ["connectTimeout", "headers", "idleTimeout", "retry", "signal", "timeout", "user"],
    },
    { name: "parameters", text: "crm.records.list({ ‸ })", wanted: listParameters },
    { name: "module names", text: `crm.records.list({ module: "‸" })`, wanted: modules },
    { name: "fields to request", text: `crm.records.list({ module: "Leads", fields: ["‸"] })`, wanted: fields },
    { name: "a second field", text: `crm.records.list({ module: "Leads", fields: ["id", "‸"] })`, wanted: fields },
    { name: "fields to sort by", text: `crm.records.list({ module: "Leads", sort_by: "‸" })`, wanted: fields },
    {
      name: "values of a closed set",
      text: `crm.records.list({ module: "Leads", sort_order: "‸" })`,
      wanted: ["asc", "desc"],
    },
    {
      name: "members of the request body",
      text: `crm.records.create({ module: "Leads", body: { ‸ } })`,
      wanted: Object.keys(membersOf("RecordsBody")),
    },
    {
      name: "fields to write",
      text: `crm.records.create({ module: "Leads", body: { data: [{ ‸ }] } })`,
      wanted: fields.filter((name) => lead[name]?.readOnly !== true),
    },
    {
      name: "values of a picklist",
      text: `crm.records.create({ module: "Leads", body: { data: [{ Lead_Status: "‸" }] } })`,
      wanted: valuesOf("LeadStatus"),
    },
    {
      name: "values of a picklist in an update",
      text: `crm.records.update({ module: "Leads", id: "1", body: { data: [{ Lead_Source: "‸" }] } })`,
      wanted: valuesOf("LeadSource"),
    },
    { name: "fields of a record", text: "declare const lead: Lead; lead.‸", wanted: fields },
    {
      name: "module names when paging",
      text: `pages(crm.records.list, { module: "‸" })`,
      wanted: modules,
    },
    { name: "fields when paging", text: `pages(crm.records.list, { module: "Leads", fields: ["‸"] })`, wanted: fields },
    { name: "parameters when paging", text: "pages(crm.records.list, { ‸ })", wanted: listParameters },
    {
      name: "kinds of errors",
      text: `try {} catch (error) { isCrmError(error, "‸") }`,
      wanted:
        "Crm Config Auth Transport Network Timeout Response Api InvalidToken Forbidden NotFound RateLimit Server NotModified".split(
          " ",
        ),
    },
    {
      name: "members of one kind of error",
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
