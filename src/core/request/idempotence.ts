import type { PreparedRequest } from "./request.js";

/**
 * Whether it is safe to send the request twice. Where that depends on the body, the body is read, so ask only after a
 * failure.
 */
export function isIdempotent({
  operation: { idempotent },
  body,
}: Pick<PreparedRequest, "operation" | "body">): boolean {
  return idempotent === "unless-rows" ? typeof body === "string" && !hasRows(body) : idempotent;
}

/** Whether a record in a JSON body has rows of its own: line items, or the rows of a subform. */
function hasRows(body: string): boolean {
  try {
    const records = Object.values(Object(JSON.parse(body)) as object).flat();
    return records.some((record) => Object.values(Object(record) as object).some(isRows));
  } catch {
    // A program may pass a string of its own as the body.
    return true;
  }
}

const isRows = (value: unknown): boolean =>
  Array.isArray(value) && value.some((item) => typeof item === "object" && item !== null);
