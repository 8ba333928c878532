/** What typed programs do with their results, which running them does not show. */
import { expect, test } from "vitest";
import { typedProgram } from "../../../../codegen/site/samples/typed-program.js";
import { operationWith } from "./operation-with.js";

const afterCall = (id: string): string => typedProgram(operationWith(id)).split("\n\n").at(-1) ?? "";

test("a list is walked through", () => {
  expect(afterCall("getRecords")).toBe(
    'const { data } = await crm.records.list({ module: "Leads" });\nfor (const row of data) console.log(row);\n',
  );
});

test("rows of a write that may be rejected are looked at", () => {
  expect(afterCall("deleteNotes")).toContain('if (row.status === "error") console.error(row.code, row.message);');
});

test("headers that an example adds are options of the call", () => {
  expect(afterCall("introspectToken")).toMatch(/\{\s*headers: \{\s*authorization:\s*"Basic "/);
});

test("tokens are not printed", () => {
  for (const id of ["requestToken", "requestDeviceToken"])
    expect(afterCall(id)).toContain("console.log(Object.keys(response));");
});
