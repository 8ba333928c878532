import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { Confirmations, VALIDITY, type WantedCall } from "../../../src/cli/mcp/confirmation.js";

const CALL: WantedCall = {
  tool: "update_records",
  operation: "records.updateMany",
  params: { module: "Leads", body: { data: [{ id: "1", Name: "a", City: "b" }, { id: "2" }] } },
};

function clock() {
  let time = 1_000_000;
  const codes = new Confirmations(() => time, randomBytes);
  return { codes, pass: (milliseconds: number) => (time += milliseconds) };
}

test("a code sends its call once", () => {
  const { codes } = clock();
  const code = codes.codeFor(CALL);
  codes.redeem(code, CALL);
  expect(() => codes.redeem(code, CALL)).toThrow(/used before/);
  codes.redeem(codes.codeFor(CALL), CALL);
});

test("the order of members does not matter, since a model may change it", () => {
  const { codes } = clock();
  const body = { data: [{ City: "b", Name: "a", id: "1" }, { id: "2" }] };
  codes.redeem(codes.codeFor(CALL), { ...CALL, params: { body, module: "Leads" } });
});

test.each<readonly [string, WantedCall]>([
  ["value", { ...CALL, params: { ...CALL.params, body: { data: [{ id: "1", Name: "A", City: "b" }, { id: "2" }] } } }],
  [
    "order of rows",
    { ...CALL, params: { ...CALL.params, body: { data: [{ id: "2" }, { id: "1", Name: "a", City: "b" }] } } },
  ],
  [
    "row more",
    { ...CALL, params: { ...CALL.params, body: { data: [{ id: "1", Name: "a", City: "b" }, { id: "2" }, {}] } } },
  ],
  ["module", { ...CALL, params: { ...CALL.params, module: "Deals" } }],
  ["operation", { ...CALL, operation: "records.deleteMany" }],
  ["tool", { ...CALL, tool: "call_operation" }],
])("another %s needs another code", (_, other) => {
  const { codes } = clock();
  const code = codes.codeFor(CALL);
  expect(() => codes.redeem(code, other)).toThrow(/does not belong to these arguments/);
  codes.redeem(code, CALL);
});

test("a code is valid for ten minutes, and a used one stays used until then", () => {
  const { codes, pass } = clock();
  const [early, late] = [codes.codeFor(CALL), codes.codeFor(CALL)];
  pass(VALIDITY);
  codes.redeem(early, CALL);
  codes.redeem(codes.codeFor(CALL), CALL);
  expect(() => codes.redeem(early, CALL)).toThrow(/used before/);
  pass(1);
  expect(() => codes.redeem(late, CALL)).toThrow(/older than ten minutes/);
  codes.redeem(codes.codeFor(CALL), CALL);
  expect(() => codes.redeem(early, CALL)).toThrow(/older|used/);
});

test("a code that was changed, guessed, or issued by another process is refused", () => {
  const { codes } = clock();
  const code = codes.codeFor(CALL);
  const [expiry, salt, signature = ""] = code.split("-");
  const later = (Number.parseInt(expiry ?? "", 36) + VALIDITY).toString(36);
  const wrong = [
    ...["", "-", "--", "yes", "true", "é".repeat(32), `${expiry}-${salt}-${"é".repeat(16)}`],
    ...[`${later}-${salt}-${signature}`, `${expiry}-00000000-${signature}`, `${expiry}-${salt}-${"0".repeat(32)}`],
    ...[clock().codes.codeFor(CALL), code.toUpperCase(), ` ${code}`],
  ];
  for (const one of wrong) expect(() => codes.redeem(one, CALL), one).toThrow(/does not belong/);
  codes.redeem(code, CALL);
  // Something that follows does not make another code of it.
  expect(() => codes.redeem(`${code}-1`, CALL)).toThrow(/used before/);
});
