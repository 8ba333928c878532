/** The workflow files: they are valid, run what exists, and may do only what they need. */
import { access, readdir, readFile } from "node:fs/promises";
import { parseYaml } from "@redocly/openapi-core";
import { describe, expect, test } from "vitest";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly "runs-on"?: string;
  readonly "timeout-minutes"?: number;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly needs?: string | readonly string[];
  readonly environment?: string;
  readonly steps?: readonly Step[];
}

interface Workflow {
  readonly name?: string;
  readonly on?: Readonly<Record<string, unknown>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs?: Readonly<Record<string, Job>>;
}

/** Who may do more than read the repository, and what. Nobody else may. */
const MAY_WRITE: Readonly<Record<string, readonly string[]>> = {
  "docs.yml publish": ["pages", "id-token"],
  "release.yml publish": ["id-token"],
  "release.yml announce": ["contents"],
};

const FOLDER = ".github/workflows";
const texts = new Map(
  await Promise.all(
    (await readdir(FOLDER)).map(async (name) => [name, await readFile(`${FOLDER}/${name}`, "utf8")] as const),
  ),
);
const { scripts } = JSON.parse(await readFile("package.json", "utf8")) as { scripts: Readonly<Record<string, string>> };

const parsed = (text: string) => parseYaml(text) as Workflow;
const jobsOf = (text: string) => Object.entries(parsed(text).jobs ?? {});
const stepsOf = (text: string) => jobsOf(text).flatMap(([, { steps = [] }]) => steps);
const commandsOf = (text: string) => stepsOf(text).flatMap(({ run }) => run ?? []);

test("there are workflows for changes and for releases", () => {
  expect([...texts.keys()]).toEqual(expect.arrayContaining(["ci.yml", "release.yml"]));
});

describe.each([...texts])("%s", (name, text) => {
  test("has a name, events, and jobs with a time limit", () => {
    const { name: title, on } = parsed(text);
    expect(title).toBeTypeOf("string");
    expect(Object.keys(on ?? {})).not.toEqual([]);
    expect(jobsOf(text).length).toBeGreaterThan(0);
    for (const [job, { steps, ...rest }] of jobsOf(text)) {
      expect({ job, ...rest }).toMatchObject({ "runs-on": expect.any(String), "timeout-minutes": expect.any(Number) });
      for (const step of steps ?? [])
        expect([typeof step.uses, typeof step.run].toSorted()).toEqual(["string", "undefined"]);
    }
  });

  test("runs scripts and files that exist", async () => {
    const commands = commandsOf(text).join("\n");
    const ran = [...commands.matchAll(/\bnpm run (?:--silent )?([\w:-]+)/g)].map(([, script = ""]) => script);
    expect(ran.filter((script) => !(script in scripts))).toEqual([]);
    for (const [file] of commands.matchAll(/(?<![\w/])\.ci\/[\w./-]+/g)) await access(file);
    expect(commands).toMatch(/\bnpm run|\.ci\//);
  });

  test("uses actions by their version, and no secret", () => {
    const actions = stepsOf(text).flatMap(({ uses }) => uses ?? []);
    expect(actions.filter((action) => !/^[\w-]+\/[\w/-]+@(v\d+(\.\d+)*|[0-9a-f]{40})$/.test(action))).toEqual([]);
    expect(text).not.toMatch(/\bsecrets\b/);
  });

  test("may do only what it needs", () => {
    const { permissions } = parsed(text);
    expect(permissions).toBeTypeOf("object");
    for (const [job, { permissions: own = permissions ?? {} }] of jobsOf(text)) {
      const granted = Object.entries(own).filter(([, access]) => access !== "read");
      expect(granted.map(([scope]) => scope)).toEqual(MAY_WRITE[`${name} ${job}`] ?? []);
    }
  });

  test("puts no text of an event into a command", () => {
    expect(commandsOf(text).filter((command) => command.includes("${{"))).toEqual([]);
  });
});

describe("a release", () => {
  const text = texts.get("release.yml") ?? "";
  const jobs = Object.fromEntries(jobsOf(text));
  const commandsIn = (job: string) => (jobs[job]?.steps ?? []).flatMap(({ run }) => run ?? []);

  test("begins with a tag of a version, and nothing else", () => {
    expect(parsed(text).on).toEqual({ push: { tags: ["v*"] } });
  });

  test("is published only after it has been checked, packed and reproduced", () => {
    expect(jobs.publish?.needs).toEqual(["check", "pack"]);
    expect(jobs.announce?.needs).toBe("publish");
    expect(commandsIn("check").some((command) => command.includes("npm run check"))).toBe(true);
    const packing = commandsIn("pack");
    const at = (part: string) => packing.findIndex((command) => command.includes(part));
    expect(at("--check-tag")).toBeGreaterThan(-1);
    expect(at("npm pack")).toBeGreaterThan(at("--check-tag"));
    expect(at("reproduce -- --against")).toBeGreaterThan(at("npm pack"));
  });

  test("publishes the packed tarball with its provenance, and runs nothing else beside the registry's identity", () => {
    expect(commandsIn("publish")).toEqual(["npm publish --provenance --access public ./release/*.tgz"]);
    expect((jobs.publish?.steps ?? []).flatMap(({ uses }) => uses ?? [])).not.toContain("actions/checkout@v4");
  });

  test("installs without running scripts of packages", () => {
    const installs = commandsOf(text).filter((command) => command.includes("npm install"));
    expect(installs.length).toBeGreaterThan(0);
    expect(installs.filter((command) => !command.includes("--ignore-scripts"))).toEqual([]);
  });
});
