import { afterEach, expect, test, vi } from "vitest";
import { columnsOf, heading, print, printJson, printProblem, wrapped } from "../../src/cli/output.js";
import { rememberSecrets } from "../../src/core/errors/secrets.js";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** What is printed on either stream. */
function printed(work: () => void): string {
  const lines: string[] = [];
  for (const stream of ["log", "error"] as const)
    vi.spyOn(console, stream).mockImplementation((line) => void lines.push(line));
  work();
  return lines.join("\n");
}

const HOSTILE = "Ada \u001b[31mRED\u009b0m\u001b]0;title\u0007\u202e\u007f\nnext";

test("text keeps its lines, and nothing steers the terminal", () => {
  expect(printed(() => print(`  ${HOSTILE}`))).toBe("  Ada RED \nnext");
  expect(printed(() => printProblem(HOSTILE))).toBe("Ada RED \nnext");
});

test("JSON contains every character, escaped where a terminal would obey it", () => {
  const json = printed(() => printJson({ name: HOSTILE }));
  expect(json).toMatch(/^[\n -~]+$/);
  expect(JSON.parse(json)).toEqual({ name: HOSTILE });
});

test("secrets are removed from text, problems and JSON, unless a command exists to show them", () => {
  const secret = "s3cret-of-the-output-test";
  rememberSecrets(secret);
  const outputs = [
    () => print(secret),
    () => printProblem(secret),
    () => printJson({ [secret]: encodeURIComponent(secret) }),
  ];
  for (const output of outputs) {
    expect(printed(output)).toContain("[removed]");
    expect(printed(output)).not.toContain(secret);
  }
  expect(printed(() => print(secret, true))).toBe(secret);
  expect(printed(() => printJson({ secret }, true))).toContain(secret);
});

test.each([
  ["one two three", 7, "one two\nthree"],
  ["  one two three", 9, "  one two\n  three"],
  ["https://example.com/a/long/address is whole", 12, "https://example.com/a/long/address\nis whole"],
  ["short", 80, "short"],
  ["one two\nthree four", 8, "one two\nthree\nfour"],
  ["to a file: one two three", undefined, "to a file: one two three"],
])("%j in %s columns", (text, columns, want) => {
  expect(wrapped(text, columns)).toBe(want);
});

const stream = (isTTY: boolean) => ({ isTTY, columns: 60 }) as NodeJS.WriteStream;

test("headings are bold on a terminal that can show it, and plain elsewhere", () => {
  for (const [terminal, env, want] of [
    [true, { NO_COLOR: "", TERM: "xterm" }, "\u001b[1mUsage:\u001b[0m"],
    [true, { NO_COLOR: "1", TERM: "xterm" }, "Usage:"],
    [true, { NO_COLOR: "", TERM: "dumb" }, "Usage:"],
    [false, { NO_COLOR: "", TERM: "xterm" }, "Usage:"],
  ] as const) {
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    expect(heading("Usage:", stream(terminal))).toBe(want);
  }
});

test("lines are as long as the terminal, and of any length elsewhere", () => {
  vi.stubEnv("COLUMNS", "");
  expect([columnsOf(stream(true)), columnsOf(stream(false))]).toEqual([60, undefined]);
  vi.stubEnv("COLUMNS", "40");
  expect(columnsOf(stream(true))).toBe(40);
});
