/** The examples in the helps of `zcrm call`, `zcrm plan` and `zcrm explain` run as they are. */
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { call } from "../../../src/cli/call/call.js";
import type { Command } from "../../../src/cli/command.js";
import { explain } from "../../../src/cli/explain/explain.js";
import { plan } from "../../../src/cli/plan/plan.js";
import { type Emulator, startEmulator } from "../../../src/emulator/index.js";
import { withFiles } from "../../support/scratch.js";

const COMMANDS: Readonly<Record<string, Command>> = { call, plan, explain };

/** The command lines of a help. */
const examplesIn = (name: string, command: Command): string[] =>
  [...command.help(name).matchAll(/^ {2}(zcrm .*)$/gm)].flatMap(([, line = ""]) => line);

let emulator: Emulator;
let printed = "";
beforeAll(async () => {
  emulator = await startEmulator({ seed: { Leads: [{ Last_Name: "Sample" }] } });
});
afterAll(() => emulator.close());
beforeEach(() => {
  printed = "";
  vi.spyOn(console, "log").mockImplementation((line) => {
    printed += line;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

for (const [name, command] of Object.entries(COMMANDS)) {
  test(`zcrm ${name} has examples`, () => {
    expect(examplesIn(name, command).length).toBeGreaterThan(2);
  });

  test.each(examplesIn(name, command))("%s", (line) =>
    withFiles({ "leads.json": { data: [{ Last_Name: "Doe" }, { Last_Name: "Roe" }] } }, async (folder) => {
      const { clientId, clientSecret, refreshToken, accountsUrl, apiUrl } = emulator;
      for (const [variable, value] of Object.entries({
        ...{ HOME: folder, XDG_CONFIG_HOME: folder, ZCRM_TOKEN_CACHE: "off" },
        ...{ ZCRM__client_id: clientId, ZCRM__client_secret: clientSecret, ZCRM__refresh_token: refreshToken },
        ...{ ZCRM__iamurl: accountsUrl, ZCRM__base_url: apiUrl },
      }))
        vi.stubEnv(variable, value);
      const [, first = "", ...words] = line.split(" ");
      const args = words.map((word) => (word === "leads.json" ? join(folder, word) : word));
      expect(first).toBe(name);
      if (args.includes("--help")) printed = command.help(name, args);
      else expect(await command.run(args)).toBe(0);
      expect(printed).not.toBe("");
    }),
  );
}
