/** What a schema leaves out, which the emulator refuses as Zoho did. */
import type { Schema } from "../../schema/schema.js";
import { notSupported } from "../http/errors.js";
import { errorBody, HttpError } from "../http/responses.js";

/** Zoho's code at the end of a reason: `the user may not see it (NO_PERMISSION)`. */
const CODE = /\(([A-Z_]+)\)$/;

/** The code that Zoho refused a place with; `undefined` if it was not asked. */
export const leftOutCode = ({ leftOut }: Schema, place: string): string | undefined =>
  CODE.exec(leftOut[place] ?? "")?.[1];

/** The error for what a schema leaves out. @param place A module, or `Module/part` */
export function leftOutError(schema: Schema, place: string): HttpError | undefined {
  if (!Object.hasOwn(schema.leftOut, place)) return undefined;
  const code = leftOutCode(schema, place);
  if (code === undefined) return notSupported();
  return new HttpError(code === "NO_PERMISSION" ? 403 : 400, errorBody(code, schema.leftOut[place] ?? ""));
}
