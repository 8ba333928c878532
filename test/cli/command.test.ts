import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { command, UsageError } from "../../src/cli/command.js";
import type { Context } from "../../src/cli/definition.js";
import { helpOf } from "../../src/cli/help.js";

let stdout: string[] = [];
let stderr: string[] = [];
beforeEach(() => {
  [stdout, stderr] = [[], []];
  vi.spyOn(console, "log").mockImplementation((line) => void stdout.push(line));
  vi.spyOn(console, "error").mockImplementation((line) => void stderr.push(line));
});
afterEach(() => vi.restoreAllMocks());

const DEFINITION = {
  usage: ["[THING] [OPTIONS]"],
  about: ["Counts things."],
  options: {
    kind: { type: "string", multiple: true, value: "NAME", help: "a kind of things to count; may be repeated" },
    deep: { type: "boolean", help: "also count what is inside" },
  },
  json: "{ count }",
  exitCodes: { 0: "success", 1: "nothing to count" },
} as const;

const counting = (run: (given: { kind?: readonly string[] | undefined }, context: Context) => void = () => undefined) =>
  command({
    ...DEFINITION,
    async run(given, context) {
      run(given, context);
      const data = { kind: given.kind, deep: given.deep, words: context.words, rest: context.rest };
      return { text: "3 things", data, exitCode: 1 };
    },
  });

test("the result is printed for people, and its exit code is the program's", async () => {
  expect(await counting().run([])).toBe(1);
  expect([stdout, stderr]).toEqual([["3 things"], []]);
});

test("--json prints the result for programs, and nothing else on stdout", async () => {
  const run = counting((_, { report, warn }) => {
    report("counting");
    warn("slow");
  });
  await run.run(["a", "--kind", "x", "--kind", "y", "--deep", "--json", "--", "--other"]);
  expect(JSON.parse(stdout.join("\n"))).toEqual({ kind: ["x", "y"], deep: true, words: ["a"], rest: ["--other"] });
  expect(stderr).toEqual(["counting", "slow"]);
});

test("without --json, what is meanwhile to know is on stdout, and problems are on stderr", async () => {
  await counting((_, { report, warn }) => {
    report("counting");
    warn("slow");
  }).run([]);
  expect([stdout, stderr]).toEqual([["counting", "3 things"], ["slow"]]);
});

test.each([
  [["--kin", "x"], "unknown option --kin; did you mean --kind?"],
  [["--color"], "unknown option --color"],
  [["--kind"], "argument missing"],
  [["-x"], "Unknown option '-x'"],
])("%j is wrong usage", async (args, message) => {
  const failure = await counting()
    .run(args)
    .catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(UsageError);
  expect((failure as Error).message).toContain(message);
  expect((failure as Error).message.includes("did you mean")).toBe(message.includes("did you mean"));
});

test("a command without arguments takes none, before or after --", async () => {
  const { usage: _, ...none } = DEFINITION;
  const bare = command({ ...none, run: async () => 0 });
  for (const args of [["x"], ["--", "x"]]) await expect(bare.run(args)).rejects.toThrowError("Unexpected argument 'x'");
});

test("the help describes the options in the width of the terminal", () => {
  const definition = { ...DEFINITION, run: async () => 0 };
  expect(helpOf("count", definition, 60)).toBe(`Usage: zcrm count [THING] [OPTIONS]

Counts things.

  --kind NAME  a kind of things to count; may be repeated
  --deep       also count what is inside

Exit codes: 0 success, 1 nothing to count, 2 wrong usage.`);
  expect(helpOf("count", definition, 40)).toContain(`
  --kind NAME
      a kind of things to count; may be
      repeated
`);
});
