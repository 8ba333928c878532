/** Imports a module under one letter where that is shorter than to list what is used of it. */
import type MagicString from "magic-string";
import ts from "typescript";

/** What a use of `m.Name` has more than `Name`, what `*as m ` has more than `{}`, and how much has to be saved. */
const [USE, CLAUSE, WORTH] = [2, 4, 100];

/** Hovers show names of types without the letter. Imports under other names stay: a hover would show the exported ones. */
export function importNamespaces(file: ts.SourceFile, result: MagicString): void {
  const { types, others } = usesByName(file);
  const taken = new Set([...types.keys(), ...others]);
  for (const { importClause, moduleSpecifier } of file.statements.filter(ts.isImportDeclaration)) {
    const bindings = importClause?.namedBindings;
    if (bindings === undefined || !ts.isNamedImports(bindings)) continue;
    const names = bindings.elements.map(({ name }) => name.text);
    const isPlain = bindings.elements.every(({ propertyName }) => propertyName === undefined);
    if (!isPlain || names.some((name) => others.has(name))) continue;
    const places = names.flatMap((name) => types.get(name) ?? []);
    const list = names.reduce((length, name) => length + name.length + 1, 0);
    if (list - CLAUSE - places.length * USE < WORTH) continue;
    const letter = freeLetter((moduleSpecifier as ts.StringLiteral).text, taken);
    taken.add(letter);
    result.update(bindings.getStart(), bindings.end, `*as ${letter} `);
    for (const place of places) result.appendRight(place.getStart(), `${letter}.`);
  }
}

/** Where each name is used as a type, and the names that also mean something else, such as a type parameter or an export. */
function usesByName(file: ts.SourceFile): { types: Map<string, ts.Identifier[]>; others: Set<string> } {
  const types = new Map<string, ts.Identifier[]>();
  const others = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && !ts.isImportSpecifier(node.parent) && !isMemberName(node)) {
      if (isType(node)) types.set(node.text, [...(types.get(node.text) ?? []), node]);
      else others.add(node.text);
    }
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return { types, others };
}

const isType = ({ parent }: ts.Identifier): boolean =>
  ts.isTypeReferenceNode(parent) || ts.isExpressionWithTypeArguments(parent);

/** Names of members and parameters mean nothing to the rest of the file. */
const isMemberName = ({ parent }: ts.Identifier): boolean =>
  ts.isTypeElement(parent) || ts.isClassElement(parent) || ts.isParameter(parent) || ts.isNamedTupleMember(parent);

/** The first letter of the module's name, or the next one that the file does not use. */
function freeLetter(module: string, taken: ReadonlySet<string>): string {
  const letters = [...`${module.replace(/[^a-z]/gi, "").toLowerCase()}abcdefghijklmnopqrstuvwxyz`];
  const free = letters.find((letter) => !taken.has(letter));
  if (free === undefined) throw new Error(`no letter is left to import ${module}`);
  return free;
}
