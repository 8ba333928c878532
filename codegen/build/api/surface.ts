/** What the declarations of a package export. */
import ts from "typescript";

/** An exported name, and what it stands for. */
export interface Export {
  readonly name: string;
  readonly symbol: ts.Symbol;
  /** Whether only its type is exported, although it has a value. */
  readonly typeOnly: boolean;
}

/** The declaration files of a package, and all that they import from each other. */
export class Surface {
  readonly #program: ts.Program;
  readonly #checker: ts.TypeChecker;

  /** @param files The paths of the declaration files that programs get */
  constructor(files: readonly string[]) {
    // Nothing is checked here. So neither the types of TypeScript nor those of Node.js are needed.
    const { NodeNext: module } = ts.ModuleKind;
    this.#program = ts.createProgram([...files], { module, noLib: true, types: [], skipLibCheck: true });
    this.#checker = this.#program.getTypeChecker();
  }

  /** The exports of a file, by name. What a CommonJS module is itself is called `export=`. */
  exportsOf(path: string): Map<string, Export> {
    const module = this.#moduleOf(this.#fileOf(path));
    if (module === undefined) return new Map();
    const whole = module.exports?.get(ts.InternalSymbolName.ExportEquals);
    const symbols = whole === undefined ? this.#checker.getExportsOfModule(module) : [whole];
    return new Map(symbols.map((symbol) => [symbol.name, this.#exportOf(symbol)]));
  }

  /** The files whose exports a file passes on as a whole. */
  filesPassedOnBy(path: string): string[] {
    return this.#fileOf(path).statements.flatMap((statement) => {
      if (!ts.isExportDeclaration(statement) || statement.exportClause || !statement.moduleSpecifier) return [];
      const module = this.#checker.getSymbolAtLocation(statement.moduleSpecifier);
      return module?.declarations?.filter(ts.isSourceFile).map(({ fileName }) => fileName) ?? [];
    });
  }

  /** What a name in a declaration stands for, if a file of the package declares it for the whole file. */
  symbolAt(name: ts.Node): ts.Symbol | undefined {
    const symbol = this.#target(this.#checker.getSymbolAtLocation(name));
    return symbol?.declarations?.some((declaration) => this.#isOfWholeFile(declaration)) ? symbol : undefined;
  }

  /** Whether a name stands for all that another file exports. */
  isModule(name: ts.Node): boolean {
    const flags = this.#target(this.#checker.getSymbolAtLocation(name))?.flags ?? 0;
    return (flags & ts.SymbolFlags.ValueModule) !== 0;
  }

  /**
   * Fails if a file declares something for other modules or for all of them: nothing here would show its changes.
   * @throws Error with the file and the declaration
   */
  rejectAugmentations(): void {
    for (const file of this.#program.getSourceFiles().filter((file) => this.#isOwn(file))) {
      const statement = file.statements.find(
        (part) => ts.isModuleDeclaration(part) && (ts.isStringLiteral(part.name) || part.name.text === "global"),
      );
      if (statement) throw new Error(`${file.fileName}: the report of the API cannot show ${statement.getText()}`);
    }
  }

  #exportOf(symbol: ts.Symbol): Export {
    const target = this.#target(symbol) ?? symbol;
    const specifier = symbol.declarations?.find(ts.isExportSpecifier);
    const isTypeOnly = specifier !== undefined && (specifier.isTypeOnly || specifier.parent.parent.isTypeOnly);
    return { name: symbol.name, symbol: target, typeOnly: isTypeOnly && (target.flags & ts.SymbolFlags.Value) !== 0 };
  }

  #target(symbol: ts.Symbol | undefined): ts.Symbol | undefined {
    if (symbol === undefined || (symbol.flags & ts.SymbolFlags.Alias) === 0) return symbol;
    return this.#checker.getAliasedSymbol(symbol);
  }

  #isOfWholeFile(declaration: ts.Node): boolean {
    const statement = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
    return ts.isSourceFile(statement.parent ?? statement) && this.#isOwn(declaration.getSourceFile());
  }

  #isOwn(file: ts.SourceFile): boolean {
    return !this.#program.isSourceFileFromExternalLibrary(file);
  }

  #fileOf(path: string): ts.SourceFile {
    const file = this.#program.getSourceFile(path);
    if (file === undefined) throw new Error(`${path} is missing; run: npm run build`);
    return file;
  }

  #moduleOf(file: ts.SourceFile): ts.Symbol | undefined {
    return this.#checker.getSymbolAtLocation(file);
  }
}
