/** Scripts that start often, with a refresh token in the environment and no token store: each is a process of its own. */
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../src/emulator/index.js";
import { bundled } from "../support/bundled.js";
import { run } from "../support/package/packed-package.js";

let folder: string;
let program: string;
let emulator: Emulator;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "zcrm-scripts-"));
  program = `import { createClient } from ${JSON.stringify(await bundled("src/index.ts"))};
    const { data } = await createClient().records.list({ module: "Leads" });
    console.log(data.length);`;
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  emulator = await startEmulator({ seed: { Leads: [{ Last_Name: "Doe", Company: "Acme" }] } });
});
afterEach(() => emulator.close());

/** Runs the script, and returns what it prints. */
async function script(env: Record<string, string> = {}, signal?: AbortSignal): Promise<string> {
  const { clientId, clientSecret, refreshToken, apiUrl } = emulator;
  const settings = {
    ZCRM_CLIENT_ID: clientId,
    ZCRM_CLIENT_SECRET: clientSecret,
    ZCRM_REFRESH_TOKEN: refreshToken,
    ZCRM_API_URL: apiUrl,
    ZCRM_ACCOUNTS_URL: apiUrl,
    HOME: folder,
  };
  const args = ["--input-type=module", "--eval", program];
  const { stdout, stderr } = await run(process.execPath, args, {
    cwd: folder,
    env: { PATH: process.env.PATH, ...settings, ...env },
    killSignal: "SIGKILL",
    ...(signal && { signal }),
  });
  return stdout.trim() + stderr;
}

const tokenRequests = (): number => emulator.requests.filter(({ path }) => path === "/oauth/v2/token").length;

test("the eleventh run within ten minutes works, with the token of the first", async () => {
  for (let count = 0; count < 11; count += 1) expect(await script()).toBe("1");
  expect(tokenRequests()).toBe(1);
  expect(await readdir(join(folder, ".cache/zcrm"))).toContain("swept");
});

test("processes that start together request one token", async () => {
  expect(await Promise.all(Array.from({ length: 6 }, () => script()))).toEqual(Array(6).fill("1"));
  expect(tokenRequests()).toBe(1);
});

test("a token that the CRM rejects is replaced, for the next process too", async () => {
  await script();
  emulator.expireTokens();
  expect(await script()).toBe("1");
  expect(await script()).toBe("1");
  expect(tokenRequests()).toBe(2);
});

test("if it is off, or there is no place for it, each process requests its own", async () => {
  for (const env of [{ ZCRM_TOKEN_CACHE: "off" }, { HOME: "" }, { XDG_CACHE_HOME: "/proc/none" }]) {
    expect(await script(env)).toBe("1");
  }
  expect(tokenRequests()).toBe(3);
});

test("a script that is killed while it requests a token delays the next one by a few seconds at most", async () => {
  emulator.faults.add({ operation: "requestToken", delay: 60_000 });
  const kill = new AbortController();
  const killed = script({}, kill.signal).catch((error: Error) => error.name);
  await expect.poll(() => readdir(join(folder, ".cache/zcrm"))).toContainEqual(expect.stringMatching(/\.lock$/));
  // The fault is used up by the request of this script.
  await expect.poll(() => emulator.faults.waiting()).toEqual([]);
  kill.abort();
  expect(await killed).toBe("AbortError");
  const begin = performance.now();
  expect(await script()).toBe("1");
  expect(performance.now() - begin).toBeLessThan(15_000);
});
