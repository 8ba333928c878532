import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { type Completable, type Shell, scriptFor } from "../../../src/cli/completion/scripts.js";

const option = { type: "string", help: "it's [one] of: many" } as const;
const json = { type: "boolean", help: "print JSON" } as const;
const COMMANDS: Readonly<Record<string, Completable>> = {
  paint: {
    summary: "paint: a picture",
    words: ["now"],
    options: {
      color: { ...option, value: "NAME", words: ["red", "green", "grey"] },
      from: { ...option, value: "FILE" },
      "dry-run": { type: "boolean", help: "only look" },
      json,
    },
  },
  print: { summary: "print", words: [], options: { json } },
};

/** What bash offers for the last word. */
function offered(...words: readonly string[]): string[] {
  const script = `${scriptFor("bash", COMMANDS)}
COMP_WORDS=(${["zcrm", ...words].map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length}; _zcrm
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync("bash", ["-c", script], { encoding: "utf8" });
  expect(stderr).toBe("");
  return stdout.split("\n").filter(Boolean);
}

test.each([
  [["p"], ["paint", "print"]],
  [["h"], ["help"]],
  [["--v"], ["--version"]],
  [
    ["paint", "--"],
    ["--color", "--from", "--dry-run", "--json"],
  ],
  [["paint", "n"], ["now"]],
  [
    ["paint", "--color", "g"],
    ["green", "grey"],
  ],
  [["paint", "--dry-run", "--c"], ["--color"]],
  [["print", "--"], ["--json"]],
  [["help", "pa"], ["paint"]],
])("bash completes %j", (words, want) => {
  expect(offered(...words)).toEqual(want);
});

test("bash completes values that are paths", () => {
  expect(offered("paint", "--from", "package.j")).toEqual(["package.json"]);
});

const hasShell = (shell: string) => spawnSync(shell, ["-c", "exit"]).status === 0;

test.each<Shell>(["bash", "zsh", "fish"])("%s can read its script", (shell) => {
  const script = scriptFor(shell, COMMANDS);
  for (const word of ["paint", "color", "dry-run", "green"]) expect(script).toContain(word);
  // Quotes in descriptions end no string, in any shell: all of them quote alike.
  const lines = script.split("\n").filter((line) => line.includes("one"));
  expect(shell === "bash" ? [] : lines.map((line) => line.includes(`it'"'"'s`))).not.toContain(false);
  if (hasShell(shell)) expect(spawnSync(shell, ["-n", "-c", script], { encoding: "utf8" }).stderr).toBe("");
});
