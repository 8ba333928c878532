/** Generated code as text, together with what it imports: the imports of a file are the union of what its parts use. */
import { checkedName } from "./names.js";
import { indent, stringLiteral } from "./text.js";

export interface Code {
  readonly text: string;
  readonly uses: readonly Use[];
}

/** A name that code imports. */
export interface Use {
  readonly name: string;
  /** The hand-written module, {@link RUNTIME}, or the path of a generated file: `operations/records`. */
  readonly from: string;
  readonly isType: boolean;
}

/** The maximum length of a line of generated code. */
export const CODE_WIDTH = 120;

/** Code that uses a name of another module. */
export const imported = (from: string, name: string, isType = true): Code => ({
  text: checkedName(name),
  uses: [{ name, from, isType }],
});

const toCode = (part: Code | string): Code => (typeof part === "string" ? { text: part, uses: [] } : part);

/** Puts code together: code`return ${unwrap}(${argument});`. */
export const code = (strings: TemplateStringsArray, ...parts: readonly (Code | string)[]): Code => {
  const all = parts.map(toCode);
  return {
    text: strings.reduce((text, string, index) => `${text}${all[index - 1]?.text ?? ""}${string}`),
    uses: all.flatMap(({ uses }) => uses),
  };
};

export const join = (parts: readonly (Code | string)[], separator: string): Code => {
  const all = parts.map(toCode);
  return { text: all.map(({ text }) => text).join(separator), uses: all.flatMap(({ uses }) => uses) };
};

/**
 * Items between brackets: on one line if that fits, else one line per item.
 * @param open The beginning of the line, up to the bracket: `import { `.
 * @param close The bracket and the rest of the line.
 * @param margin The columns by which the line will be indented.
 */
export function bracketed(
  open: Code | string,
  items: readonly (Code | string)[],
  close: Code | string,
  margin = 0,
): Code {
  const line = code`${open}${join(items, ", ")}${close}`;
  if (items.length === 0 || margin + line.text.length <= CODE_WIDTH) return line;
  const [before, after] = [toCode(open).text.trimEnd(), toCode(close).text.trimStart()];
  const lines = indent(join(items, ",\n").text);
  // A rest element ends its pattern: no comma may follow.
  const comma = toCode(items.at(-1) ?? "").text.startsWith("...") ? "" : ",";
  return { text: `${before}\n${lines}${comma}\n${after}`, uses: line.uses };
}

/** The members of an object or a type, each on lines of its own, between braces. */
export const block = (members: readonly (Code | string)[]): Code => {
  const { text, uses } = join(members, "\n");
  return { text: members.length === 0 ? "{}" : `{\n${indent(text)}\n}`, uses };
};

/**
 * The import declarations that code needs.
 * @param file The file's own path in the output folder, which its imports start from.
 * @param runtime The hand-written module: a package, or a path from the output folder.
 */
export function imports(uses: readonly Use[], file: string, runtime: string): string {
  const up = upFrom(file);
  const specifiers = new Map<string, Map<string, boolean>>();
  for (const { name, from, isType } of uses) {
    const specifier = from === RUNTIME ? runtimeSpecifier(file, runtime) : `${up || "./"}${from}.js`;
    const names = specifiers.get(specifier) ?? new Map<string, boolean>();
    specifiers.set(specifier, names.set(name, isType && (names.get(name) ?? true)));
  }
  return [...specifiers]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([specifier, names]) => importLine(specifier, names))
    .join("");
}

/** What a file imports the hand-written module as. */
export const runtimeSpecifier = (file: string, runtime: string): string =>
  runtime.startsWith(".") ? `${upFrom(file)}${runtime}` : runtime;

/** The way from a file's folder up to the output folder. */
const upFrom = (file: string): string => "../".repeat(file.split("/").length - 1);

/** The hand-written module, in {@link Use.from}. */
export const RUNTIME = "runtime";

function importLine(specifier: string, names: ReadonlyMap<string, boolean>): string {
  const onlyTypes = [...names.values()].every(Boolean);
  const items = [...names]
    .toSorted(([a, isTypeA], [b, isTypeB]) => Number(isTypeB) - Number(isTypeA) || (a < b ? -1 : 1))
    .map(([name, isType]) => (isType && !onlyTypes ? `type ${name}` : name));
  return `${bracketed(`import ${onlyTypes ? "type " : ""}{ `, items, ` } from ${stringLiteral(specifier)};`).text}\n`;
}
