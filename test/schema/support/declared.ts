/** What a file of types declares, as the compiler's parser sees it. */
import ts from "typescript";

export interface Declared {
  readonly type: string;
  readonly optional: boolean;
  /** The text of its comment, on one line. */
  readonly doc: string;
}

/** The members of an interface of a file, by name. */
export function membersIn(text: string, name: string): Map<string, Declared> {
  const file = parsed(text);
  const found = file.statements.find((one) => ts.isInterfaceDeclaration(one) && one.name.text === name);
  if (found === undefined || !ts.isInterfaceDeclaration(found)) throw new Error(`no interface ${name}`);
  const members = found.members.filter(ts.isPropertySignature).map((member): [string, Declared] => {
    const [comment] = ts.getLeadingCommentRanges(text, member.pos) ?? [];
    const doc = comment === undefined ? "" : text.slice(comment.pos, comment.end);
    const property =
      ts.isIdentifier(member.name) || ts.isStringLiteral(member.name) ? member.name.text : member.name.getText(file);
    return [
      property,
      {
        type: member.type?.getText(file) ?? "",
        optional: member.questionToken !== undefined,
        doc: doc
          .replace(/^\/\*\*|\*\/$|^\s*\*/gm, "")
          .replace(/\s+/g, " ")
          .trim(),
      },
    ];
  });
  return new Map(members);
}

/** The names that a file declares, with their kind, such as `interface Lead`; and any syntax error. */
export function declarationsIn(text: string): string[] {
  const file = parsed(text);
  const { parseDiagnostics } = file as ts.SourceFile & { parseDiagnostics: readonly ts.Diagnostic[] };
  const errors = parseDiagnostics.map(
    ({ messageText }) => `error: ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
  );
  return [...errors, ...file.statements.map((statement) => statementName(statement, file))];
}

const parsed = (text: string): ts.SourceFile => ts.createSourceFile("file.ts", text, ts.ScriptTarget.ES2022, true);

function statementName(statement: ts.Statement, file: ts.SourceFile): string {
  if (ts.isInterfaceDeclaration(statement)) return `interface ${statement.name.text}`;
  if (ts.isTypeAliasDeclaration(statement)) return `type ${statement.name.text}`;
  if (ts.isImportDeclaration(statement)) return `import ${statement.moduleSpecifier.getText(file)}`;
  if (ts.isExportDeclaration(statement)) return `export ${statement.moduleSpecifier?.getText(file)}`;
  if (!ts.isVariableStatement(statement)) return ts.SyntaxKind[statement.kind];
  const [list] = statement.declarationList.declarations;
  const isPlain =
    list?.initializer !== undefined &&
    ts.isArrayLiteralExpression(list.initializer) &&
    list.initializer.elements.every(ts.isStringLiteral);
  return isPlain ? `const ${list.name.getText(file)}` : "code";
}
