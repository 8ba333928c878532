import ts from "typescript";
import { isCommentBase } from "../shared-comments.js";
import { compareNames, declarationText } from "./declaration-text.js";
import type { Draft } from "./drafts.js";
import type { Export, Surface } from "./surface.js";

/** Where a symbol is declared in the reports, and what it is called there. */
interface Place {
  readonly report: string;
  readonly name: string;
}

/** Decides where each symbol is declared, and writes its declarations there. */
export class Places {
  readonly #surface: Surface;
  readonly #drafts: readonly Draft[];
  readonly #places = new Map<ts.Symbol, Place>();
  /** The reports in which a name is declared. */
  readonly #reportsOf = new Map<string, Set<string>>();
  /** What is not exported, but referred to, by report. */
  readonly #used = new Map<string, ts.Symbol[]>();

  constructor(surface: Surface, drafts: readonly Draft[]) {
    this.#surface = surface;
    this.#drafts = drafts;
    const exported = drafts.map((draft) => ({
      draft,
      own: draft.ways.flatMap(({ exports }) => sorted(exports)).filter((item) => !this.#isPassedOn(draft, item)),
    }));
    for (const { draft, own } of exported) {
      // An export has its own name rather than that of the default export.
      const named = own.toSorted((one, other) => Number(isUnnamed(one)) - Number(isUnnamed(other)));
      for (const item of named)
        this.#place(item.symbol, draft.name, isUnnamed(item) ? declaredName(item.symbol) : item.name);
    }
    for (const { draft, own } of exported) {
      const queue = own.map(({ symbol }) => symbol).filter((symbol) => this.#places.get(symbol)?.report === draft.name);
      const used: ts.Symbol[] = [];
      for (const symbol of queue) {
        for (const reference of this.#referencesOf(symbol)) {
          if (this.#places.has(reference)) continue;
          this.#place(reference, draft.name, this.#freeName(draft.name, declaredName(reference)));
          used.push(reference);
          queue.push(reference);
        }
      }
      this.#used.set(draft.name, used);
    }
  }

  /** What a report says about the exports of its entry. */
  exportsText(draft: Draft, exports: ReadonlyMap<string, Export>): string {
    const own = sorted(exports).filter((item) => !this.#isPassedOn(draft, item));
    return own.map((item) => this.#exportText(draft, item)).join("\n");
  }

  /** The declarations that a report needs beside the exports. */
  usedText(draft: Draft): string {
    const used = (this.#used.get(draft.name) ?? []).map((symbol) => ({
      symbol,
      name: this.#places.get(symbol)?.name ?? "",
    }));
    return used
      .toSorted((one, other) => compareNames(one.name, other.name))
      .map(({ symbol }) => this.#declarationsText(draft, symbol, ""))
      .join("\n");
  }

  #exportText(draft: Draft, { name, symbol, typeOnly }: Export): string {
    const place = this.#places.get(symbol);
    if (place === undefined) throw new Error(`${draft.name}: nothing declares ${name}`);
    const isValue = (symbol.flags & ts.SymbolFlags.Value) !== 0 && !typeOnly;
    const keyword = isValue ? "export" : "export type";
    if (place.report !== draft.name) {
      const source = this.#drafts.find((other) => other.name === place.report)?.entry ?? place.report;
      return `${keyword} { ${place.name === name ? name : `${place.name} as ${name}`} } from "${source}";`;
    }
    if (name === ts.InternalSymbolName.ExportEquals)
      return `${this.#declarationsText(draft, symbol, "")}\nexport = ${place.name};`;
    if (place.name !== name) return `${keyword} { ${place.name} as ${name} };`;
    if (!typeOnly) return this.#declarationsText(draft, symbol, "export");
    return `${this.#declarationsText(draft, symbol, "")}\nexport type { ${name} };`;
  }

  #declarationsText(draft: Draft, symbol: ts.Symbol, prefix: string): string {
    const declarations = symbol.declarations ?? [];
    return declarations
      .map((declaration) => declarationText(declaration, prefix, (name) => this.#nameAt(draft, name)))
      .join("\n");
  }

  /** What a name is called in a report: with the name of the other report, if it would not be clear. */
  #nameAt(draft: Draft, name: ts.Node): string | undefined {
    if (ts.isIdentifier(name) && isMemberName(name)) return undefined;
    const symbol = this.#surface.symbolAt(nameIn(name));
    const place = symbol && this.#places.get(symbol);
    if (place === undefined) return undefined;
    const isQualified = ts.isQualifiedName(name) || ts.isPropertyAccessExpression(name);
    if (isQualified && !this.#surface.isModule(leftOf(name))) return undefined;
    // A namespace may have types of the same names.
    const mayBeOther = isQualified && name.getSourceFile().statements.some(ts.isModuleDeclaration);
    const isClear = !mayBeOther && (place.report === draft.name || this.#reportsOf.get(place.name)?.size === 1);
    return isClear ? place.name : `${place.report.replaceAll("-", "_")}.${place.name}`;
  }

  #referencesOf(symbol: ts.Symbol): ts.Symbol[] {
    const found: ts.Symbol[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isIdentifier(node) && !isMemberName(node) && !isCommentBase(node.text)) {
        const reference = this.#surface.symbolAt(node);
        if (reference !== undefined && !isWholeModule(reference)) found.push(reference);
      }
      ts.forEachChild(node, visit);
    };
    for (const declaration of symbol.declarations ?? []) visit(declaration);
    return found;
  }

  #place(symbol: ts.Symbol, report: string, name: string): void {
    if (this.#places.has(symbol)) return;
    this.#places.set(symbol, { report, name });
    this.#reportsOf.set(name, (this.#reportsOf.get(name) ?? new Set()).add(report));
  }

  /** The bundler may have joined declarations of the same name in different files. */
  #freeName(report: string, name: string, count = 1): string {
    const free = count === 1 ? name : `${name}_${count}`;
    return this.#reportsOf.get(free)?.has(report) ? this.#freeName(report, name, count + 1) : free;
  }

  #isPassedOn(draft: Draft, { name, symbol }: Export): boolean {
    return this.#drafts
      .filter((other) => draft.passesOn.includes(other.name))
      .some(({ ways }) => ways[0]?.exports.get(name)?.symbol === symbol);
  }
}

const sorted = (exports: ReadonlyMap<string, Export>): Export[] =>
  [...exports.values()].toSorted((one, other) => compareNames(one.name, other.name));

const isUnnamed = ({ name }: Export): boolean =>
  name === ts.InternalSymbolName.Default || name === ts.InternalSymbolName.ExportEquals;

/** The name in the declaration, without what the bundler adds to tell it from others. */
const declaredName = ({ name, declarations }: ts.Symbol): string =>
  (ts.getNameOfDeclaration(declarations?.[0])?.getText() ?? name).replace(/\$\d+$/, "");

const isWholeModule = (symbol: ts.Symbol): boolean => symbol.declarations?.some(ts.isSourceFile) === true;

/** Whether an identifier names a member, or the last part of a longer name, which is looked up as a whole. */
function isMemberName(name: ts.Identifier): boolean {
  const { parent } = name;
  if (ts.isTypeElement(parent) || ts.isClassElement(parent) || ts.isParameter(parent)) return parent.name === name;
  return false;
}

const leftOf = (name: ts.Node): ts.Node =>
  ts.isQualifiedName(name) ? name.left : ts.isPropertyAccessExpression(name) ? name.expression : name;

/** The part of a name that says what it stands for. */
function nameIn(name: ts.Node): ts.Node {
  if (ts.isQualifiedName(name)) return name.right;
  if (ts.isPropertyAccessExpression(name)) return name.name;
  return name;
}
