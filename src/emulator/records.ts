import { unknownModule } from "./errors.js";
import { customModule, type ModuleDefinition, STANDARD_MODULES } from "./modules.js";

/** A stored record. It is never changed in place, so snapshots may share it. */
export interface CrmRecord {
  readonly id: string;
  readonly [field: string]: unknown;
}

/** An entry of the recycle bin. */
export interface DeletedRecord {
  readonly record: CrmRecord;
  readonly deletedTime: number;
}

/** The records of one module. */
export interface Table {
  readonly module: ModuleDefinition;
  readonly records: Map<string, CrmRecord>;
  readonly bin: Map<string, DeletedRecord>;
}

/** All modules with their records. Maps hold them, so that a module or id such as `__proto__` is a name like any other. */
export class RecordStore {
  #tables = new Map<string, Table>(STANDARD_MODULES.map((module) => [module.apiName, newTable(module)]));

  /** @throws HttpError 400 for a module that the organisation lacks; case matters. */
  table(module: string): Table {
    const table = this.#tables.get(module);
    if (table === undefined) throw unknownModule();
    return table;
  }

  tables(): IterableIterator<Table> {
    return this.#tables.values();
  }

  /** Makes sure that a module exists; an unknown one becomes a custom module. */
  declare(module: string): Table {
    const table = this.#tables.get(module) ?? newTable(customModule(module));
    this.#tables.set(module, table);
    return table;
  }

  snapshot(): ReadonlyMap<string, Table> {
    return copy(this.#tables);
  }

  restore(tables: ReadonlyMap<string, Table>): void {
    this.#tables = copy(tables);
  }
}

const newTable = (module: ModuleDefinition): Table => ({ module, records: new Map(), bin: new Map() });

const copy = (tables: ReadonlyMap<string, Table>): Map<string, Table> =>
  new Map(
    Array.from(tables, ([name, { module, records, bin }]) => [
      name,
      { module, records: new Map(records), bin: new Map(bin) },
    ]),
  );
