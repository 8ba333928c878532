import { describe, expect, test } from "vitest";
import { isIdempotent } from "../../../src/core/request/idempotence.js";

const update = (body: string) => ({ operation: { id: "updateThing", idempotent: "unless-rows" as const }, body });

describe("an update that depends on its rows is safe to send twice", () => {
  test.each([
    ["with flat fields", { data: [{ id: "1", Last_Name: "Doe", Amount: 1, Email: null }] }],
    ["with lookups", { data: [{ Account_Name: { id: "1" } }] }],
    ["with several choices", { data: [{ Languages: ["German", "French"] }] }],
    ["with an empty list", { data: [{ Product_Details: [] }] }],
    ["without records", { data: [] }],
  ])("%s", (_, body) => {
    expect(isIdempotent(update(JSON.stringify(body)))).toBe(true);
  });
});

describe("it is not", () => {
  test.each([
    ["with line items", { data: [{ Product_Details: [{ product: { id: "1" }, quantity: 2 }] }] }],
    [
      "with rows of a subform in one record of many",
      { data: [{ id: "1" }, { id: "2", Visits: [{ Day: "2026-05-01" }] }] },
    ],
  ])("%s", (_, body) => {
    expect(isIdempotent(update(JSON.stringify(body)))).toBe(false);
  });

  test("with a body that is not JSON", () => {
    expect(isIdempotent(update("<xml>"))).toBe(false);
  });
});

test.each([true, false])("any other operation is as described: %s", (idempotent) => {
  const body = JSON.stringify({ data: [{ Product_Details: [{}] }] });
  expect(isIdempotent({ operation: { id: "x", idempotent }, body })).toBe(idempotent);
});
