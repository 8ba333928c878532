/** What {@link compareSchemas} returns. */

/** One change from one schema to another. */
export interface Difference {
  /** What changed, for programs. */
  readonly kind: DifferenceKind;
  /** API name of the module. Missing if the change concerns all of them. */
  readonly module?: string;
  /** API name of the field, if the change concerns one. */
  readonly field?: string;
  /** The change in words, on one line, such as `Leads.Budget (currency, "Budget") is gone`. */
  readonly text: string;
  /** Whether programs that were compiled against the first schema can fail because of it. */
  readonly breaking: boolean;
}

/** What can change. */
export type DifferenceKind =
  | "profile-changed"
  | "left-out-changed"
  | "module-gone"
  | "module-new"
  | "module-unavailable"
  | "capability-changed"
  | "field-gone"
  | "field-new"
  | "type-changed"
  | "target-changed"
  | "result-changed"
  | "mandatory-changed"
  | "required-changed"
  | "read-only-changed"
  | "unique-changed"
  | "length-changed"
  | "decimals-changed"
  | "encryption-changed"
  | "label-changed"
  | "value-gone"
  | "value-renamed"
  | "value-new"
  | "display-changed"
  | "layout-values-changed"
  | "layout-fields-changed"
  | "layout-gone"
  | "layout-new"
  | "layout-renamed"
  | "related-list-gone"
  | "related-list-new"
  | "path-changed"
  | "order-changed"
  | "settings-changed";
