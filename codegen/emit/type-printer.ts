import ts from "typescript";
import { block, CODE_WIDTH, type Code, code, join } from "../code/code.js";
import { checkedName } from "../code/names.js";
import { comment, visibleText } from "../code/text.js";

/** Prints declarations of types. Unlike TypeScript's own printer, it breaks long unions over lines. */
export class TypePrinter {
  readonly #reference: (name: string) => Code | string;
  readonly #docOf: (node: ts.Node) => string;

  /**
   * @param reference The code for the name of a type.
   * @param docOf The prose for the comment of a declaration or a member; empty for none.
   */
  constructor(reference: (name: string) => Code | string, docOf: (node: ts.Node) => string) {
    this.#reference = reference;
    this.#docOf = docOf;
  }

  declaration(node: ts.InterfaceDeclaration | ts.TypeAliasDeclaration): Code {
    const isInterface = ts.isInterfaceDeclaration(node);
    const doc = comment({ text: this.#docOf(node) });
    const head = code`export ${isInterface ? "interface" : "type"} ${checkedName(node.name.text)}${this.#parameters(node)}`;
    if (!isInterface) return code`${doc}${head} =${this.#after(node.type, `${head.text} =`.length)};`;
    const bases = (node.heritageClauses ?? []).flatMap(({ types }) => types.map((base) => this.#base(base)));
    const heritage = bases.length > 0 ? code` extends ${join(bases, ", ")}` : "";
    return code`${doc}${head}${heritage} ${this.#members(node.members, 0)}`;
  }

  #parameters({ typeParameters = ts.factory.createNodeArray() }: ts.InterfaceDeclaration | ts.TypeAliasDeclaration) {
    if (typeParameters.length === 0) return "";
    const parameters = typeParameters.map(({ name, default: given }) =>
      given ? code`${name.text} = ${this.#type(given, 0)}` : name.text,
    );
    return code`<${join(parameters, ", ")}>`;
  }

  #base({ expression }: ts.ExpressionWithTypeArguments): Code | string {
    return ts.isIdentifier(expression) ? this.#reference(expression.text) : printed(expression);
  }

  #members(members: readonly ts.TypeElement[], margin: number): Code {
    return block(
      members.map((member) => code`${comment({ text: this.#docOf(member) })}${this.#member(member, margin + 2)}`),
    );
  }

  #member(member: ts.TypeElement, margin: number): Code {
    if (ts.isPropertySignature(member) && member.type) {
      const start = `${printed(member.name)}${member.questionToken ? "?" : ""}:`;
      return code`${start}${this.#after(member.type, margin + start.length)};`;
    }
    if (ts.isIndexSignatureDeclaration(member)) {
      const start = `[${member.parameters.map(printed).join(", ")}]:`;
      return code`${start}${this.#after(member.type, margin + start.length)};`;
    }
    return code`${printed(member)}`;
  }

  /** A type after a colon or an equals sign that ends in `column`: after a space, or on the lines below. */
  #after(type: ts.TypeNode, column: number): Code {
    const text = this.#type(type, column + 1);
    return text.text.startsWith("\n") ? text : code` ${text}`;
  }

  #type(node: ts.TypeNode, column: number): Code {
    if (ts.isUnionTypeNode(node)) return this.#union(node, column);
    if (ts.isIntersectionTypeNode(node)) {
      return join(
        node.types.map((type) => this.#type(type, column)),
        " & ",
      );
    }
    if (ts.isParenthesizedTypeNode(node)) {
      const inner = this.#type(node.type, column + 1);
      return code`(${inner}${inner.text.startsWith("\n") ? "\n" : ""})`;
    }
    if (ts.isTypeOperatorNode(node)) {
      const operator = `${ts.tokenToString(node.operator)} `;
      return code`${operator}${this.#type(node.type, column + operator.length)}`;
    }
    if (ts.isTupleTypeNode(node)) {
      const items = node.elements.map((item) => this.#type(item, column + 1));
      return code`[${join(items, ", ")}]`;
    }
    if (ts.isArrayTypeNode(node)) return code`${this.#type(node.elementType, column)}[]`;
    if (ts.isTypeLiteralNode(node)) return this.#members(node.members, column);
    if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) {
      const name = this.#reference(node.typeName.text);
      const given = (node.typeArguments ?? []).map((type) => this.#type(type, column));
      return given.length === 0 ? code`${name}` : code`${name}<${join(given, ", ")}>`;
    }
    return code`${printed(node)}`;
  }

  #union({ types }: ts.UnionTypeNode, column: number): Code {
    const parts = types.map((type) => this.#type(type, column));
    const line = join(parts, " | ");
    if (!line.text.includes("\n") && column + line.text.length < CODE_WIDTH) return line;
    return { text: parts.map(({ text }) => `\n  | ${text.replaceAll("\n", "\n    ")}`).join(""), uses: line.uses };
  }
}

const printer = ts.createPrinter();
const noFile = ts.createSourceFile("", "", ts.ScriptTarget.Latest);

/** A node as code, without imports. */
export const printed = (node: ts.Node): string => visibleText(printer.printNode(ts.EmitHint.Unspecified, node, noFile));
