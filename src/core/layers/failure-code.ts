import { isCrmError } from "../errors/errors.js";
import { withoutSecrets } from "../errors/secrets.js";
import type { CancelSignal } from "../lifetime/cancellation.js";

/** A short code for a failure. */
export function failureCode(error: unknown, signal?: CancelSignal): string {
  if (isCrmError(error)) return error.code;
  return signal?.aborted ? "ABORTED" : "FAILED";
}

/** A code as traces state it. A server chooses some codes, so anything but a word is not passed on. */
export const plainCode = (code: string, otherwise = "FAILED"): string =>
  /^[A-Za-z]\w{0,63}$/.test(code) && withoutSecrets(code) === code ? code : otherwise;
