import { chmod, mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Emulator, startEmulator } from "../../src/emulator/index.js";
import { createClient, type FileLimitsOptions, fileLimits } from "../../src/index.js";
import { fileState } from "../../src/limits/file.js";
import { failureOf } from "../support/requests.js";

let folder: string;
let emulator: Emulator;
const warn = vi.fn();
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "zcrm-limits-"));
  emulator = await startEmulator({ edition: "free" });
  vi.spyOn(process, "emitWarning").mockImplementation(warn);
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  warn.mockReset();
  await emulator.close();
  await rm(folder, { recursive: true });
});

const client = (options: FileLimitsOptions = { folder }, more: object = {}) => {
  const { clock: _, ...own } = emulator.clientOptions();
  return createClient({ ...own, maxConcurrency: 5, ...more, limits: fileLimits(options) });
};
const files = async (place = folder) => (await readdir(place)).filter((name) => name.endsWith(".json"));

describe("clients share limits", () => {
  test("of one client ID and user, and no others", async () => {
    for (const more of [{}, {}, { user: "ada" }]) {
      await using crm = client({ folder }, more);
      await crm.organization.get();
    }
    expect(await files()).toHaveLength(2);
  });

  test("of one name, whatever their user", async () => {
    for (const more of [{}, { user: "ada" }]) {
      await using crm = client({ folder, organization: "acme" }, more);
      await crm.organization.get();
    }
    expect(await files()).toHaveLength(1);
  });

  test("so that more calls than the organization allows are never sent", async () => {
    emulator.faults.add({ operation: "getRecords", times: 40, delay: 20 });
    const clients = [client(), client()];
    const calls = clients.flatMap((crm) => Array.from({ length: 20 }, () => crm.records.list({ module: "Leads" })));
    await Promise.all(calls);
    expect(emulator.requests.filter(({ status }) => status === 429)).toEqual([]);
    expect(emulator.concurrency()).toEqual({ most: 5, limit: 5 });
    await Promise.all(clients.map((crm) => crm.close()));
  });

  test("and a call that waits for others ends when its time is over, or when it is aborted", async () => {
    emulator.faults.add({ operation: "getRecords", times: 5, delay: 3_000 });
    await using holder = client();
    await using waiting = client();
    const held = Array.from({ length: 5 }, () => holder.records.list({ module: "Leads" }));
    await expect.poll(() => emulator.concurrency().most).toBe(5);
    expect(await failureOf(waiting.organization.get({}, { timeout: 500 }))).toMatchObject({
      code: "TIMEOUT",
      details: { phase: "place" },
    });
    const controller = new AbortController();
    const reason = new Error("enough");
    const aborted = failureOf(waiting.organization.get({}, { signal: controller.signal }));
    controller.abort(reason);
    expect(await aborted).toBe(reason);
    await Promise.allSettled([holder.close(), ...held]);
  });
});

test("a name that is empty is refused", () => {
  expect(() => fileLimits({ organization: "" })).toThrow('file limits: option "organization" is empty');
});

test("credits are those that Zoho stated to any client", async () => {
  await using plain = createClient(emulator.clientOptions());
  await using one = client();
  await using other = client();
  expect(one.credits).toBeUndefined();
  await other.organization.get();
  const state = (left: number) =>
    emulator.faults.add({
      operation: "organization.get",
      change: (real) =>
        new Response(real.body, {
          headers: { ...Object.fromEntries(real.headers), "x-api-credits-remaining": String(left) },
        }),
    });
  state(400);
  await one.organization.get();
  expect(one.credits).toEqual({ left: 400, at: expect.any(Date) });
  expect(other.credits).toBeUndefined();
  await expect
    .poll(async () => {
      await other.organization.get();
      return other.credits?.left;
    })
    .toBe(400);
  expect(plain.credits).toBeUndefined();
  state(77);
  await plain.organization.get();
  expect(plain.credits?.left).toBe(77);
  await plain.organization.get();
  expect(plain.credits?.left).toBe(77);
});

describe("the folder", () => {
  test("of a user is made for the user alone, and again if somebody removes it", async () => {
    vi.stubEnv("XDG_CACHE_HOME", folder);
    await using crm = client({});
    await crm.organization.get();
    const place = join(folder, "zcrm", "limits");
    expect((await stat(place)).mode & 0o777).toBe(0o700);
    expect((await stat(join(place, (await files(place))[0] ?? ""))).mode & 0o777).toBe(0o600);
    await rm(place, { recursive: true });
    await expect.poll(() => files(place).catch(() => [])).toHaveLength(1);
    expect(warn).not.toHaveBeenCalled();
  });

  // Windows has no such permissions, and protects the user's folders by itself.
  test.runIf(process.platform !== "win32")("of a user that others can write to is not used", async () => {
    const place = join(folder, "zcrm", "limits");
    await mkdir(place, { recursive: true });
    await chmod(place, 0o777);
    vi.stubEnv("XDG_CACHE_HOME", folder);
    await using crm = client({});
    await crm.organization.get();
    expect(await readdir(place)).toEqual([]);
    expect(warn).toHaveBeenCalledTimes(1);
    expect(String(warn.mock.calls[0]?.[0])).toContain("belongs to somebody else, or others can write to it");
  });

  test("that the user does not have can be passed, as the warning says", async () => {
    vi.stubEnv("HOME", "");
    vi.stubEnv("XDG_CACHE_HOME", "");
    await using crm = client({});
    await crm.organization.get();
    expect(String(warn.mock.calls[0]?.[0])).toContain('pass the option "folder"');
  });

  test("keeps no file of an organization that nobody called for a day", async () => {
    const [old, young] = ["a", "b"].map((letter) => join(folder, `${letter.repeat(64)}.json`));
    for (const path of [old, young]) await writeFile(path ?? "", "{}");
    await writeFile(join(folder, "notes.json"), "mine");
    const yesterday = new Date(Date.now() - 25 * 60 * 60_000);
    for (const name of [old ?? "", join(folder, "notes.json")]) await utimes(name, yesterday, yesterday);
    await fileState(folder).update("c".repeat(64), () => ({ text: "{}", life: 1, result: 0 }));
    expect((await readdir(folder)).sort()).toEqual([`${"b".repeat(64)}.json`, `${"c".repeat(64)}.json`, "notes.json"]);
  });
});

test("changes of one text come one after another, at the time of the file system", async () => {
  vi.spyOn(Date, "now").mockReturnValue(5);
  const state = fileState(folder);
  const key = "d".repeat(64);
  const times: number[] = [];
  const add = () =>
    state.update(key, (text, now) => {
      times.push(now);
      return { text: String(Number(text ?? 0) + 1), life: 1, result: undefined };
    });
  await Promise.all(Array.from({ length: 20 }, add));
  expect(await state.update(key, (text) => ({ text: text ?? "", life: 1, result: text }))).toBe("20");
  expect(Math.min(...times)).toBeGreaterThan(1_600_000_000_000);
});
