/** What an error calls the operation that it is about. */
export interface NamedOperation {
  /** `operationId` of the description, e.g. `getRecords`. */
  readonly id: string;
  /** The call as programs write it, e.g. `records.list`. */
  readonly name?: string;
}

/** The beginning of an error's message: `records.list (getRecords)`. */
export const titleOf = ({ id, name }: NamedOperation): string => (name === undefined ? id : `${name} (${id})`);
