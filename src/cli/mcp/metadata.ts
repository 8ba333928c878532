/** What is known of the organization's modules and fields: from the file that `zcrm pull` wrote, or from Zoho. */
import type { Field, Module } from "../../../generated/models.js";
import type { RequestOptions } from "../../core/request/options.js";
import { type KnownModule, moduleInFile, moduleOf } from "../transfer/module-schema.js";
import { operation } from "./operation.js";
import type { Rights } from "./rights.js";

/** A module in the list of all. */
export interface ListedModule {
  readonly name: string;
  readonly label: string;
}

/** How long metadata is kept, in milliseconds. */
const KEPT = 10 * 60_000;

export class Metadata {
  readonly #kept = new Map<string, { readonly value: unknown; readonly until: number }>();
  readonly #rights: Rights;
  readonly #file: string | undefined;
  readonly #now: () => number;

  /** @param file The schema file. @default where `zcrm pull` writes it, if it is there */
  constructor(rights: Rights, file: string | undefined, now: () => number) {
    this.#rights = rights;
    this.#file = file;
    this.#now = now;
  }

  /** The schema of a module. Zoho is asked for 1 API credit, unless the file has it. */
  module(name: string, options: RequestOptions): Promise<KnownModule> {
    return this.#keep(`fields of ${name}`, async () => {
      const known = await moduleInFile(name, this.#file);
      if (known !== undefined) return known;
      const call = { operation: operation("fields.list"), params: { module: name } };
      const { fields } = (await this.#rights.read(call, options)) as { readonly fields: readonly Field[] };
      return moduleOf(name, fields);
    });
  }

  /** The modules that calls can use, for 1 API credit. */
  modules(options: RequestOptions): Promise<readonly ListedModule[]> {
    return this.#keep("modules", async () => {
      const call = { operation: operation("modules.list"), params: {} };
      const { modules } = (await this.#rights.read(call, options)) as { readonly modules: readonly Module[] };
      return modules
        .filter(({ api_supported }) => api_supported !== false)
        .map(({ api_name, plural_label }) => ({ name: api_name, label: plural_label ?? api_name }));
    });
  }

  async #keep<Value>(key: string, read: () => Promise<Value>): Promise<Value> {
    const known = this.#kept.get(key);
    if (known !== undefined && this.#now() < known.until) return known.value as Value;
    const value = await read();
    this.#kept.set(key, { value, until: this.#now() + KEPT });
    return value;
  }
}
