/** Finds comments that many members of a declaration file have in common, so that each is written once. */
import type MagicString from "magic-string";
import ts from "typescript";
import { commentOf, isIdle } from "./compact-comments.js";

/** A member, and its comment. */
interface Member {
  readonly owner: ts.InterfaceDeclaration;
  /** The name as it is written. */
  readonly name: string;
  readonly comment: string;
  /** Where the comment begins. */
  readonly position: number;
}

/** The characters of `interface $name{}`, of `?:$`, and of a name in a list, without the names. */
const [BASE, MEMBER, LISTED] = [13, 4, 1];

/**
 * Moves comments that several interfaces repeat into an interface that they extend: a member without a comment inherits
 * that of the same member there. Such an interface says nothing about types, and is not exported.
 * @returns Where the comments begin that are no longer wanted at their members.
 */
export function shareComments(file: ts.SourceFile, result: MagicString): ReadonlySet<number> {
  const shared = new Set<number>();
  const bases = new Map<ts.InterfaceDeclaration, string[]>();
  const names = new Set<string>();
  const members = file.statements.filter(ts.isInterfaceDeclaration).flatMap(membersOf);
  for (const group of groupsOf(members)) {
    const owners = [...new Set(group.map(({ owner }) => owner))];
    const unique = new Map(group.map((member) => [member.name, member]));
    const [first] = unique.keys();
    if (first === undefined) continue;
    const base = freeName(first, names);
    if (saved([...unique.values()], owners.length, base) <= 0) continue;
    names.add(base);
    const lines = [...unique.values()].map(({ comment, name }) => `${comment}${name}?:$\n`).join("");
    result.append(`interface ${base}{\n${lines}}\n`);
    for (const owner of owners) bases.set(owner, [...(bases.get(owner) ?? []), base]);
    for (const { position } of group) shared.add(position);
  }
  if (bases.size > 0) result.append("type $=unknown\n");
  for (const [owner, list] of bases) extend(owner, list, result);
  return shared;
}

/** The members of an interface that have a comment which says something. */
function membersOf(owner: ts.InterfaceDeclaration): Member[] {
  return owner.members.filter(ts.isPropertySignature).flatMap((member) => {
    const [doc, ...others] = ts.getJSDocCommentsAndTags(member).filter(ts.isJSDoc);
    if (doc === undefined || others.length > 0) return [];
    const comment = commentOf(doc);
    if (isIdle(comment, member)) return [];
    return [{ owner, name: member.name.getText(), comment, position: doc.pos }];
  });
}

/** The members whose names and comments are the same in the same interfaces. */
function groupsOf(members: readonly Member[]): Member[][] {
  const alike = grouped(members, ({ name, comment }) => `${name} ${comment}`).filter(({ length }) => length > 1);
  return grouped(alike, (group) => group.map(({ owner }) => owner.pos).join()).map((groups) => groups.flat());
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

/** The number of characters that a base saves. */
function saved(members: readonly Member[], owners: number, base: string): number {
  const comments = members.reduce((sum, { comment }) => sum + comment.length, 0);
  const names = members.reduce((sum, { name }) => sum + name.length + MEMBER, 0);
  return (owners - 1) * comments - names - BASE - base.length - owners * (base.length + LISTED + "extends".length);
}

/** Whether a type is one that only has comments, by its name. */
export const isCommentBase = (name: string): boolean => name.startsWith("$");

/** `$name`, or the first of `$name2`, `$name3` and so on that no other base has. */
function freeName(member: string, taken: ReadonlySet<string>): string {
  const name = `$${member.replace(/[^\w]/g, "")}`;
  for (let count = 1; ; count += 1) {
    const free = count === 1 ? name : `${name}${count}`;
    if (!taken.has(free)) return free;
  }
}

/** Bases with comments come first: the compiler takes the first one that has the member. */
function extend(owner: ts.InterfaceDeclaration, bases: readonly string[], result: MagicString): void {
  const [clause] = owner.heritageClauses ?? [];
  const [type] = clause?.types ?? [];
  const last = owner.typeParameters === undefined ? owner.name.end : owner.typeParameters.end + 1;
  if (type === undefined) result.appendLeft(last, ` extends ${bases.join(",")}`);
  else result.appendLeft(type.getStart(), `${bases.join(",")},`);
}
