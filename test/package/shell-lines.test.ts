/**
 * Every command line of the documents works. Those of `zcrm` and `node` run with the installed package against an
 * emulator, one after another in one project, as a reader goes on. What cannot run here is listed with the reason, and
 * with what is checked instead.
 */
import { execFile, spawn } from "node:child_process";
import { access, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { parseYaml } from "@redocly/openapi-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../src/emulator/index.js";
import { blocks, documents } from "../support/package/documents.js";
import { addNodeTypes, packedPackage, type ScratchProject } from "../support/package/packed-package.js";

const run = promisify(execFile);

/** A line of a shell without its comment, and the documents that have it. */
interface Line {
  readonly where: string;
  readonly command: string;
}

const linesOf = (text: string): readonly string[] =>
  text
    .split("\n")
    .map((line) => line.replace(/(^|\s+)#.*$/, "").trim())
    .flatMap((line) => line.split(" && "))
    .filter((line) => line !== "");

/** The steps of a workflow that run a command. */
const stepsOf = (workflow: string): readonly string[] =>
  [...workflow.matchAll(/^\s+- run: (.*)$/gm)].map(([, line = ""]) => line);

const found = blocks.flatMap(({ document, language, code }) => {
  const commands = language === "sh" ? linesOf(code) : language === "yaml" ? stepsOf(code) : [];
  return commands.map((command) => ({ document, command }));
});

/** Each line once, in the order of the documents, of which a reader begins with the README. */
const lines: readonly Line[] = [...new Set(found.map(({ command }) => command))].map((command) => {
  const documents = found.filter((line) => line.command === command).map(({ document }) => document);
  return { where: [...new Set(documents)].join(", "), command };
});

/** A kind of lines, and what is checked of them. The first kind that fits a line counts. */
interface Kind {
  readonly name: string;
  readonly fits: RegExp;
  /** Why it does not run. Without a reason, it runs. */
  readonly reason?: string;
  readonly check: (command: string) => Promise<void>;
}

let scratch: ScratchProject;
let emulator: Emulator;
let environment: NodeJS.ProcessEnv;

const KINDS: readonly Kind[] = [
  {
    name: "a setting",
    fits: /^export /,
    reason: "its values are the reader's own",
    check: async (command) => {
      const names = [...command.matchAll(/(\w+)=/g)].map(([, name = ""]) => name);
      // Those of PostgreSQL are not ours.
      const own = names.filter((name) => !name.startsWith("PG"));
      for (const name of own) expect(documents.get("docs/configuration.md")).toContain(`\`${name}\``);
    },
  },
  {
    name: "a command that waits for a person, or needs a database of the reader's",
    fits: /^npx zcrm (login|store init)\b/,
    reason: "`test/browser/login.test.ts` and `test/cli/tokens/store-init.test.ts` run them",
    check: async (command) => {
      const [name = ""] = /^(login|store init)/.exec(command.replace("npx zcrm ", "")) ?? [];
      const { stdout } = await zcrm(...name.split(" "), "--help");
      for (const [option] of command.matchAll(/--[\w-]+/g)) expect(stdout).toContain(option);
    },
  },
  {
    name: "a command that goes on after a stop",
    fits: /^npx zcrm export .*--resume$/,
    reason: "nothing was stopped; `test/cli/export` stops exports",
    check: async (command) => {
      await expect(runInProject(command)).rejects.toThrow("nothing to resume");
    },
  },
  { name: "an emulator for one command", fits: /^npx zcrm emulator exec\b/, check: runInProject },
  {
    name: "an emulator",
    fits: /^npx zcrm emulator\b/,
    check: async (command) => {
      await runUntilStopped(`${command} --port 0`, /http:\/\/127\.0\.0\.1:\d+/, async (address) => {
        expect((await fetch(`${address}/oauth/serverinfo`)).status).toBe(200);
      });
    },
  },
  {
    name: "a receiver of notifications",
    fits: /^npx zcrm listen\b/,
    check: async (command) => {
      await runUntilStopped(command, /Listening at .* for Leads\.all\./, async () => {});
    },
  },
  { name: "a command of the package", fits: /^(npx zcrm|\w+=\S+ node|node|sort) /, check: runInProject },
  {
    name: "an installation",
    fits: /^npm (install|ci)\b/,
    reason: "the project has the packages, and a test downloads nothing",
    check: async (command) => {
      const { name, devDependencies } = await manifest();
      const [, ...words] = command.replace(/=".*"$/, "").split(" ");
      const packages = words.slice(1).filter((word) => !word.startsWith("-"));
      for (const wanted of packages) expect([name, ...Object.keys(devDependencies)]).toContain(wanted);
    },
  },
  {
    name: "a script of the repository",
    fits: /^npm (run [\w:]+|test)\b/,
    reason: "it runs for minutes, or runs this test",
    check: async (command) => {
      const [, script = ""] = /^npm (?:run )?([\w:]+)/.exec(command) ?? [];
      expect(Object.keys((await manifest()).scripts)).toContain(script);
    },
  },
  {
    name: "a run of some tests",
    fits: /^npx vitest /,
    reason: "the tests run anyway",
    check: async (command) => {
      for (const [path] of command.matchAll(/\btest\/\S+/g)) await access(path);
    },
  },
  {
    name: "a look at a release",
    fits: /^(git clone|cd zcrm|npm pack|npm audit signatures)\b/,
    reason: "it needs a release and the registry; `test/codegen/build/release` compares releases",
    check: async () => {},
  },
];

async function manifest() {
  return JSON.parse(await readFile("package.json", "utf8")) as {
    name: string;
    scripts: Record<string, string>;
    devDependencies: Record<string, string>;
  };
}

beforeAll(async () => {
  scratch = await packedPackage();
  await addNodeTypes(scratch);
  for (const name of ["ts-morph", "typescript", "openapi-typescript", "@redocly"])
    await symlink(resolve("node_modules", name), join(scratch.folder, "node_modules", name));
  emulator = await startEmulator({
    seed: { Leads: [{ Last_Name: "Doe", Company: "Acme", Email: "doe@example.com" }] },
  });
  environment = {
    PATH: [join(scratch.folder, "node_modules/.bin"), process.env.PATH].join(":"),
    HOME: scratch.folder,
    XDG_CACHE_HOME: join(scratch.folder, "cache"),
    ZCRM_CLIENT_ID: emulator.clientId,
    ZCRM_CLIENT_SECRET: emulator.clientSecret,
    ZCRM_REFRESH_TOKEN: emulator.refreshToken,
    ZCRM_API_URL: emulator.apiUrl,
    ZCRM_ACCOUNTS_URL: emulator.accountsUrl,
    // What old programs need besides.
    ZCRM_REDIRECT_URL: "http://localhost",
    ZCRM__mysql_module: "local",
  };
  await writeReadersFiles();
});
afterAll(async () => {
  await emulator?.close();
  await scratch?.remove();
});

/** The files that a document shows under their names, and those that it leaves to its reader. */
async function writeReadersFiles(): Promise<void> {
  const named = blocks.flatMap(({ code }) => {
    const [, name] = /^(?:#|\/\/) (\S+\.(?:ya?ml|json|mjs))\n/.exec(code) ?? [];
    return name === undefined ? [] : [[name, code] as const];
  });
  const old = blocks.find(({ language, code }) => language === "js" && code.includes("ZCRMRestClient"));
  const app = old?.code ?? "";
  const files = new Map([...named, ["seed.json", '{ "Leads": [{ "Last_Name": "Doe" }] }'], ["app.js", app]]);
  for (const [name, text] of files) {
    await mkdir(dirname(join(scratch.folder, name)), { recursive: true });
    await writeFile(join(scratch.folder, name), text);
  }
}

const zcrm = (...args: readonly string[]) => run("zcrm", args, { cwd: scratch.folder, env: environment });

/** Runs a line as it stands, but for `npx`, which would only look for the command. */
async function runInProject(command: string): Promise<void> {
  // Each command asks for a token, and Zoho issues ten in ten minutes.
  emulator.advance("2m");
  const line = command.replace(/^npx /, "");
  await run("sh", ["-c", line], { cwd: scratch.folder, env: environment });
}

/**
 * Runs a line that would run until somebody stops it.
 * @param pattern What it prints once it is ready
 * @param use Uses it, with what matched
 */
async function runUntilStopped(command: string, pattern: RegExp, use: (printed: string) => Promise<void>) {
  emulator.advance("2m");
  const [, ...args] = command.replace(/^npx /, "").split(" ");
  const started = spawn("zcrm", args, { cwd: scratch.folder, env: environment });
  const ended = new Promise<number | null>((done) => started.once("exit", done));
  const ready = new Promise<string>((done, fail) => {
    let output = "";
    const read = (data: Buffer): void => {
      output += data;
      const [found] = pattern.exec(output) ?? [];
      if (found !== undefined) done(found);
    };
    started.stdout.on("data", read);
    started.stderr.on("data", read);
    ended.then(() => fail(new Error(`it ended: ${output}`)));
  });
  await ready.then(use).finally(() => started.kill("SIGINT"));
  expect(await ended).toBe(0);
}

describe(`a command line works: ${found.length} shell lines`, () => {
  test.each(lines)("$where: $command", async ({ command }) => {
    const kind = KINDS.find(({ fits }) => fits.test(command));
    if (kind === undefined) throw new Error("no kind of lines fits: add one, with what to check or why it cannot run");
    await kind.check(command);
  });
});

test.each(KINDS)("the documents have lines of the kind: $name", ({ fits }) => {
  expect(lines.some(({ command }) => fits.test(command))).toBe(true);
});

test("YAML and JSON in the documents is valid", () => {
  const data = blocks.filter(({ language }) => ["yaml", "json"].includes(language));
  expect(data.length).toBeGreaterThan(0);
  for (const { language, code } of data)
    expect(language === "json" ? JSON.parse(code) : parseYaml(code)).toBeTypeOf("object");
});
