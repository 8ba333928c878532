import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { commandOf } from "../../../codegen/external/signature.js";

test("the command that generates the same code says to a shell only what it is", () => {
  expect(commandOf({ out: "src/crm", spec: "my api.json" }, ".")).toBe(
    'npx zcrm generate --spec "my api.json" --out src/crm',
  );
  const names = ["$(echo ran).yaml", "`echo ran`.yaml", "a'b\"c.yaml", "a!b;c|d&e.yaml", "a b.yaml"];
  for (const name of names) {
    const command = commandOf({ out: "crm", overlays: [name] }, ".").replace("npx zcrm", "printf '%s\\n'");
    expect(execFileSync("sh", ["-c", command], { encoding: "utf8" }).split("\n")).toContain(name);
  }
});
