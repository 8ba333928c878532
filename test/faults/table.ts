import { FAULTS } from "./faults.js";
import type { Matrix } from "./matrix/index.js";
import { STEPS } from "./steps.js";
import type { Verdict } from "./trial.js";

/** The matrix as Markdown: the number of cells of each pair that passed, why other pairs have none, and what failed. */
export function tableOf({ ruleFor }: Matrix, verdicts: readonly Verdict[]): string {
  const rules = new Map<string, number>();
  const mark = (rule: string): string => {
    if (!rules.has(rule)) rules.set(rule, rules.size + 1);
    return `- (${rules.get(rule)})`;
  };
  const rows = FAULTS.map((fault) => {
    const columns = STEPS.map((step) => {
      const of = verdicts.filter(({ cell }) => cell.step === step && cell.fault === fault);
      const rule = ruleFor(step, fault);
      if (of.length === 0) return rule === undefined ? "" : mark(rule);
      const passed = of.filter(({ problems }) => problems.length === 0).length;
      return passed === of.length ? `${passed}` : `**${passed} of ${of.length}**`;
    });
    return `| ${fault} | ${columns.join(" | ")} |`;
  });
  const failed = verdicts.filter(({ problems }) => problems.length > 0);
  const pairs = new Set(verdicts.map(({ cell }) => `${cell.step} ${cell.fault}`)).size;
  return [
    "# Faults",
    "",
    `${verdicts.length} cells in ${pairs} of ${STEPS.length * FAULTS.length} pairs: ${verdicts.length - failed.length} passed, ${failed.length} failed.`,
    "Each number counts the cells that passed: the same fault with different calls and connections.",
    "",
    `| | ${STEPS.join(" | ")} |`,
    `|---|${STEPS.map(() => "---|").join("")}`,
    ...rows,
    "",
    ...[...rules].map(([rule, number]) => `(${number}) ${rule}  `),
    ...failed.flatMap(({ name, problems }) => [
      "",
      `- ${name}`,
      ...problems.map((problem) => `  - ${firstLine(problem)}`),
    ]),
    "",
  ].join("\n");
}

const firstLine = (text: string): string => text.split("\n", 1)[0] ?? "";
