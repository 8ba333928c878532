import ts from "typescript";
import { describe, expect, test } from "vitest";
import { compacted } from "../../../codegen/build/compact-declarations.js";

const LONG = "What is said at length about this member, in both interfaces.";
const repeated = (name: string, type = "string") => `  /** ${LONG} */\n  ${name}: ${type};\n`;

describe("a comment that members of several interfaces repeat", () => {
  test("is written once, in an interface that they extend first", () => {
    const given = `interface A {\n${repeated("name")}}\ninterface B<T> extends A, C {\n${repeated("name")}}\ninterface C {}\nexport { A, B, C };\n`;
    expect(compacted(given).toString()).toBe(
      `export interface A extends $name{
name:string
}
export interface B<T>extends $name,A,C{
name:string
}
export interface C{}
export {};
interface $name{
/**${LONG}*/name?:$
}
type $=unknown
`,
    );
  });

  test("shares an interface with others of the same interfaces, and with no others", () => {
    const both = repeated("first") + repeated("$second");
    const given = `interface A {\n${both}}\ninterface B {\n${both}${repeated("third")}}\ninterface C {\n${repeated("third")}}\nexport { A, B, C };\n`;
    const text = compacted(given).toString();
    expect(text).toContain("interface A extends $first{");
    expect(text).toContain("interface B extends $first,$third{");
    expect(text).toContain("interface C extends $third{");
    expect(text.match(/What is said/g)).toHaveLength(3);
  });

  test("stays where it is if that is shorter, or if it says something else", () => {
    const given = `interface A {\n  /** Short. */\n  name: 1;\n${repeated("other")}}\ninterface B {\n  /** Short. */\n  name: 1;\n}\nexport { A, B };\n`;
    expect(compacted(given).toString()).not.toContain("extends");
  });

  test("is what an editor shows at each of them, with its tags and with the member's own type", () => {
    const comment = `/** ${LONG}\n@default 200 */`;
    const given = `interface A {\n${comment}\n  size?: number;\n}\ninterface B {\n${comment}\n  size: 1 | 2;\n}\nexport { A, B };\n`;
    const text = compacted(given).toString();
    expect(text.match(/What is said/g)).toHaveLength(1);
    expect(hover(text, "A['size']")).toEqual(["(property) A.size?: number | undefined", LONG, "200"]);
    expect(hover(text, "B['size']")).toEqual(["(property) B.size: 1 | 2", LONG, "200"]);
  });
});

/** What an editor shows at the member of an indexed type: its signature, documentation and tags. */
function hover(declarations: string, type: string): [string, string, string] {
  const [, owner = "", member = ""] = /^(\w+)\['(\w+)'\]$/.exec(type) ?? [];
  const program = `import type { ${owner} } from "./types.d.ts";\ndeclare const it: ${owner};\nit.${member};\n`;
  const texts: Record<string, string> = { "/types.d.ts": declarations, "/main.ts": program };
  const service = ts.createLanguageService({
    getCompilationSettings: () => ({ strict: true, exactOptionalPropertyTypes: true, noLib: true, types: [] }),
    getCurrentDirectory: () => "/",
    getDefaultLibFileName: () => "/lib.d.ts",
    getScriptFileNames: () => Object.keys(texts),
    getScriptVersion: () => "1",
    getScriptSnapshot: (name) => (texts[name] === undefined ? undefined : ts.ScriptSnapshot.fromString(texts[name])),
    fileExists: (name) => texts[name] !== undefined,
    readFile: (name) => texts[name],
  });
  const info = service.getQuickInfoAtPosition("/main.ts", program.lastIndexOf(member));
  return [
    ts.displayPartsToString(info?.displayParts),
    ts.displayPartsToString(info?.documentation),
    (info?.tags ?? []).map((tag) => ts.displayPartsToString(tag.text)).join("\n"),
  ];
}
