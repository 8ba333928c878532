import { type Code, imports } from "../code/code.js";

/** The first line of every generated file. */
export const banner = (source: string): string =>
  `// Generated from ${source}. Do not edit: change the description, then run \`npm run codegen\`.\n`;

/**
 * A whole generated file: its first line, its imports, its declarations.
 * @param file Its path in the output folder.
 * @param source What it is generated from.
 * @param runtime The hand-written module that it imports: a package, or a path from the output folder.
 */
export function fileOf(file: string, source: string, runtime: string, { text, uses }: Code): string {
  const imported = imports(uses, file, runtime);
  return `${banner(source)}${imported}${imported === "" ? "" : "\n"}${text}\n`;
}
