import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Result } from "../../../src/cli/definition.js";
import { openSession, type SessionOptions } from "../../../src/cli/listen/session.js";
import { watchedEvents } from "../../../src/cli/listen/watched-events.js";
import { type Emulator, type Snapshot, startEmulator } from "../../../src/emulator/index.js";
import { createClient } from "../../../src/index.js";

let emulator: Emulator;
let start: Snapshot;
let crm: ReturnType<typeof createClient>;
beforeAll(async () => {
  emulator = await startEmulator({ seed: {}, modules: { Projects: { Budget: { type: "double" } } } });
  crm = createClient(emulator.clientOptions());
  start = emulator.snapshot();
});
beforeEach(() => emulator.restore(start));
afterAll(() => emulator?.close());

const OPTIONS: SessionOptions = {
  host: "127.0.0.1",
  port: 0,
  publicUrl: undefined,
  target: undefined,
  events: ["Leads.all"],
  secret: undefined,
};

/** A session whose lines can be waited for. */
async function session(options: Partial<SessionOptions> = {}) {
  const lines: Result[] = [];
  const warnings: string[] = [];
  let wake = () => {};
  const shown = {
    show(line: Result) {
      lines.push(line);
      wake();
    },
    warn: (text: string) => void warnings.push(text),
  };
  const opened = await openSession(crm, { ...OPTIONS, ...options }, shown);
  const line = async (index: number): Promise<unknown> => {
    while (lines.length <= index)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    return lines[index]?.data;
  };
  return { ...opened, line, warnings };
}

const createLead = async (): Promise<string | undefined> => {
  const { data } = await crm.records.create({ module: "Leads", body: { data: [{ Last_Name: "Doe" }] } });
  const [row] = data;
  return row?.status === "success" ? row.details.id : undefined;
};

test("the channels stay open for days", async () => {
  await using listening = await session();
  const calls = (name: string): number => emulator.requests.filter((request) => request.name === name).length;
  for (let halfDays = 0; halfDays < 8; halfDays += 1) {
    if (halfDays > 0) emulator.advance("12h");
    // What is under way when the clock moves would be late.
    await expect
      .poll(() => [calls("notifications.replace"), calls("records.listDeleted")], { timeout: 20_000 })
      .toEqual([halfDays, 1]);
    const id = await createLead();
    const event = { type: "event", operation: "insert", id };
    expect(await listening.line(halfDays)).toMatchObject(event);
  }
  await listening.unsubscribe();
  expect((await crm.notifications.list({})).watch).toEqual([]);
  expect(listening.warnings).toEqual([]);
});

test("channels that Zoho does not close are reported", async () => {
  await using listening = await session();
  const denied = { code: "NO_PERMISSION", details: {}, message: "permission denied", status: "error" };
  emulator.faults.add({ operation: "notifications.disable", times: 10, status: 403, body: denied });
  await expect(listening.unsubscribe()).rejects.toMatchObject({
    name: "CommandError",
    message: expect.stringMatching(/could not be closed, and expire within a day: .*NO_PERMISSION/),
  });
});

test("a secret that can be guessed is refused, by the name of its variable", async () => {
  await expect(session({ secret: "guess me" })).rejects.toMatchObject({
    name: "UsageError",
    message: expect.stringMatching(/^ZCRM_NOTIFICATION_SECRET: .*at least 32/),
  });
});

test("a port that is in use, and a program that is zcrm listen itself, are refused, and no channel is left", async () => {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  await expect(session({ port })).rejects.toMatchObject({
    name: "CommandError",
    message: `port ${port} is in use by another program; choose another with --port`,
  });
  await new Promise((closed) => server.close(closed));
  const target = new URL(`http://localhost:${port}/`);
  await expect(session({ port, target })).rejects.toMatchObject({ name: "UsageError" });
  // The port is free again.
  await using listening = await session({ port });
  expect(listening.url.href).toBe(`http://127.0.0.1:${port}/`);
  expect((await crm.notifications.list({})).watch).toHaveLength(1);
});

describe("events", () => {
  test("are by default those of all modules that Zoho notifies of, custom ones too", async () => {
    const events = await watchedEvents(crm, []);
    expect(events).toEqual(expect.arrayContaining(["Leads.all", "Price_Books.all", "Projects.all"]));
    expect(events.join()).not.toMatch(/Notes|Attachments|Activities/);
  });

  const cases: [word: string, want: string][] = [
    ["Leds.all", "Leds.all: the organization has no module Leds; did you mean Leads?"],
    ["Leads", "Leads: pass Leads.create, Leads.edit, Leads.delete, Leads.all"],
    ["Leads.update", "Leads.update: pass Leads.create, Leads.edit, Leads.delete, Leads.all"],
    ["Leads.al", "Leads.al: pass Leads.create, Leads.edit, Leads.delete, Leads.all; did you mean all?"],
    [".all", ".all: pass Leads.create"],
    ["Leads.all.x", "Leads.all.x: pass Leads.create"],
  ];
  test.each(cases)("%s is refused", async (word, want) => {
    await expect(watchedEvents(crm, ["Leads.edit", word])).rejects.toMatchObject({
      name: "UsageError",
      message: expect.stringContaining(want),
    });
  });
});
