/** Every operation of the description can be called by the command that its help shows, against the emulator. */
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { call } from "../../../src/cli/call/call.js";
import { exampleArguments } from "../../../src/cli/call/describe.js";
import { operations } from "../../../src/cli/description/operations.js";
import type { Emulator, Snapshot } from "../../../src/emulator/index.js";
import { createClient } from "../../../src/index.js";
import type { Caller } from "../../emulator/support/caller.js";
import { exampleOf, placeOf, places } from "../../emulator/support/described.js";
import {
  callersOf,
  ExampleWorld,
  FILES,
  isObject,
  startExampleEmulator,
} from "../../emulator/support/example-world.js";

let folder: string;
let emulator: Emulator;
let callers: ReadonlyMap<string, Caller>;
let start: Snapshot;
let stdout = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "zcrm-call-"));
  for (const file of Object.values(FILES)) await writeFile(join(folder, file.name), file.stream());
  emulator = await startExampleEmulator();
  callers = await callersOf(emulator);
  start = emulator.snapshot();
});
afterAll(async () => {
  await emulator.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  stdout = "";
  vi.spyOn(console, "log").mockImplementation((line) => {
    stdout += `${line}\n`;
  });
  const { clientId, clientSecret, refreshToken, accountsUrl, apiUrl } = emulator;
  const settings = { clientId, clientSecret, refreshToken };
  vi.stubEnv("HOME", folder);
  vi.stubEnv("XDG_CONFIG_HOME", folder);
  vi.stubEnv("ZCRM_TOKEN_CACHE", "off");
  for (const [name, value] of Object.entries({
    ZCRM__client_id: settings.clientId,
    ZCRM__client_secret: settings.clientSecret,
    ZCRM__refresh_token: settings.refreshToken,
    ZCRM__iamurl: accountsUrl,
    ZCRM__base_url: apiUrl,
  }))
    vi.stubEnv(name, value);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** The status of each row of a response. */
function rowStatuses(response: unknown): unknown[] {
  const rows = isObject(response) ? Object.values(response).filter(Array.isArray).flat() : [];
  return rows.filter(isObject).flatMap(({ status }) => (typeof status === "string" ? [status] : []));
}

test("the names are those of the client, and all operations of the description have one", async () => {
  await using crm = createClient({ clientId: "i", clientSecret: "s", refreshToken: "r" });
  for (const { group, method, name } of operations())
    expect(Reflect.get(Object(Reflect.get(crm, group)), method), name).toBeTypeOf("function");
  expect(operations().map(({ id }) => id)).toEqual(places.map(({ operation }) => operation));
  expect(new Set(operations().map(({ name }) => name)).size).toBe(places.length);
});

for (const operation of operations()) {
  test(`zcrm call ${operation.name}`, async () => {
    const described = exampleOf(placeOf(operation.id));
    emulator.restore(start);
    const world = new ExampleWorld(emulator, callers);
    await world.prepare(operation.id);
    const body = join(folder, "body.json");
    if (operation.body?.kind === "object") await writeFile(body, world.named(JSON.stringify(operation.body.example)));
    const args = exampleArguments(operation).map((word) =>
      Object.values(FILES).reduce(
        (done, { name }) => done.replace(`=${name}`, `=${join(folder, name)}`),
        word === "body.json" ? body : world.named(word),
      ),
    );
    const out = operation.isDownload ? ["--out", join(folder, "download")] : [];

    expect(await call.run([...args, ...out])).toBe(0);

    expect(emulator.requests.at(-1)).toMatchObject({ operation: operation.id, status: described.status });
    if (operation.isDownload) expect((await stat(join(folder, "download"))).size).toBeGreaterThan(0);
    else if (operation.id !== "authorize") {
      const printed: unknown = JSON.parse(stdout);
      if (described.status !== 204) expect(printed).not.toBeNull();
      expect(new Set(rowStatuses(printed))).toEqual(new Set(rowStatuses(described.answer)));
    }
    if (out.length > 0) expect(await readFile(join(folder, "download"))).toBeDefined();
  });
}
