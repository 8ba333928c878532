/** Every operation of the description: what a server may send without --write, and that nothing else is sent. */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { operations } from "../../../src/cli/description/operations.js";
import { Confirmations } from "../../../src/cli/mcp/confirmation.js";
import { operation } from "../../../src/cli/mcp/operation.js";
import { isOffered, Rights } from "../../../src/cli/mcp/rights.js";
import { createEmulator, type Emulator } from "../../../src/emulator/index.js";
import { type CrmClient, createClient } from "../../../src/index.js";

let emulator: Emulator;
let crm: CrmClient;
beforeAll(async () => {
  emulator = await createEmulator({ seed: { Leads: [{ Last_Name: "Doe" }] } });
  crm = createClient(emulator.clientOptions());
});
afterAll(async () => {
  await crm?.close();
  await emulator?.close();
});
beforeEach(() => void emulator.requests.splice(0));

const rightsTo = (mayWrite: boolean) => new Rights(crm, mayWrite, new Confirmations(() => 0, randomBytes));

test("a GET reads and everything else writes, but for a query, and a function, which may do anything", () => {
  const isGet = ({ verb }: { readonly verb: string }) => verb === "GET";
  expect(
    operations()
      .filter((one) => isGet(one) !== one.isRead)
      .map(({ name }) => name),
  ).toEqual(["coql.query", "functions.executeWithParameters"]);
});

test("operations on tokens are never offered, and they are those of the accounts server", () => {
  const hidden = operations().filter((one) => !isOffered(one));
  expect(hidden.length).toBeGreaterThan(5);
  expect(hidden.every(({ path, name }) => path.startsWith("/oauth/") || name === "oauth.getServerInfo")).toBe(true);
  expect(
    operations()
      .filter(isOffered)
      .some(({ path }) => path.startsWith("/oauth/")),
  ).toBe(false);
});

describe("nothing is sent", () => {
  const params = { module: "Leads", ids: ["1"], id: "1", body: { data: [{ Last_Name: "x" }] } };
  const refusal = expect.objectContaining({ name: "ToolProblem", message: expect.stringMatching(/^Nothing was sent/) });
  const failureOf = (run: () => unknown) =>
    Promise.resolve()
      .then(run)
      .then(
        () => "it was sent",
        (error: unknown) => error,
      );

  for (const one of operations().filter(({ isRead, group }) => !isRead || group === "oauth")) {
    test(one.name, async () => {
      const call = { operation: one, params };
      for (const rights of [rightsTo(false), rightsTo(true)]) {
        expect(await failureOf(() => rights.read(call, {}))).toEqual(refusal);
        expect(await failureOf(() => rights.write("any", call, "", {}))).toEqual(refusal);
      }
      expect(await failureOf(() => rightsTo(false).codeFor("any", call))).toEqual(refusal);
      if (!isOffered(one)) expect(await failureOf(() => rightsTo(true).codeFor("any", call))).toEqual(refusal);
      expect(emulator.requests).toEqual([]);
    });
  }
});

test("a read is sent, and a write with its code", async () => {
  const rights = rightsTo(true);
  await rights.read({ operation: operation("records.list"), params: { module: "Leads" } }, {});
  const call = {
    operation: operation("records.create"),
    params: { module: "Leads", body: { data: [{ Last_Name: "x" }] } },
  };
  await rights.write("create_records", call, rights.codeFor("create_records", call), {});
  expect(emulator.requests.map(({ name }) => name)).toEqual(expect.arrayContaining(["records.list", "records.create"]));
});

test("a code from before does not help a server that only reads", async () => {
  const confirmations = new Confirmations(() => 0, randomBytes);
  const call = {
    operation: operation("records.create"),
    params: { module: "Leads", body: { data: [{ Last_Name: "x" }] } },
  };
  const code = new Rights(crm, true, confirmations).codeFor("create_records", call);
  expect(() => new Rights(crm, false, confirmations).write("create_records", call, code, {})).toThrow(/only reads/);
  expect(emulator.requests).toEqual([]);
});
