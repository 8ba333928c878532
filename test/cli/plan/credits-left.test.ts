/** What commands of one machine tell each other about the organization's limits. */
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../../src/emulator/index.js";
import { desk } from "../../support/cli.js";

/** Zoho states the credits that are left once half of them are used. */
function stateCredits(emulator: Emulator, left: number): void {
  emulator.faults.add({
    operation: "records.list",
    change: (real) => {
      const headers = new Headers(real.headers);
      headers.set("X-API-CREDITS-REMAINING", String(left));
      return new Response(real.body, { status: real.status, headers });
    },
  });
}

const LIST = ["call", "records.list", "--param", "module=Leads"];

test("a plan shows the credits left that Zoho stated to an earlier command, and says if they do not suffice", async () => {
  await using emulator = await startEmulator();
  await using user = await desk(emulator);
  const run = async (...args: string[]) => {
    const result = await user.run(args, { ZCRM__refresh_token: emulator.refreshToken });
    expect(result).toMatchObject({ code: 0, stderr: "" });
    return result.stdout;
  };
  expect(await run("plan", "call", "records.list")).toBe("records.list: 1 call, 1 credit\n");
  await run(...LIST);
  expect(await run("plan", "call", "records.list")).toBe("records.list: 1 call, 1 credit\n");
  stateCredits(emulator, 1_200);
  await run(...LIST);

  expect(await run("plan", "call", "records.list")).toBe(
    "records.list: 1 call, 1 credit\n\n1,200 credits left, as Zoho said less than a minute ago.\n",
  );
  const costly = ["plan", "import", "--rows", "100000", "--mode", "update", "--via", "calls"];
  expect(await run(...costly)).toContain(
    "\n1,200 credits left, as Zoho said less than a minute ago.\nThis needs 8,800 credits more. Credits come back",
  );
  const { creditsLeft } = JSON.parse(await run(...costly, "--json"));
  expect(creditsLeft).toMatchObject({ left: 1_200, suffices: false });
  expect(Math.abs(Date.now() - Date.parse(creditsLeft.at))).toBeLessThan(60_000);
  expect(JSON.parse(await run("plan", "pull", "--rows", "5", "--json")).creditsLeft.suffices).toBe(true);

  const folder = join(user.folder, ".cache", "zcrm", "limits");
  const names = await readdir(folder);
  expect(names).toHaveLength(1);
  const path = join(folder, names[0] ?? "");
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  // The commands gave all their slots back when they ended.
  expect(JSON.parse(await readFile(path, "utf8")).members).toEqual({});
  expect(path + (await readFile(path, "utf8"))).not.toMatch(
    new RegExp(`${emulator.clientId}|${emulator.refreshToken}`),
  );

  await writeFile(path, "{ not a state");
  expect(await run("plan", "call", "records.list")).toBe("records.list: 1 call, 1 credit\n");
});

test.each([
  [{ ZCRM_SHARED_LIMITS: "off" }],
  [{ HOME: "", XDG_CONFIG_HOME: tmpdir() }],
  [{ XDG_CACHE_HOME: "/proc/none" }],
])("with %j, commands have limits of their own, and work", async (environment) => {
  await using emulator = await startEmulator();
  await using user = await desk(emulator);
  const env = { ZCRM__refresh_token: emulator.refreshToken, ...environment };
  stateCredits(emulator, 5);
  expect(await user.run(LIST, env)).toMatchObject({ code: 0, stderr: "" });
  expect(await user.run(["plan", "call", "records.list"], env)).toMatchObject({
    code: 0,
    stdout: "records.list: 1 call, 1 credit\n",
    stderr: "",
  });
});
