import { afterEach, expect, test, vi } from "vitest";
import { ProgressLine } from "../../../src/cli/pull/progress.js";
import { linesOf, withoutLine } from "../../support/terminal.js";

afterEach(() => {
  vi.unstubAllEnvs();
});

/** What is written to a stream while modules are read. */
function shown(isTTY: boolean, columns: number, module = "Leads"): string {
  vi.stubEnv("COLUMNS", "");
  let text = "";
  const write = (chunk: string) => {
    text += chunk;
    return true;
  };
  const line = new ProgressLine({ isTTY, columns, write } as NodeJS.WriteStream);
  line.showPull({ done: 0, total: 2, credits: 8 });
  line.showPull({ done: 1, total: 2, module, credits: 8 });
  line.clear();
  line.clear();
  return text;
}

test("a terminal shows one line, which is replaced and removed", () => {
  vi.stubEnv("TERM", "xterm");
  const text = shown(true, 80);
  expect([...new Set(linesOf(text))]).toEqual(["0 of 2 modules", "1 of 2 modules: Leads"]);
  expect(text.endsWith("\u001b[1G\u001b[2K")).toBe(true);
});

test("the line is never as long as the terminal is wide, where it would break", () => {
  vi.stubEnv("TERM", "xterm");
  expect([...new Set(linesOf(shown(true, 10)))]).toEqual(["0 of 2 mo", "1 of 2 mo"]);
  expect(linesOf(shown(true, 1))).toEqual([]);
});

test("nothing steers the terminal but the line itself, and nothing is colored", () => {
  vi.stubEnv("TERM", "xterm");
  const text = withoutLine(shown(true, 80, "Le\u001b[31mads\n\r"));
  expect(text).toMatch(/^[\r -~]*$/);
  expect(text).toContain("1 of 2 modules: Leads");
});

test("a pipe, and a terminal that cannot replace lines, show nothing", () => {
  expect(shown(false, 80)).toBe("");
  vi.stubEnv("TERM", "dumb");
  expect(shown(true, 80)).toBe("");
});
