import { expect, test } from "vitest";
import { resolve } from "../../../src/legacy/register/register-hooks.js";

const next = (specifier: string) => specifier;

test.each([
  ["an array", ["node", "import"]],
  ["a set, as in the first releases that have synchronous hooks", new Set(["node", "import"])],
])("the conditions of an import may be %s", (_, conditions) => {
  expect(resolve("zcrmsdk", { conditions }, next)).toMatchObject({ format: "module", shortCircuit: true });
  expect(resolve("zcrmsdk-extra", { conditions }, next)).toBe("zcrmsdk-extra");
});

test.each([{ conditions: ["node", "require"] }, {}])("in the context %j, Node.js goes on", (context) => {
  expect(resolve("zcrmsdk", context, next)).toBe("zcrmsdk");
});
