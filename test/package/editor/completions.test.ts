/** What an editor offers while one types: every name that is right there, and no other. */
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

/** What a client has beside its groups. */
const MEMBERS = ["raw", "tokens", "close"];

describe("what is offered", () => {
  test("after the client: the groups and a handful of members", () => {
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
        "accountsUrl allowHosts apiUrl ca clientId clientSecret connectTimeout dataCenter fetch hooks idleTimeout maxAnswerSize maxConcurrency proxy redirectUrl refreshToken retry store timeout user".split(
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
    { name: "parameters of a walk", text: "pages(crm.records.list, { ‸ })", wanted: listParameters },
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
