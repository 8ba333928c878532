/** `zcrm listen` as a developer runs it: a process beside an emulator and a program of their own, until Ctrl-C. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listen } from "../../../src/cli/listen/listen.js";
import { type Emulator, startEmulator } from "../../../src/emulator/index.js";
import { createClient } from "../../../src/index.js";
import { memoryNotificationStore, type NotificationEvent, receive } from "../../../src/notifications/index.js";
import { type Caller, callerOf } from "../../emulator/support/caller.js";
import { type Desk, desk, freePort, type RunningCli } from "../../support/cli.js";
import { startTarget } from "./target.js";

const SECRET = "a long secret of this test, which nothing prints";

let emulator: Emulator;
let call: Caller;
let user: Desk;
beforeAll(async () => {
  emulator = await startEmulator({ seed: {} });
  call = await callerOf(emulator);
  user = await desk(emulator);
});
afterAll(async () => {
  await user?.[Symbol.asyncDispose]();
  await emulator?.close();
});

const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}): RunningCli =>
  user.start(["listen", ...args], { ZCRM__refresh_token: emulator.refreshToken, ...env });

async function stopped(running: RunningCli, signal: NodeJS.Signals = "SIGINT") {
  running.kill(signal);
  const result = await running.result;
  expect((await call("GET", "/actions/watch")).status).toBe(204);
  return result;
}

async function createLead(): Promise<string> {
  const { body } = await call("POST", "/Leads", { data: [{ Last_Name: "Doe" }] });
  return String(body.data?.[0]?.details?.id);
}

describe("with --json and --forward", () => {
  test("events, forwarded messages and refused ones are a line of JSON each, until Ctrl-C", async () => {
    await using target = await startTarget();
    const forward = `${target.url}zoho?key=hidden`;
    const running = start(["Leads.all", "Deals.create", "--forward", forward, "--json"], {
      ZCRM_NOTIFICATION_SECRET: SECRET,
    });
    const { url } = JSON.parse(await running.printed(/.*"listening".*\n/));

    const id = await createLead();
    const { body: message } = await target.at(0);
    const handed: NotificationEvent[] = [];
    const crm = createClient(emulator.clientOptions());
    const program = { crm, secret: SECRET, store: memoryNotificationStore() };
    await receive(message, { ...program, onEvent: (event) => void handed.push(event) });
    expect(handed).toMatchObject([{ module: "Leads", operation: "insert", id }]);
    await call("PUT", `/Leads/${id}`, { data: [{ City: "Paris", Phone: "1" }] });
    await running.printed(/"operation":"update"/);
    await call("DELETE", `/Leads/${id}`);
    await running.printed(/"operation":"delete"/);
    await target.at(2);

    // As Zoho might write it.
    const { token } = JSON.parse(message.toString());
    const text = ` ${JSON.stringify({ ...JSON.parse(message.toString()), ids: ["4100000000000999991"] }, undefined, 1)}\r\n`;
    const post = (body: string | undefined, method = "POST") =>
      fetch(url, { method, ...(body !== undefined && { body }), headers: { "content-type": "text/plain" } });
    expect((await post(text)).status).toBe(200);
    const { body: forwarded, contentType, path } = await target.at(3);
    expect([forwarded.toString(), contentType, path]).toEqual([text, "text/plain", "/zoho?key=hidden"]);

    target.status = 503;
    expect((await post(text)).status).toBe(200);
    await running.printed(/"status":503/);
    expect((await post(text.replace(token, `${token}x`))).status).toBe(401);
    expect((await post("{")).status).toBe(400);
    expect((await post(undefined, "GET")).status).toBe(405);
    expect((await post(`"${"x".repeat(1_000_000)}"`)).status).toBe(413);
    await running.printed(/"status":400.*\n/);

    const { code, stdout, stderr } = await stopped(running);
    expect([code, stderr]).toEqual([0, ""]);
    const lines = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    const event = { type: "event", module: "Leads", id, time: expect.stringMatching(/Z$/) };
    const forwardLine = { type: "forward", url: `${target.url}zoho`, milliseconds: expect.any(Number) };
    expect(lines[0]).toEqual({
      type: "listening",
      url,
      events: ["Leads.all", "Deals.create"],
      forward: `${target.url}zoho`,
    });
    expect(lines.filter(({ type }) => type === "event")).toEqual([
      { ...event, operation: "insert", fields: [] },
      { ...event, operation: "update", fields: ["City", "Phone"] },
      { ...event, operation: "delete", fields: [] },
      { ...event, operation: "insert", fields: [], id: "4100000000000999991" },
    ]);
    expect(lines.filter(({ type }) => type === "forward")).toEqual(
      [200, 200, 200, 200, 503].map((status) => ({ ...forwardLine, status })),
    );
    expect(lines.filter(({ type }) => type === "refused")).toMatchObject([
      { status: 401, code: "FORGED_NOTIFICATION" },
      { status: 400, code: "INVALID_NOTIFICATION" },
    ]);
    expect(lines).toHaveLength(12);
    expect(target.taken).toHaveLength(5);
    for (const secret of [SECRET, token, "hidden"]) expect(stdout).not.toContain(secret);
  });
});

test("people read a line for each event of all modules, and what their program needs to check tokens", async () => {
  const forward = `http://127.0.0.1:${await freePort()}/zoho`;
  const running = start(["--forward", forward]);
  const begin = await running.printed(/Listening[\s\S]*Ctrl-C[\s\S]*ZCRM_NOTIFICATION_SECRET/);
  expect(begin).toMatch(/^Listening at http:\/\/127\.0\.0\.1:\d+\/ for Leads\.all, .*Solutions\.all\.\n/);
  expect(begin).not.toContain("Notes");
  const id = await createLead();
  await running.printed(new RegExp(`^\\d\\d:\\d\\d:\\d\\d {2}Leads {2}insert {2}${id}\n`, "m"));
  await running.printed(new RegExp(`^\\d\\d:\\d\\d:\\d\\d {2}-> ${forward} {2}nothing listens there`, "m"));
  await call("PUT", `/Leads/${id}`, { data: [{ City: "Paris" }] });
  await running.printed(new RegExp(` {2}Leads {2}update {2}${id} {2}City\n`, "m"));
  expect((await stopped(running, "SIGTERM")).code).toBe(0);
});

test("a second Ctrl-C ends it at once, although Zoho does not respond", async () => {
  const running = start(["Leads.all"]);
  await running.printed(/Ctrl-C/);
  emulator.faults.add({ operation: "notifications.disable", delay: 60_000 });
  running.kill("SIGINT");
  await expect.poll(() => emulator.faults.waiting(), { timeout: 20_000 }).toEqual([]);
  running.kill("SIGINT");
  expect((await running.result).code).toBeNull();
  const [channel] = Object.values((await call("GET", "/actions/watch")).body.watch ?? {});
  await call("DELETE", `/actions/watch?channel_ids=${channel?.channel_id}`);
});

test("every example of the help runs until it is stopped", async () => {
  const examples = [...listen.help("listen").matchAll(/^ {2}zcrm listen ?(.*)$/gm)].map(([, args = ""]) => args);
  expect(examples.length).toBeGreaterThan(2);
  const running = examples.map((args) => start(args.split(" ").filter(Boolean)));
  await Promise.all(running.map(({ printed }) => printed(/Listening at .*\n/)));
  for (const one of running) one.kill("SIGINT");
  expect(await Promise.all(running.map(async ({ result }) => (await result).code))).toEqual(examples.map(() => 0));
  expect((await call("GET", "/actions/watch")).status).toBe(204);
});

test("Zoho, which cannot reach this machine, needs the address of a tunnel", async () => {
  await using elsewhere = await desk();
  const { code, stdout, stderr } = await elsewhere.run(["listen", "Leads.all"], {
    ZCRM_CLIENT_ID: "1000.X",
    ZCRM_CLIENT_SECRET: "secret",
    ZCRM_REFRESH_TOKEN: "1000.refresh",
    ZCRM_REDIRECT_URL: "http://localhost",
  });
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain("www.zohoapis.com cannot reach this machine: pass --url");
});

describe("wrong usage", () => {
  const cases: [args: string[], want: string][] = [
    [["--url", "https://example.com/zoho"], "--url needs --port"],
    [["--url", "example.com", "--port", "4000"], "--url: pass an address that begins with http:// or https://"],
    [["--forward", "file:///etc/passwd"], "--forward: pass an address that begins with http:// or https://"],
    [["--forward", "http://me:pa55@localhost/"], "--forward: the address may not contain a user name or a password"],
    [["--host", ""], "--host is empty"],
    [["--port", "http"], "--port http: must be a number"],
    [["--forwrd", "x"], "unknown option --forwrd; did you mean --forward?"],
  ];
  test.each(cases)("%j", async (args, want) => {
    const failure = await listen.run(args).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: "UsageError", message: expect.stringContaining(want) });
    expect(String(failure)).not.toContain("pa55");
  });
});
