/** Plugins for the builds that write declarations. */
import { dirname, relative, resolve } from "node:path";
import MagicString from "magic-string";
import type { Plugin } from "rolldown";
import ts from "typescript";

/**
 * Makes declarations refer to the files that declare these sources, instead of copying from them.
 *
 * A program's `declare module "zcrm"` merges with an interface only where the interface itself is exported, under its own
 * name. Between files that it splits by itself the bundler passes aliases; between these it passes names.
 * @param files The file that declares each source, by the source's path; a path that ends in `/` is a whole folder.
 */
export function referTo(files: Readonly<Record<string, string>>): Plugin {
  const fileOf = (path: string): string | undefined => {
    const source = relative(".", path);
    const [, file] =
      Object.entries(files).find(([key]) => (key.endsWith("/") ? source.startsWith(key) : source === key)) ?? [];
    return file;
  };
  return {
    name: "refer-to-declarations",
    resolveId: {
      order: "pre",
      handler(specifier, importer) {
        if (importer === undefined || !specifier.startsWith(".")) return undefined;
        const file = fileOf(resolve(dirname(importer), specifier).replace(/\.js$/, ".ts"));
        if (file === undefined || file === fileOf(importer.replace(/\.d\.ts$/, ".ts"))) return undefined;
        return { id: file, external: true };
      },
    },
  };
}

/** Puts a file beside each entry's declarations that passes them on to ES modules: one set of types for both kinds. */
export const declareForImport: Plugin = {
  name: "declare-for-import",
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== "chunk" || !chunk.isEntry) continue;
      const fileName = chunk.fileName.replace(/\.d\.cts$/, ".d.mts");
      this.emitFile({ type: "asset", fileName, source: `export * from "./${chunk.name.replace(/\.d$/, "")}.cjs";\n` });
    }
  },
};

/** Exports declarations where they stand. The bundler lists them at the end of the file, and so names each twice. */
export const exportInPlace: Plugin = {
  name: "export-in-place",
  renderChunk: {
    order: "post",
    handler(code, { fileName }) {
      if (!/\.d\.[cm]ts$/.test(fileName)) return undefined;
      const exported = exportedInPlace(code);
      return { code: exported.toString(), map: exported.generateMap().toString() };
    },
  },
};

/** The code of a declaration file, with `export` before what its list of exports names, and the rest of that list. */
export function exportedInPlace(code: string): MagicString {
  const result = new MagicString(code);
  const file = ts.createSourceFile("declarations.d.ts", code, ts.ScriptTarget.Latest, true);
  for (const { exportClause, moduleSpecifier } of file.statements.filter(ts.isExportDeclaration)) {
    if (moduleSpecifier || !exportClause || !ts.isNamedExports(exportClause)) continue;
    const rest = exportClause.elements.filter((specifier) => {
      const declarations = file.statements.filter((statement) => nameOf(statement) === specifier.name.text);
      if (!canExportInPlace(specifier, declarations)) return true;
      for (const declaration of declarations) result.appendLeft(declaration.getStart(file), "export ");
      return false;
    });
    // An empty list stays: without any export statement, a declaration file exports everything in it.
    const names = rest.map((specifier) => specifier.getText(file)).join(", ");
    result.update(exportClause.getStart(file), exportClause.end, names ? `{ ${names} }` : "{}");
  }
  keepNames(file, result);
  return result;
}

/** Keeps the declared names in the source map, which is all that "go to definition" looks up there. */
function keepNames(node: ts.Node, result: MagicString): void {
  const { name } = node as ts.NamedDeclaration;
  if (name !== undefined) result.addSourcemapLocation(name.getStart());
  ts.forEachChild(node, (child) => keepNames(child, result));
}

function canExportInPlace(specifier: ts.ExportSpecifier, declarations: readonly ts.Statement[]): boolean {
  const isAlias = specifier.propertyName !== undefined;
  const isTypeOnly = (statement: ts.Statement) =>
    ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
  return declarations.length > 0 && !isAlias && (!specifier.isTypeOnly || declarations.every(isTypeOnly));
}

/** The name that a statement declares, if it declares exactly one. */
function nameOf(statement: ts.Statement): string | undefined {
  if (ts.isVariableStatement(statement)) {
    const [declaration, ...others] = statement.declarationList.declarations;
    return declaration && others.length === 0 ? nameText(declaration.name) : undefined;
  }
  const isDeclaration =
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isFunctionDeclaration(statement);
  return isDeclaration ? nameText(statement.name) : undefined;
}

const nameText = (name: ts.Node | undefined): string | undefined =>
  name !== undefined && ts.isIdentifier(name) ? name.text : undefined;
