/** The command in this process, against a server of a made-up organization. */
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import type { Field } from "../../../generated/models.js";
import { CommandError } from "../../../src/cli/command.js";
import { pull } from "../../../src/cli/pull/pull.js";
import type { Difference } from "../../../src/schema/index.js";
import type { Schema } from "../../../src/schema/schema.js";
import type { Organization } from "../../support/organization/organization.js";
import {
  NO_PERMISSION,
  SCOPE_MISMATCH,
  type ServedOrganization,
  type ServeOptions,
  serveOrganization,
} from "../../support/organization/serve.js";
import { smallOrganization } from "../../support/organization/small-organization.js";
import { failureOf } from "../../support/requests.js";
import { withFiles } from "../../support/scratch.js";

let printed: { stdout: string; stderr: string };

beforeEach(() => {
  printed = { stdout: "", stderr: "" };
  for (const [method, stream] of [
    ["log", "stdout"],
    ["error", "stderr"],
  ] as const) {
    vi.spyOn(console, method).mockImplementation((line) => {
      printed[stream] += `${line}\n`;
    });
  }
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** Serves an organization to commands of this process. */
async function served(organization: Organization, options?: ServeOptions): Promise<ServedOrganization> {
  const server = await serveOrganization(organization, options);
  onTestFinished(() => server[Symbol.asyncDispose]());
  for (const [name, value] of Object.entries(server.environment)) vi.stubEnv(name, value);
  return server;
}

/** Works in a folder, which is also the home folder and has these files. */
const inFolder = (files: Readonly<Record<string, unknown>>, work: (folder: string) => Promise<void>): Promise<void> =>
  withFiles(files, async (folder) => {
    for (const name of ["HOME", "XDG_CONFIG_HOME", "APPDATA"]) vi.stubEnv(name, folder);
    await work(join(folder, "zoho"));
  });

interface Outcome {
  readonly isSame: boolean;
  readonly differences: readonly Difference[];
  readonly stale: readonly string[];
  readonly written: readonly string[];
}

/** Runs the command with `--json`. @returns the exit code and what it printed */
async function run(out: string, ...args: readonly string[]): Promise<{ code: number; data: Outcome }> {
  printed.stdout = "";
  const code = await pull.run(["--out", out, "--json", ...args]);
  return { code, data: JSON.parse(printed.stdout) };
}

const schemaIn = async (out: string): Promise<Schema> => JSON.parse(await readFile(join(out, "schema.json"), "utf8"));

/** The organization after a change. */
function changed(
  change: (organization: { -readonly [K in keyof Organization]: Organization[K] }) => void,
): Organization {
  const copy = structuredClone(smallOrganization);
  change(copy);
  return copy;
}

/** Without one field of Leads, and with a shorter other one. */
const smaller = changed((organization) => {
  const without = (fields: readonly Field[]) =>
    fields
      .filter(({ api_name }) => api_name !== "Birthday")
      .map((field) => (field.api_name === "Email" ? { ...field, length: 50 } : field));
  const { Leads: fields = [] } = organization.fields;
  const { Leads: layouts = [] } = organization.layouts;
  organization.fields = { ...organization.fields, Leads: without(fields) };
  organization.layouts = {
    ...organization.layouts,
    Leads: layouts.map((layout) => ({
      ...layout,
      sections: layout.sections.map((section) => ({ ...section, fields: without(section.fields) })),
    })),
  };
});

/** The modules of tests that do not need all. */
const FEW = ["--modules", "Leads,Jobs"];

describe("a pull", () => {
  test("says what it costs, and what it read, wrote and left out", () =>
    inFolder({}, async (out) => {
      const server = await served(smallOrganization);
      expect(await pull.run(["--out", out])).toBe(0);
      const lines = printed.stdout.replaceAll(out, "OUT").trimEnd().split("\n");
      expect(lines).toEqual([
        `Reading 20 modules in ${server.calls.length} calls (${server.calls.length} API credits).`,
        "OUT: 19 modules, 158 fields, pulled under the profile Administrator",
        "22 files written, 0 unchanged, 0 removed",
        "Left out:",
        "  Converse_Desk, Feeds: not available in the API",
        "  Payroll: the user may not see it (NO_PERMISSION)",
        "Of a data type that this version of zcrm does not know, so their values are `unknown`:",
        "  Leads.Aura: aura",
        "  Leads.Hologram: hologram",
        "  Leads.Scent: scent",
      ]);
      // Standard error is not a terminal here.
      expect(printed.stderr).toBe("");
    }));

  test("again, writes nothing; after a change, says what changed", () =>
    inFolder({}, async (out) => {
      await served(smallOrganization, { shuffle: 1 });
      await run(out, ...FEW);
      expect((await run(out)).data).toMatchObject({ written: [], differences: [] });
      await served(smaller);
      expect((await run(out)).data.written).toEqual(["Leads.ts", "schema.json"]);
      await served(smallOrganization);
      await pull.run(["--out", out]);
      expect(printed.stdout).toMatch(/^Since the last pull, 2 differences, none of them breaking:\n {2}Leads\./m);
    }));

  test("of some modules leaves the others, which the next pull does not read either", () =>
    inFolder({}, async (out) => {
      let server = await served(smallOrganization);
      await run(out, "--modules", "Leads, Jobs", "--modules", "Deals");
      const { Jobs } = (await schemaIn(out)).modules;
      server = await served(smaller);
      await run(out, "--modules", "Leads");
      expect(server.calls).toHaveLength(5);
      const { modules, leftOut } = await schemaIn(out);
      expect(Object.keys(modules)).toEqual(["Deals", "Jobs", "Leads"]);
      expect(modules.Leads?.fields).not.toHaveProperty("Birthday");
      expect(modules.Jobs).toEqual(Jobs);
      expect(leftOut).toEqual({ "*": "only these modules were asked for" });

      await run(out);
      expect(server.calls).toHaveLength(5 + 11);
      expect(Object.keys((await schemaIn(out)).modules)).toEqual(["Deals", "Jobs", "Leads"]);

      await run(out, "--modules", "all");
      expect(Object.keys((await schemaIn(out)).modules)).toHaveLength(19);
    }));

  test("from a file needs neither token nor server, and gives the same files", () =>
    inFolder({}, async (out) => {
      await served(smallOrganization);
      await run(out);
      vi.unstubAllEnvs();
      expect((await run(`${out}2`, "--from", join(out, "schema.json"))).code).toBe(0);
      expect(await readdir(`${out}2`)).toEqual(await readdir(out));
      for (const name of ["schema.json", "Leads.ts"])
        expect(await readFile(join(`${out}2`, name), "utf8")).toBe(await readFile(join(out, name), "utf8"));
      await run(`${out}3`, "--from", join(out, "schema.json"), "--modules", "Deals");
      expect(Object.keys((await schemaIn(`${out}3`)).modules)).toEqual(["Deals"]);
    }));

  test.each([
    ["Standard", undefined, "warning: the fields that the profile Standard hides are missing"],
    ["Administrator", SCOPE_MISMATCH, "warning: the profile is unknown (the token lacks the scope ZohoCRM.users.READ"],
  ])("under the profile %s, warns of what it may lack", (profile, reply, warning) =>
    inFolder({}, async (out) => {
      await served({ ...smallOrganization, profile }, { reply: ({ path }) => (path === "users" ? reply : undefined) });
      await run(out, "--modules", "Jobs");
      expect(printed.stderr).toContain(warning);
    }),
  );
});

describe("--check", () => {
  test("is 0 if nothing differs, in whatever order Zoho responds, and writes nothing", () =>
    inFolder({}, async (out) => {
      await served(smallOrganization);
      await run(out, ...FEW);
      const before = await readFile(join(out, "schema.json"), "utf8");
      await served(smallOrganization, { shuffle: 3 });
      expect(await run(out, "--check")).toMatchObject({ code: 0, data: { isSame: true, differences: [], stale: [] } });
      expect(await readFile(join(out, "schema.json"), "utf8")).toBe(before);
      expect(await pull.run(["--out", out, "--check"])).toBe(0);
      expect(printed.stdout).toContain(
        `${out} is up to date: 2 modules, 58 fields, pulled under the profile Administrator`,
      );
    }));

  test("is 1 if the organization differs, in words, breaking changes first", () =>
    inFolder({}, async (out) => {
      await served(smallOrganization);
      await run(out, ...FEW);
      await served(smaller);
      const { code, data } = await run(out, "--check");
      expect(code).toBe(1);
      expect(data.differences.map(({ field, breaking }) => [field, breaking])).toEqual([
        ["Birthday", true],
        ["Email", true],
      ]);
      expect(await pull.run(["--out", out, "--check"])).toBe(1);
      expect(printed.stdout.trimEnd().split("\n").slice(-4)).toEqual([
        expect.stringMatching(/^ {2}breaking: Leads\.Birthday .* is gone$/),
        expect.stringMatching(/^ {2}breaking: Leads\.Email .* 50/),
        `${join(out, "schema.json")} differs from the organization: 2 differences, 2 of them breaking.`,
        `Run: npx zcrm pull --out ${out}`,
      ]);
      expect((await schemaIn(out)).modules.Leads?.fields).toHaveProperty("Birthday");
    }));

  test("is 1 if a type file is not that of the schema", () =>
    inFolder({}, async (out) => {
      await served(smallOrganization);
      await run(out, "--modules", "Jobs,Deals");
      await writeFile(join(out, "Jobs.ts"), (await readFile(join(out, "Jobs.ts"), "utf8")).replace("Name", "Nome"));
      expect(await run(out, "--check")).toMatchObject({ code: 1, data: { differences: [], stale: ["Jobs.ts"] } });
      await pull.run(["--out", out, "--check"]);
      const file = join(out, "schema.json");
      expect(printed.stdout).toMatch(`1 file in ${out} and schema.json do not match: Jobs.ts.`);
      expect(printed.stdout).toMatch(`Run: npx zcrm pull --out ${out} --from ${file}\n`);
    }));

  test("compares the modules that were pulled, and with --modules some of them", () =>
    inFolder({}, async (out) => {
      let server = await served(smallOrganization);
      await run(out, "--modules", "Leads,Jobs");
      server = await served(smaller);
      expect((await run(out, "--check")).code).toBe(1);
      expect(server.calls).toHaveLength(8);
      expect((await run(out, "--check", "--modules", "Jobs")).code).toBe(0);
      expect(await failureOf(run(out, "--check", "--modules", "Lead"))).toMatchObject({
        message: `${join(out, "schema.json")} has no module Lead; did you mean Leads?`,
      });
      // A module that is gone is a difference.
      await served(changed((one) => (one.modules = one.modules.filter(({ api_name }) => api_name !== "Jobs"))));
      expect((await run(out, "--check")).data.differences).toMatchObject([
        { kind: "module-gone", module: "Jobs", breaking: true },
      ]);
    }));

  test("with all modules, finds new ones, and those that the user may no longer see", () =>
    inFolder({}, async (out) => {
      await served(changed((one) => (one.modules = one.modules.filter(({ api_name }) => api_name !== "Jobs"))));
      await run(out);
      await served(smallOrganization, { reply: ({ module }) => (module === "Deals" ? NO_PERMISSION : undefined) });
      expect((await run(out, "--check")).data.differences).toMatchObject([
        { kind: "module-unavailable", module: "Deals", breaking: true },
        { kind: "module-new", module: "Jobs", breaking: false },
      ]);
    }));

  test("warns of another profile, which alone is not a difference", () =>
    inFolder({}, async (out) => {
      await served(smallOrganization);
      await run(out, "--modules", "Jobs");
      await served({ ...smallOrganization, profile: "Standard" });
      expect((await run(out, "--check")).code).toBe(0);
      expect(printed.stderr).toContain("schema.json was pulled under the profile Administrator, and the token has the");
    }));
});

describe("what cannot be done is exit code 2, with what to do", () => {
  test("the code of failures", () => expect(pull.failureCode).toBe(2));

  test("no token", () =>
    inFolder({}, async (out) => {
      await served(smallOrganization);
      vi.stubEnv("ZCRM__refresh_token", "");
      expect(await failureOf(run(out))).toMatchObject({
        message: expect.stringMatching(/has no tokens of .*run zcrm login/),
      });
    }));

  test("a missing scope: which one, for which call, and how to get it", () =>
    inFolder({}, async (out) => {
      await served(smallOrganization, {
        reply: ({ path }) => (path === "settings/layouts" ? SCOPE_MISMATCH : undefined),
      });
      const failure = await failureOf(run(out));
      expect(failure).toMatchObject({
        code: "OAUTH_SCOPE_MISMATCH",
        message: expect.stringMatching(
          /^layouts\.list .*it needs ZohoCRM\.settings\.layouts\.READ.*\(when reading the layouts of \w+\)\nzcrm pull needs .*ZohoCRM\.users\.READ for the profile: run zcrm login, .*zcrm login --scopes/,
        ),
      });
      expect(await readdir(join(out, ".."))).not.toContain("zoho");
    }));

  test.each([
    ["a module that the user may not see", "Payroll", /the module Payroll cannot be read: .*NO_PERMISSION/],
    ["an unknown module", "Lead", /the module Lead does not exist; did you mean Leads\?/],
  ])("%s", (_, modules, message) =>
    inFolder({}, async (out) => {
      await served(smallOrganization);
      expect(await failureOf(run(out, "--modules", modules))).toMatchObject({
        message: expect.stringMatching(message),
      });
      expect(await readdir(join(out, ".."))).not.toContain("zoho");
    }),
  );

  test("a response that does not make sense leaves the folder as it was", () =>
    inFolder({}, async (out) => {
      await served(smallOrganization);
      await run(out, ...FEW);
      const before = await readFile(join(out, "schema.json"), "utf8");
      await served(smaller, {
        reply: ({ path }) => (path === "settings/fields" ? { status: 200, body: "<html>Sorry</html>" } : undefined),
      });
      expect(await failureOf(run(out))).toMatchObject({ code: "UNREADABLE_ANSWER" });
      expect(await failureOf(run(out, "--check"))).toMatchObject({ code: "UNREADABLE_ANSWER" });
      expect(await readFile(join(out, "schema.json"), "utf8")).toBe(before);
    }));

  test("a folder that cannot be written, before a credit is spent", () =>
    inFolder({ file: "mine" }, async (out) => {
      const server = await served(smallOrganization);
      for (const place of ["../file", "../file/deep/zoho"])
        expect(await failureOf(run(join(out, place)))).toMatchObject({
          message: expect.stringMatching(/cannot be written: .*file is not a folder/),
        });
      expect(server.calls).toEqual([]);
    }));

  test("a file of another origin in the way, which stays; others do not matter", () =>
    inFolder({ "zoho/Notes.ts": "export const mine = 1;\n", "zoho/README.md": "Mine." }, async (out) => {
      await served(smallOrganization);
      const failure = await failureOf(run(out));
      expect(failure).toMatchObject({
        code: "FILE_IN_THE_WAY",
        message: expect.stringContaining(join(out, "Notes.ts")),
      });
      expect((await readdir(out)).toSorted()).toEqual(["Notes.ts", "README.md"]);
      await run(out, "--modules", "Jobs,Deals");
      expect(await readFile(join(out, "Notes.ts"), "utf8")).toBe("export const mine = 1;\n");
      expect(await readdir(out)).toEqual(expect.arrayContaining(["README.md", "Jobs.ts", "schema.json"]));
    }));

  test.each([
    ["that is not a schema", '{"name":"x"}', /is not a schema.*It is not overwritten: move it/],
    ["of a later format", '{"format":2,"modules":{}}', /format 2.*It is not overwritten/],
  ])("a schema.json %s, before a credit is spent", (_, text, message) =>
    inFolder({ "zoho/schema.json": text }, async (out) => {
      const server = await served(smallOrganization);
      expect(await failureOf(run(out))).toMatchObject({ message: expect.stringMatching(message) });
      expect(server.calls).toEqual([]);
      expect(await readFile(join(out, "schema.json"), "utf8")).toBe(text);
    }),
  );

  test("a schema.json with conflict markers, unless all of it is read anew", () =>
    inFolder({ "zoho/schema.json": '{\n  "format": 1,\n<<<<<<< HEAD\n' }, async (out) => {
      await served(smallOrganization);
      expect(await failureOf(run(out, "--modules", "Jobs"))).toMatchObject({
        message: expect.stringContaining("run zcrm pull without --modules"),
      });
      expect((await run(out)).code).toBe(0);
      expect((await run(out, "--check")).code).toBe(0);
    }));

  test("--from and --check with a file that is missing or not a schema", () =>
    inFolder({ "other.json": '{"a":1}', zoho2: "" }, async (out) => {
      await mkdir(out);
      expect(await failureOf(run(out, "--from", join(out, "../other.json")))).toMatchObject({ code: "INVALID_SCHEMA" });
      expect(await failureOf(run(out, "--from", out))).toMatchObject({ code: "SCHEMA_NOT_READ" });
      expect(await failureOf(run(out, "--check"))).toMatchObject({
        code: "SCHEMA_NOT_READ",
        message: expect.stringContaining("the file does not exist; zcrm pull writes it"),
      });
      expect(await readdir(out)).toEqual([]);
    }));

  test.each([
    [["--modules", " , "], "--modules is empty"],
    [["--modules", "all,Leads"], "--modules all excludes other names"],
    [["--out", ""], "--out is empty"],
  ])("%j", async (args, message) => {
    const failure = await failureOf(pull.run(args));
    expect(failure).toMatchObject({ name: "UsageError", message: expect.stringContaining(message) });
    expect(failure).not.toBeInstanceOf(CommandError);
  });
});
