/** What the console serves to a browser. */
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import type { ReferenceOperation } from "../../../src/emulator/console/contract.js";
import { startEmulator } from "../../../src/emulator/index.js";
import { built } from "../../support/build.js";
import { callerOf } from "../support/caller.js";
import { hearEvents } from "./page-events.js";
import { BROWSER, sendRaw } from "./send-raw.js";

// The page is served from the build.
await built("console/page.js");

test("the page is for browsers, at / only", async () => {
  await using emulator = await startEmulator();
  const page = await sendRaw(emulator, "/", BROWSER);
  expect(page.headers["content-type"]).toContain("text/html");
  expect(page.headers["content-security-policy"]).toContain("default-src 'none'; script-src 'self'");
  for (const path of ["/", "/crm/v2"]) {
    const { text } = await sendRaw(emulator, path, path === "/" ? {} : BROWSER);
    expect(text).toContain("INVALID_URL_PATTERN");
  }
});

test("every file that the page refers to is served", async () => {
  await using emulator = await startEmulator();
  const { text } = await sendRaw(emulator, "/", BROWSER);
  const files = [...text.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, path = ""]) => path);
  const responses = await Promise.all(files.map((path) => sendRaw(emulator, path)));
  expect(responses.map(({ status }) => status)).toEqual(files.map(() => 200));
  expect(responses.map(({ headers }) => headers["content-type"])).toEqual([
    "image/svg+xml",
    "text/css;charset=UTF-8",
    "text/css;charset=UTF-8",
    "text/javascript;charset=UTF-8",
  ]);
});

test("no other file is served", async () => {
  await using emulator = await startEmulator();
  for (const path of ["../core.ts", "..%2fcore.ts", "tsconfig.json", "constructor", "page.js/", "main.tsx", ""]) {
    expect((await sendRaw(emulator, `/_emulator/${path}`)).status).toBe(404);
  }
});

test("only the environment lines contain secrets", async () => {
  await using emulator = await startEmulator();
  await callerOf(emulator);
  const secrets = [emulator.clientSecret, emulator.refreshToken];
  await using events = await hearEvents(emulator);
  const { added } = await events.next("requests");
  expect(added).toMatchObject([{ method: "POST", operation: "requestToken", status: 200 }]);
  const sent = [events.last("overview"), events.last("faults"), events.last("tokens")];
  const calls = ["records?module=Leads", `request?number=${added[0]?.number}`, "errors", "reference"];
  const responses = await Promise.all(calls.map((call) => sendRaw(emulator, `/_emulator/${call}`)));
  expect(responses.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  for (const text of [JSON.stringify([added, sent]), ...responses.map(({ text }) => text)]) {
    for (const secret of secrets) expect(text).not.toContain(secret);
  }
  const { text } = await sendRaw(emulator, "/_emulator/environment", {}, "POST");
  for (const secret of secrets) expect(text).toContain(secret);
});

test("the page's tokens do not count against the limit of the user's", async () => {
  await using emulator = await startEmulator();
  for (let time = 0; time < 9; time += 1)
    expect((await sendRaw(emulator, "/_emulator/token", {}, "POST")).status).toBe(200);
  for (let time = 0; time < 9; time += 1) await callerOf(emulator);
  expect((await (await callerOf(emulator))("GET", "/Leads")).status).toBe(200);
});

test("the reference has what a form needs for every operation of the description", async () => {
  await using emulator = await startEmulator();
  const operations: ReferenceOperation[] = JSON.parse((await sendRaw(emulator, "/_emulator/reference")).text);
  const description = await readFile("generated/openapi.json", "utf8");
  const described = [...description.matchAll(/"operationId":\s*"(\w+)"/g)].map(([, id]) => id);
  expect(operations.map(({ id }) => id).toSorted()).toEqual(described.toSorted());
  const find = (name: string) => operations.find(({ id }) => id === name);
  expect(find("createRecords")).toMatchObject({ method: "POST", path: "/crm/v2/{module}", tag: "Records" });
  expect(JSON.parse(find("createRecords")?.body?.example ?? "").data).toHaveLength(1);
  expect(find("uploadAttachment")?.body?.fields).toContainEqual({ name: "file", isFile: true, example: "" });
  // Every required value has an example and a description. Only files are left for the user to choose.
  for (const { id, parameters, body } of operations) {
    for (const { name, required, description, example } of parameters) {
      expect([id, name, description, required && example]).not.toContain("");
    }
    expect([id, body === undefined || body.example !== "" || body.fields.some(({ isFile }) => isFile)]).toEqual([
      id,
      true,
    ]);
  }
});
