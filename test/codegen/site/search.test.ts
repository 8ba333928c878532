/** What the search of the site finds, by the entries of the real site. */
import { beforeAll, describe, expect, test } from "vitest";
import { emulatorOrigin } from "../../../codegen/site/page/emulator-address.js";
import { SearchIndex } from "../../../codegen/site/page/search-index.js";
import { buildSite } from "../../../codegen/site/site.js";

let index: SearchIndex;
beforeAll(async () => {
  const text = (await buildSite()).files.get("search-entries.js") ?? "";
  index = new SearchIndex(JSON.parse(text.slice(text.indexOf("["), text.lastIndexOf("]") + 1)));
});

const found = (query: string) => index.find(query).map(({ kind, title }) => `${kind} ${title}`);

describe("finds first", () => {
  test.each([
    ["records.list", "operation records.list"],
    ["crm.records.list", "operation records.list"],
    ["getRecords", "operation records.list"],
    ["GETRECORDS", "operation records.list"],
    ["INVALID_TOKEN", "error INVALID_TOKEN"],
    ["INVALID_TOK", "error INVALID_TOKEN"],
    ["Last_Name", "field Last_Name"],
    ["API.ATTACHMENTS.uploadFile", "operation attachments.upload"],
    ["recrods.list", "operation records.list"],
    ["INVALID_TOEKN", "error INVALID_TOKEN"],
    ["tokens", "guide Tokens"],
  ])("%s", (query, first) => expect(found(query)[0]).toBe(first));
});

describe("finds among the first", () => {
  test.each([
    ["API.MODULES.get", "operation records.list"],
    ["MODULES.get", "operation records.list"],
    ["last name", "field Last_Name"],
    ["token", "error INVALID_TOKEN"],
    ["convert lead", "operation leads.convert"],
    ["Leads", "module Leads"],
    ["paging", "guide Paging"],
    ["Lead_Sour", "field Lead_Source"],
    ["/crm/v2/coql", "operation coql.query"],
  ])("%s", (query, one) => expect(found(query).slice(0, 8)).toContain(one));
});

test("puts what replaces an old call before what has a similar name", () => {
  expect(found("API.MODULES.get").slice(0, 2).toSorted()).toEqual(["operation records.get", "operation records.list"]);
});

test("tells fields of the same name by their modules, and leads to them", () => {
  const fields = index.find("Last_Name").filter(({ title }) => title === "Last_Name");
  expect(fields.map(({ detail }) => detail)).toEqual(expect.arrayContaining(["Leads", "Contacts"]));
  expect(fields.map(({ address }) => address)).toContain("modules/Leads.html#Last_Name");
});

test("finds nothing for what is nowhere", () => expect(found("xyzzyqwert")).toEqual([]));

describe("the address of an emulator", () => {
  test.each([
    ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
    [" http://localhost:9000/ ", "http://localhost:9000"],
    ["localhost:9000", "http://localhost:9000"],
    ["https://emulator.example/#/requests", "https://emulator.example"],
    ["http://[::1]:8080", "http://[::1]:8080"],
    ["javascript:alert(1)", undefined],
    ["javascript://127.0.0.1/%0aalert(1)", undefined],
    ["file:///etc/passwd", undefined],
    ["http://user@127.0.0.1", undefined],
    ["http://:password@127.0.0.1", undefined],
    ["http://", undefined],
    ["", undefined],
  ])("%j", (typed, origin) => expect(emulatorOrigin(typed)).toBe(origin));
});
