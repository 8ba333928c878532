/** A plugin that makes programs smaller. Every line stays a line, so that stacks and excerpts in errors can be read. */
import type { Plugin } from "rolldown";
import ts from "typescript";

export const compactPrograms: Plugin = {
  name: "compact-programs",
  // The bundler prints what `renderChunk` returns once more, with all its spaces.
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== "chunk") continue;
      // Node.js and bundlers search entries for the names that they export, and know this form only.
      const code = chunk.isEntry ? chunk.code : chunk.code.replace(GETTER, "{ enumerable: true, get: () => $1 }");
      chunk.code = withoutIndentation(code);
    }
  },
};

/** How the bundler exports a name from one of its files to the others. */
const GETTER = /\{\n\tenumerable: true,\n\tget: function\(\) \{\n\t\treturn (\w+);\n\t\}\n\}/g;

/** Removes the indentation of each line, except of those that begin within a string. */
export function withoutIndentation(code: string): string {
  const file = ts.createSourceFile("program.js", code, ts.ScriptTarget.Latest);
  const kept = new Set<number>();
  const visit = (node: ts.Node): void => {
    ts.forEachChild(node, visit);
    if (!ts.isStringLiteral(node) && !ts.isTemplateLiteralToken(node)) return;
    const [first, last] = [node.getStart(file), node.end].map((at) => file.getLineAndCharacterOfPosition(at).line);
    for (let line = (first ?? 0) + 1; line <= (last ?? 0); line += 1) kept.add(line);
  };
  visit(file);
  return code
    .split("\n")
    .map((line, number) => (kept.has(number) ? line : line.replace(/^\t+/, "")))
    .join("\n");
}
