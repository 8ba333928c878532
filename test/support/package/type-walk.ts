import ts from "typescript";

/** A type, and the path to it from an export. */
export interface Reached {
  readonly type: ts.Type;
  readonly path: string;
}

/**
 * Visits every type that is reachable from the exports of these modules, which the program imports: through members,
 * parameters, results, constraints, base types and type arguments. Does not enter types of TypeScript and Node.js.
 */
export function walkTypes(
  program: ts.Program,
  modules: readonly string[],
  wanted: (reached: Reached) => boolean,
): { visited: number; found: string[] } {
  const checker = program.getTypeChecker();
  const seen = new Set<ts.Type>();
  const found: string[] = [];

  const foreign = (declarations: readonly ts.Declaration[] = []): boolean =>
    declarations.length > 0 && declarations.every((at) => !at.getSourceFile().fileName.includes("/zcrm/dist/"));

  const visit = (type: ts.Type | undefined, path: string): void => {
    if (!type) return;
    if (wanted({ type, path })) found.push(path);
    if (seen.has(type)) return;
    seen.add(type);
    for (const argument of type.aliasTypeArguments ?? []) visit(argument, `${path}<>`);
    if (type.isUnionOrIntersection()) for (const part of type.types) visit(part, path);
    if (type.isTypeParameter()) visit(checker.getBaseConstraintOfType(type), `${path} extends`);
    if (type.flags & ts.TypeFlags.Object) {
      if (isReference(type)) visitArguments(type, path);
      if (!foreign(type.symbol?.declarations)) visitMembers(type, path);
    }
    if (type.flags & ts.TypeFlags.Conditional) visitConditional(type as ts.ConditionalType, path);
  };

  const visitArguments = (type: ts.TypeReference, path: string): void => {
    const { typeParameters = [] } = type.target;
    for (const [index, argument] of checker.getTypeArguments(type).entries()) {
      // The default of a type argument belongs to the type that declares it.
      if (argument !== typeParameters[index]?.getDefault()) visit(argument, `${path}<>`);
    }
  };

  const visitConditional = (type: ts.ConditionalType, path: string): void => {
    visit(type.checkType, `${path}?`);
    visit(type.extendsType, `${path}?`);
    visit(checker.getBaseConstraintOfType(type), `${path}?`);
  };

  const visitMembers = (type: ts.Type, path: string): void => {
    for (const property of type.getProperties()) {
      if (!foreign(property.declarations) && !property.name.startsWith("#"))
        visit(checker.getTypeOfSymbol(property), `${path}.${property.name}`);
    }
    for (const { keyType, type: value } of checker.getIndexInfosOfType(type)) {
      visit(keyType, `${path}[]`);
      visit(value, `${path}[]`);
    }
    for (const signature of [...type.getCallSignatures(), ...type.getConstructSignatures()]) {
      if (foreign(signature.declaration && [signature.declaration])) continue;
      for (const parameter of signature.getParameters()) {
        visit(checker.getTypeOfSymbol(parameter), `${path}(${parameter.name})`);
      }
      for (const parameter of signature.getTypeParameters() ?? [])
        visit(parameter, `${path}<${parameter.symbol.name}>`);
      visit(signature.getReturnType(), `${path}()`);
    }
    if (type.isClassOrInterface()) for (const base of checker.getBaseTypes(type)) visit(base, `${path} extends`);
  };

  for (const module of modules) {
    for (const symbol of exportsOf(program, module)) {
      const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      const path = `${module}: ${symbol.name}`;
      if (target.flags & ts.SymbolFlags.Value) visit(checker.getTypeOfSymbol(target), path);
      if (target.flags & ts.SymbolFlags.Type) visit(checker.getDeclaredTypeOfSymbol(target), path);
    }
  }
  return { visited: seen.size, found };
}

const isReference = (type: ts.Type): type is ts.TypeReference =>
  "objectFlags" in type && (Number(type.objectFlags) & ts.ObjectFlags.Reference) !== 0;

/** The exports of a module. A root file of the program must import the module by this name. */
export function exportsOf(program: ts.Program, module: string): ts.Symbol[] {
  const checker = program.getTypeChecker();
  const imports = program
    .getRootFileNames()
    .flatMap((name) => program.getSourceFile(name)?.statements ?? [])
    .filter(ts.isImportDeclaration);
  const named = imports.find(({ moduleSpecifier }) => moduleSpecifier.getText() === JSON.stringify(module));
  const symbol = named && checker.getSymbolAtLocation(named.moduleSpecifier);
  if (!symbol) throw new Error(`the program does not import ${module}`);
  return checker.getExportsOfModule(symbol);
}
