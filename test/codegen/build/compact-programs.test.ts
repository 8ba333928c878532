import { join } from "node:path";
import { type OutputChunk, rolldown } from "rolldown";
import { expect, test } from "vitest";
import { compactPrograms, withoutIndentation } from "../../../codegen/build/compact-programs.js";
import { withFiles } from "../../support/scratch.js";

test("removes indentation, except within strings", () => {
  const code = [
    "function text(name) {",
    "\tif (name) {",
    "\t\treturn `\tfirst",
    "\t\tsecond ${name.map((one) => {",
    "\t\t\treturn `",
    "\tinner`;",
    "\t\t})}",
    "\tlast`;",
    "\t}",
    '\treturn "a\\',
    '\tb";',
    "}",
  ].join("\n");
  const compact = withoutIndentation(code);
  const run = (program: string, name: unknown): unknown => new Function("name", `${program}\nreturn text(name);`)(name);
  for (const name of [undefined, [1, 2]]) expect(run(compact, name)).toBe(run(code, name));
  expect(compact.split("\n").map((line) => /^\t*/.exec(line)?.[0].length)).toEqual([
    0, 0, 0, 2, 0, 1, 0, 1, 0, 0, 1, 0,
  ]);
});

test("what files export to each other stays live, and is on one line", () =>
  withFiles(
    {
      "main.js": `export const load = () => import("./late.js"); export { read } from "./shared.js";`,
      "late.js": `import { add, count } from "./shared.js"; export const late = () => { add(); return count; };`,
      "shared.js": "export let count = 0; export const add = () => { count += 1; }; export const read = () => count;",
    },
    async (folder) => {
      const bundle = await rolldown({ input: join(folder, "main.js"), plugins: [compactPrograms], cwd: folder });
      const { output } = await bundle.generate({
        format: "cjs",
        entryFileNames: "[name].cjs",
        chunkFileNames: "[name].cjs",
        codeSplitting: { groups: [{ name: "shared", test: /shared/ }] },
      });
      const code = new Map((output as OutputChunk[]).map((chunk) => [`./${chunk.fileName}`, chunk.code]));
      expect(code.get("./shared.cjs")).toMatch(/"count", \{ enumerable: true, get: \(\) => count \}\);$/m);
      const loaded = new Map<string, object>();
      const load = (name: string): object => {
        const exports = loaded.get(name) ?? {};
        if (!loaded.has(name)) {
          loaded.set(name, exports);
          new Function("require", "exports", code.get(name) ?? "")(load, exports);
        }
        return exports;
      };
      const main = load("./main.cjs") as { load(): Promise<{ late(): number }>; read(): number };
      const { late } = await main.load();
      expect([late(), late(), main.read()]).toEqual([1, 2, 2]);
    },
  ));
