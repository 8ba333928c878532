import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { createClient } from "../../src/client.js";
import { OLD_CALLS } from "../../src/legacy/old-calls.js";

test("the comment of every call names typed calls that exist", async () => {
  const text = await readFile("src/legacy/api.ts", "utf8");
  const found = text.split(/(?= {4}\/\*\*)/).flatMap((part) => {
    const name = /^ {4}(\w+): LegacyCall;/m.exec(part)?.[1];
    return name ? [[name, [...part.matchAll(/`crm\.(\w+)\.(\w+)\(/g)]] as const] : [];
  });
  expect(found.map(([name]) => name)).toEqual(OLD_CALLS.map(({ name }) => name));
  const crm = createClient({ clientId: "a", clientSecret: "b" });
  for (const [name, calls] of found) {
    expect(calls.length, name).toBeGreaterThan(0);
    for (const [written, group = "", call = ""] of calls)
      expect(typeof Reflect.get(Object(Reflect.get(crm, group)), call), written).toBe("function");
  }
});
