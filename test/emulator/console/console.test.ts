/** What the emulator gives to a browser, and to whom it does not. */
import { request } from "node:http";
import { describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../../src/emulator/index.js";
import { callerOf } from "../support/caller.js";
import { hearEvents } from "./page-events.js";

interface Reply {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** Sends a request with whatever headers, such as a browser's, that `fetch` does not let one set. */
const send = (
  emulator: Emulator,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  method = "GET",
): Promise<Reply> =>
  new Promise((done, fail) => {
    request(`${emulator.apiUrl}${path}`, { method, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => done({ status: response.statusCode, headers: response.headers, text }));
    })
      .on("error", fail)
      .end();
  });

const isFile = (field: { isFile: boolean }) => field.isFile;

const BROWSER = { accept: "text/html,*/*" };

test("the page is for browsers, at / only", async () => {
  await using emulator = await startEmulator();
  const page = await send(emulator, "/", BROWSER);
  expect(page.headers["content-type"]).toContain("text/html");
  expect(page.headers["content-security-policy"]).toContain("default-src 'none'; script-src 'self'");
  for (const path of ["/", "/crm/v2"]) {
    expect((await send(emulator, path, path === "/" ? {} : BROWSER)).text).toContain("INVALID_URL_PATTERN");
  }
  expect((await send(emulator, "/_emulator/page.js")).headers["content-type"]).toContain("javascript");
  for (const path of ["../core.ts", "..%2fcore.ts", "tsconfig.json", "constructor", "page.js/", ""]) {
    expect((await send(emulator, `/_emulator/${path}`)).status).toBe(404);
  }
});

describe("another site", () => {
  const strangers: [what: string, headers: Record<string, string>][] = [
    ["a name that leads here", { host: "evil.example" }],
    ["a name that looks like an address", { host: "127.0.0.1.evil.example" }],
    ["another origin", { origin: "https://evil.example" }],
    ["another port", { origin: "http://127.0.0.1:1" }],
    ["no origin at all", { origin: "null" }],
    ["another site", { "sec-fetch-site": "cross-site" }],
    ["a neighbour on the same site", { "sec-fetch-site": "same-site" }],
  ];
  for (const [what, headers] of strangers) {
    test(`gets nothing: ${what}`, async () => {
      await using emulator = await startEmulator();
      for (const noun of ["events", "record", "request"]) {
        const { status, text } = await send(emulator, `/_emulator/${noun}`, headers);
        expect(status).toBe(403);
        expect(text).not.toContain(emulator.clientSecret);
      }
      for (const noun of ["token", "environment"])
        expect((await send(emulator, `/_emulator/${noun}`, headers, "POST")).status).toBe(403);
      expect(emulator.requests).toEqual([]);
    });
  }

  test("may link to the page, but not under another name", async () => {
    await using emulator = await startEmulator();
    expect((await send(emulator, "/", { ...BROWSER, "sec-fetch-site": "cross-site" })).status).toBe(200);
    expect((await send(emulator, "/", { ...BROWSER, host: "evil.example" })).status).toBe(403);
  });
});

test("secrets are given out with the environment lines alone", async () => {
  await using emulator = await startEmulator();
  await callerOf(emulator);
  const secrets = [emulator.clientSecret, emulator.refreshToken];
  await using events = await hearEvents(emulator);
  const { added } = await events.next("requests");
  expect(added).toMatchObject([{ method: "POST", operation: "requestToken", status: 200 }]);
  const told = [events.last("overview"), events.last("faults"), events.last("tokens")];
  const asked = ["records?module=Leads", `request?number=${added[0]?.number}`, "errors", "reference"];
  const answers = await Promise.all(asked.map((noun) => send(emulator, `/_emulator/${noun}`)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  for (const text of [JSON.stringify([added, told]), ...answers.map(({ text }) => text)]) {
    for (const secret of secrets) expect(text).not.toContain(secret);
  }
  const { text } = await send(emulator, "/_emulator/environment", {}, "POST");
  for (const secret of secrets) expect(text).toContain(secret);
});

test("the page's own token uses up none of the user's", async () => {
  await using emulator = await startEmulator();
  for (let time = 0; time < 9; time += 1)
    expect((await send(emulator, "/_emulator/token", {}, "POST")).status).toBe(200);
  for (let time = 0; time < 9; time += 1) await callerOf(emulator);
  expect((await (await callerOf(emulator))("GET", "/Leads")).status).toBe(200);
});

test("the reference has a form's worth of every operation", async () => {
  await using emulator = await startEmulator();
  const operations = JSON.parse((await send(emulator, "/_emulator/reference")).text);
  expect(operations).toHaveLength(137);
  const create = operations.find(({ id }: { id: string }) => id === "createRecords");
  expect(create).toMatchObject({ method: "POST", path: "/crm/v2/{module}", tag: "Records" });
  expect(JSON.parse(create.body.example).data).toHaveLength(1);
  const upload = operations.find(({ id }: { id: string }) => id === "uploadAttachment");
  expect(upload.body.fields).toContainEqual({ name: "file", isFile: true, example: "" });
  // Whatever must be given is filled in, and said what it is; only a file is for the user to choose.
  for (const { id, parameters, body } of operations) {
    for (const { name, required, description, example } of parameters) {
      expect([id, name, description, required && example]).not.toContain("");
    }
    expect([id, body === undefined || body.example !== "" || body.fields.some(isFile)]).toEqual([id, true]);
  }
});
