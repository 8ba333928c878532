/** The metadata of an organization whose schema is known: what Zoho returned when it was pulled. */
import { type ModuleMetadata, metadataOf } from "../../schema/metadata.js";
import type { Schema } from "../../schema/schema.js";
import { unknownModule } from "../http/errors.js";
import { leftOutCode, leftOutError } from "./left-out.js";

/** What Zoho returns for a module, by the members of the responses. */
const PARTS = { fields: "fields", layouts: "layouts", related_lists: "relatedLists" } as const;
type Part = keyof typeof PARTS;

export class PulledMetadata {
  readonly #schema: Schema;
  #byName: ReadonlyMap<string, ModuleMetadata> | undefined;

  constructor(schema: Schema) {
    this.#schema = schema;
  }

  /** The modules by API name. */
  get modules(): ReadonlyMap<string, ModuleMetadata> {
    // Large schemas take a while, and most programs do not ask.
    this.#byName ??= new Map(metadataOf(this.#schema).map((metadata) => [metadata.module.api_name, metadata]));
    return this.#byName;
  }

  /** The modules that exist, but that the schema says nothing about, and whether the API has them. */
  get leftOut(): ReadonlyMap<string, boolean> {
    const names = Object.keys(this.#schema.leftOut).filter((name) => name !== "*" && !name.includes("/"));
    return new Map(names.map((name) => [name, leftOutCode(this.#schema, name) !== undefined]));
  }

  /** Whether the schema knows a part of a module. */
  has(module: string, part: Part): boolean {
    return this.modules.has(module) && leftOutError(this.#schema, `${module}/${part}`) === undefined;
  }

  /**
   * A part of the metadata of a module, as it was pulled.
   * @throws HttpError if the module does not exist, or with the code that Zoho refused it with
   */
  partOf<P extends Part>(module: string, part: P): ModuleMetadata[(typeof PARTS)[P]] {
    const error = leftOutError(this.#schema, module) ?? leftOutError(this.#schema, `${module}/${part}`);
    if (error !== undefined) throw error;
    const metadata = this.modules.get(module);
    if (metadata === undefined) throw unknownModule();
    return metadata[PARTS[part]];
  }
}
