import { type Code, code } from "../../../codegen/code/code.js";
import { free, type ModuleNames, RESERVED } from "./names.js";

/** The names by which a file imports the types of other modules. */
export class Aliases {
  readonly #own: ModuleNames;
  readonly #names: ReadonlyMap<string, ModuleNames>;
  readonly #taken: Set<string>;
  readonly #aliases = new Map<string, string>();

  constructor(own: ModuleNames, names: ReadonlyMap<string, ModuleNames>, taken: readonly string[]) {
    this.#own = own;
    this.#names = names;
    this.#taken = new Set([...RESERVED, own.read, own.create, own.update, own.columns, ...taken]);
  }

  /** The types of a module; `undefined` if there are none. */
  of(apiName: string): Code | undefined {
    const names = this.#names.get(apiName);
    if (names === undefined || names === this.#own) return names && code`Types`;
    const alias = this.#aliases.get(apiName) ?? this.#take(apiName, names.file);
    return { text: alias, uses: [{ name: `Types as ${alias}`, from: names.file, isType: true }] };
  }

  #take(apiName: string, file: string): string {
    // Words of the language have no capitals.
    const alias = free(/^[A-Z]/.test(file) ? file : `Module_${file}`, (name) => !this.#taken.has(name));
    this.#taken.add(alias);
    this.#aliases.set(apiName, alias);
    return alias;
  }

  get used(): string[] {
    return [...this.#aliases.keys()];
  }
}
