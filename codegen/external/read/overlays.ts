import { basename, resolve } from "node:path";
import { DescriptionError, type Problem } from "../../problem.js";
import { shownPath } from "../paths.js";
import type { Warning } from "../warning.js";
import { applyOverlay, extendsOf } from "./overlay.js";
import { parse } from "./parse.js";
import type { Joined } from "./read.js";

/**
 * Applies the overlay in a file.
 * @param spec The description that it is applied to.
 * @throws DescriptionError with the place of each mistake in the file.
 */
export async function overlayFrom(
  file: string,
  spec: string,
  { document, origins, reader }: Joined,
  warn: (warning: Warning) => void,
): Promise<void> {
  const name = shownPath(resolve(file));
  const source = await reader.read(file).catch((error: Error) => {
    const message = `${error.message}; pass one with --overlay`;
    throw new DescriptionError([{ file: name, line: 1, column: 1, rule: "overlay", message }]);
  });
  const overlay = parse(source);
  origins.add(source, overlay);
  const target = extendsOf(overlay);
  if (target !== undefined && basename(target) !== basename(spec)) {
    const message = `${name} says that it extends ${target}; it is applied to ${shownPath(resolve(spec))} anyway`;
    warn({ rule: "overlay", file: name, pointer: "#/extends", message });
  }
  const problems: Problem[] = [];
  const reports = {
    warn: (pointer: string, rule: string, message: string) => warn({ rule, file: name, pointer, message }),
    fail: (pointer: string, rule: string, message: string) => {
      const { line, column } = origins.find(overlay, pointer, true);
      problems.push({ file: name, line, column, rule, message });
    },
  };
  applyOverlay(document, overlay, reports, (value) => origins.copy(value));
  if (problems.length > 0) throw new DescriptionError(problems);
}
