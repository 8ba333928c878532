import { expect, test } from "vitest";
import { detailsText } from "../../../src/core/response/details-text.js";

const cases: [details: object, message: string, want: string][] = [
  [{}, "m", ""],
  [{ api_name: "Last_Name" }, "required field not found", ": Last_Name"],
  [{ expected_data_type: "integer", api_name: "Age" }, "invalid data", ": Age, expected data type integer"],
  [{ line: 1, column: 8, near: "* from Leads" }, "error", ': near "* from Leads", line 1, column 8'],
  [{ permissions: ["View_Leads", "Edit_Leads"] }, "permission denied", ": permissions View_Leads, Edit_Leads"],
  [{ api_name: "Ext", duplicate_record: { id: "42" } }, "duplicate data", ": Ext, duplicate record id 42"],
  [
    { validation_error: [{ api_name: "Stage", message: "too early" }] },
    "m",
    ": Stage, validation error message too early",
  ],
  [{ param_name: "ids" }, "the param_name ids is missing", ": param name ids"],
  [{ api_name: "Last_Name" }, "Last_Name is missing", ""],
  [{ a: null, b: undefined, c: "" }, "m", ": b undefined"],
  [
    { rows: [{ status: "success" }, { status: "error" }, { status: "error" }] },
    "m",
    ": row 2; 2 of 3 rows were rejected",
  ],
  [{ api_name: "Email", rows: [{ status: "error" }] }, "m", ": Email"],
];
test.each(cases)("%j after %j: %s", (details, message, want) => {
  expect(detailsText(details as Record<string, unknown>, message)).toBe(want);
});

test("however much there is, the text stays short and on one line", () => {
  const many = Object.fromEntries(
    Array.from({ length: 500 }, (_, at) => [`key${at}\u001b[2J`, `v\r\n${"x".repeat(999)}`]),
  );
  const text = detailsText({ ...many, deep: { a: { b: { c: { d: "hidden" } } } } }, "m");
  expect(text.length).toBeLessThanOrEqual(402);
  expect(text).not.toMatch(/[\p{Cc}]/u);
});
