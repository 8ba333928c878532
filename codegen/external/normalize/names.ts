/** Names for code, each taken once. */

import { camelCase, DEVICES, isIdentifier, kebabCase, pascalCase } from "../../code/names.js";
import { FUNCTIONS, TYPES, VALUES } from "../../code/vocabulary.js";

/** Types of the language and of this package that a program would miss if a type of the same name shadowed them. */
const SHADOWED = (
  "Array Awaited BigInt Boolean Buffer Error File Function Headers Map Math NonNullable Number Parameters Partial Proxy " +
  "ReadableStream RegExp Request Required Response " +
  "ReturnType Set String Symbol URL WeakMap WeakSet JSON Iterable Iterator Generator Client CrmClient"
).split(" ");

const words = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{Mark}+/gu, "")
    .replace(/[^A-Za-z0-9]+/g, " ")
    .trim();

/** Longer names are cut: they are parts of file names, which have limits, and of other names. */
const MAX_LENGTH = 100;

/** Finds free names. */
export class Names {
  readonly #taken: Set<string>;
  readonly #key: (name: string) => readonly string[];

  constructor(taken: readonly string[], key: (name: string) => readonly string[] = (name) => [name]) {
    this.#taken = new Set(taken);
    this.#key = key;
  }

  /** Takes the first wish that is free, or else the last wish with a number. */
  take(...given: readonly string[]): string {
    const wishes = given.map((wish) => wish.slice(0, MAX_LENGTH));
    const last = wishes.at(-1) ?? "";
    for (let count = 1; ; count++) {
      const name = count === 1 ? (wishes.find((wish) => this.#isFree(wish)) ?? last) : `${last}${count}`;
      if (!this.#isFree(name)) continue;
      for (const key of this.#key(name)) this.#taken.add(key);
      return name;
    }
  }

  #isFree = (name: string): boolean => this.#key(name).every((key) => !this.#taken.has(key));
}

/** The names of one description. */
export class NameBook {
  // A module with a function \`then\` is taken for a promise when it is imported.
  readonly #functions = new Names([...FUNCTIONS, "undefined", "then"], (id) => [id, `${id}Operation`]);
  readonly #types = new Names([...SHADOWED, ...TYPES]);
  readonly #groups = new Names(
    [..."index constructor prototype then toString valueOf hasOwnProperty".split(" "), ...DEVICES],
    (tag) => [camelCase(tag), kebabCase(tag)],
  );

  /**
   * A function's name: the `operationId` if it can be one, else a name made of verb and path. Also takes the names of its
   * parameters' types.
   */
  operation(given: string | undefined, verb: string, path: string): string {
    const wished = given === undefined ? "" : lowerCamel(given);
    const derived = operationName(verb, path);
    const wishes = [wished, derived].filter((name) => isFunctionName(name));
    const id = this.#functions.take(...(wishes.length > 0 ? wishes : [`${verb}Operation`]));
    for (const suffix of ["Params", "ParamsIn"]) this.#types.take(`${pascalCase(id)}${suffix}`);
    return id;
  }

  /** A tag that can name a group, its file and its type. */
  tag(given: string): string {
    const plain = (/^[A-Za-z]/.test(words(given)) ? words(given) : `group ${words(given)}`).slice(0, MAX_TAG).trim();
    const wishes = isPlainTag(given) ? [given] : [plain];
    const tag = this.#groups.take(...wishes, `${wishes[0]} group`);
    for (const suffix of ["Operations", "OperationsIn", "CallsIn"]) this.#types.take(`${pascalCase(tag)}${suffix}`);
    return tag;
  }

  /** A type's name. */
  type(given: string): string {
    const plain = /^[A-Z][A-Za-z0-9]*$/.test(given) ? given : upperCamel(given);
    const name = /^[A-Z]/.test(plain) ? plain : `Model${plain}`;
    return this.#types.take(name, `${name}Model`);
  }
}

/** Members that every object has: one that may be left out would be taken for them. */
const INHERITED = Object.getOwnPropertyNames(Object.prototype);

/** The names of one operation's parameters in code. */
export class ParameterNames {
  readonly #names: Names;

  constructor(id: string, hasBody: boolean) {
    this.#names = new Names([...VALUES, ...INHERITED, "undefined", `${id}Operation`, ...(hasBody ? ["body"] : [])]);
  }

  /** A variable's name. A path parameter keeps its own name if it can. */
  variable(place: "path" | "header" | "cookie", wireName: string): string {
    const camel = lowerCamel(wireName);
    const near = isIdentifier(camel) ? camel : `${place}${upperCamel(wireName)}`;
    const wishes = place === "path" && isIdentifier(wireName) ? [wireName, near] : [near];
    return this.#names.take(...wishes, `${place}${upperCamel(wireName)}`);
  }

  /** A query parameter keeps its name, whatever the characters, unless the name is taken. */
  query(wireName: string): string {
    return this.#names.take(wireName, `query${upperCamel(wireName)}`);
  }
}

/** The short name of an operation in its group: without the group's own name in front. */
export function methodName(id: string, tag: string): string {
  const group = camelCase(tag);
  const rest = id.toLowerCase().startsWith(group.toLowerCase()) ? id.slice(group.length) : "";
  return /^[A-Z]/.test(rest) ? rest.charAt(0).toLowerCase() + rest.slice(1) : id;
}

export const upperCamel = (text: string): string =>
  words(text)
    .split(" ")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");

const lowerCamel = (text: string): string => (/^[a-z][A-Za-z0-9]*$/.test(text) ? text : camelCase(words(text)));

const isFunctionName = (name: string): boolean => /^[a-z][A-Za-z0-9]*$/.test(name) && isIdentifier(name);

/** The maximum length of a tag, which names a file. */
const MAX_TAG = 80;

const isPlainTag = (tag: string): boolean =>
  tag.length <= MAX_TAG && /^[A-Za-z][A-Za-z0-9 _-]*$/.test(tag) && camelCase(tag) !== "";

/** `get`, `/users/{id}/posts` → `getUsersByIdPosts` */
function operationName(verb: string, path: string): string {
  const parts = path
    .split("/")
    .map((part) => part.replace(/\{([^{}]*)\}/g, (_, name: string) => ` by ${words(name)} `));
  return verb + upperCamel(parts.join(" "));
}
