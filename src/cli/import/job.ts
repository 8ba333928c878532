/** One import, as its options and its file say. */
import type { ApiClient } from "../../core/operation.js";
import type { Context, Values } from "../definition.js";
import type { STORE_OPTIONS } from "../tokens/store.js";
import type { KnownModule } from "../transfer/module-schema.js";
import type { ImportOptions } from "./checkpoint.js";
import type { Columns } from "./columns.js";
import type { Input } from "./file/input.js";
import type { Mode } from "./modes.js";
import type { Empty } from "./row-reader.js";
import type { WriteTask } from "./write.js";

export interface Job {
  readonly mode: Mode;
  readonly empty: Empty;
  readonly input: Input;
  readonly columns: Columns;
  readonly known: KnownModule;
  readonly task: WriteTask;
  readonly options: ImportOptions;
  readonly client: () => Promise<ApiClient>;
  readonly tokens: Values<typeof STORE_OPTIONS>;
  readonly context: Context;
}
