import type { Schema } from "../../schema/schema.js";
import type { Description } from "../description.js";
import { notSupported, unknownModule } from "../http/errors.js";
import { leftOutError } from "../modules/left-out.js";
import { customModule, type ModuleDefinition, standardModules, withFields } from "../modules/modules.js";
import { pulledModules } from "../modules/pulled.js";
import type { UserReference } from "../settings/users.js";
import type { CustomModules } from "../setup/setup.js";
import { SharedMap } from "../values/shared-map.js";
import { RecordMap } from "./map/record-map.js";
import type { CrmRecord } from "./record.js";

/** An entry of the recycle bin. */
export interface DeletedRecord {
  readonly record: CrmRecord;
  readonly deletedTime: number;
  readonly deletedBy: UserReference;
}

/** The records of one module. */
export interface Table {
  readonly module: ModuleDefinition;
  readonly records: RecordMap;
  readonly bin: SharedMap<string, DeletedRecord>;
}

/** A record and its module. */
interface FoundRecord {
  readonly module: ModuleDefinition;
  readonly record: CrmRecord;
}

/** The content of a table at some time. */
export interface TableSnapshot {
  readonly module: ModuleDefinition;
  readonly records: ReadonlyMap<string, CrmRecord>;
  readonly bin: ReadonlyMap<string, DeletedRecord>;
}

/** Tasks, events and calls together. It has no table of its own. */
export const ACTIVITIES = "Activities";

const CLOSED = new Set([ACTIVITIES, "Dashboards", "Documents", "Feeds", "Forecasts", "Home", "Reports", "Social"]);

/** All modules with their records. It uses maps, so that a module or id such as `__proto__` is an ordinary name. */
export class RecordStore {
  readonly #description: Description;
  readonly #schema: Schema | undefined;
  #tables: Map<string, Table>;
  /** What a data folder holds for modules that the schema lacks. It comes back with a schema that has them. */
  #absent: ReadonlyMap<string, TableSnapshot> = new Map();

  /** @param added Fields and modules besides Zoho's own @param schema What there is instead of both */
  constructor(description: Description, added: CustomModules = {}, schema?: Schema) {
    this.#description = description;
    this.#schema = schema;
    const modules = schema ? pulledModules(description, schema) : standardModules(description);
    this.#tables = new Map(modules.map((module) => [module.apiName, newTable(module)]));
    this.declareAll(added);
  }

  /** @throws HttpError 400 if the organization lacks the module; case matters. 403 if the user may not see it */
  table(module: string): Table {
    const table = this.#tables.get(module);
    if (table !== undefined) return table;
    if (!this.isClosed(module)) throw unknownModule();
    throw (this.#schema && leftOutError(this.#schema, module)) ?? notSupported();
  }

  /** Whether a module is one that calls cannot reach, or can only read. */
  isClosed(module: unknown): boolean {
    if (typeof module !== "string") return false;
    if (this.#schema === undefined) return CLOSED.has(module);
    const { modules, leftOut } = this.#schema;
    return !this.#tables.has(module) && (Object.hasOwn(modules, module) || Object.hasOwn(leftOut, module));
  }

  /** The table of a module, if it exists. */
  tableOf(module: string): Table | undefined {
    return this.#tables.get(module);
  }

  tables(): IterableIterator<Table> {
    return this.#tables.values();
  }

  /** The position of a module among all. @throws HttpError 400 if it does not exist */
  indexOf(module: string): number {
    const table = this.table(module);
    return [...this.#tables.values()].indexOf(table);
  }

  /** The record with this id, if the module exists and has it. */
  lookUp(module: string, id: string): FoundRecord | undefined {
    const table = this.#tables.get(module);
    const record = table?.records.get(id);
    return table && record && { module: table.module, record };
  }

  /** The record with this id in any module. */
  find(id: string): FoundRecord | undefined {
    for (const name of this.#tables.keys()) {
      const found = this.lookUp(name, id);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Makes sure that a module exists. An unknown one becomes a custom module. */
  declare(module: string): Table {
    const table = this.#tables.get(module) ?? newTable(customModule(this.#description, module));
    this.#tables.set(module, table);
    return table;
  }

  /** Makes sure that modules exist and have these custom fields. */
  declareAll(added: CustomModules): void {
    for (const [name, fields] of Object.entries(added)) {
      this.declare(name);
      this.extend(name, fields);
    }
  }

  /** Adds custom fields to a module that exists. */
  extend(module: string, fields: CustomModules[string]): Table {
    const table = this.table(module);
    const extended = { ...table, module: withFields(table.module, fields) };
    this.#tables.set(module, extended);
    return extended;
  }

  /** The records as they are now, unaffected by later writes. */
  frozen(): Pick<RecordStore, "tableOf"> {
    const tables = new Map(Array.from(this.#tables, ([name, table]) => [name, tableFrom(share(table))]));
    return { tableOf: (name) => tables.get(name) };
  }

  snapshot(): ReadonlyMap<string, TableSnapshot> {
    return new Map([...this.#absent, ...Array.from(this.#tables, ([name, table]) => [name, share(table)] as const)]);
  }

  /** Brings back the records. A schema decides which modules there are, and what their fields are. */
  restore(tables: ReadonlyMap<string, TableSnapshot>): void {
    const isHere = (name: string) => this.#schema === undefined || this.#tables.has(name);
    const held = [...tables].filter(([name]) => isHere(name)).map(([name, table]) => [name, tableFrom(table)] as const);
    this.#absent = new Map([...tables].filter(([name]) => !isHere(name)));
    if (this.#schema === undefined) {
      this.#tables = new Map(held);
      return;
    }
    const kept = new Map(held);
    this.#tables = new Map(
      Array.from(this.#tables, ([name, { module }]) => [name, { ...(kept.get(name) ?? newTable(module)), module }]),
    );
  }
}

const share = ({ module, records, bin }: Table): TableSnapshot => ({
  module,
  records: records.share(),
  bin: bin.share(),
});

const newTable = (module: ModuleDefinition): Table => ({ module, records: new RecordMap(), bin: new SharedMap() });

const tableFrom = ({ module, records, bin }: TableSnapshot): Table => ({
  module,
  records: new RecordMap(records),
  bin: new SharedMap(bin),
});
