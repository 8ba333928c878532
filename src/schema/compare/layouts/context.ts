/** What is known when layouts are compared: what lines for fields say already. */
import type { FieldSchema } from "../../schema.js";
import type { Pair } from "../pair.js";
import type { NewSettings } from "../settings/new-settings.js";

/** What layouts need not repeat of a field. */
export interface KnownField {
  readonly pair: Pair<FieldSchema>;
  /** Whether a line for the field says that the setting changed. */
  readonly isExplained: (setting: string) => boolean;
  /** The picklist values that a line for the field mentions. */
  readonly values: ReadonlySet<string>;
}

export interface LayoutContext {
  readonly module: string;
  /** The fields that are in both schemas. */
  readonly common: ReadonlyMap<string, KnownField>;
  /** Whether a field is in one of the schemas only. */
  readonly isGoneOrNew: (field: string) => boolean;
  /** What needs no line for each thing that has it. */
  readonly news: NewSettings;
}
