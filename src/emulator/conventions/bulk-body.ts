/** The body of a call that starts a bulk job. */
import type { Call } from "../calls/call.js";
import { isWebAddress } from "../http/callbacks.js";
import { badRequest } from "../http/errors.js";
import { isObject } from "../values/values.js";

/** The body of a call that starts a job. */
export function readBulkBody(call: Call): Readonly<Record<string, unknown>> {
  if (!call.hasBody) throw badRequest("REQUEST_BODY_IS_EMPTY", "Request body is empty.");
  if (!/^application\/json\b/i.test(call.headers["content-type"] ?? "")) {
    throw badRequest("MEDIA_TYPE_NOT_SUPPORTED", "Media type is not supported.");
  }
  if (!isObject(call.parsed())) throw badRequest("REQUEST_BODY_NOT_READABLE", "Unable to parse the request body.");
  return call.json();
}

/** The address that a finished job is reported to, if any. */
export function readCallback(callback: unknown): string | undefined {
  if (callback === undefined || callback === null) return undefined;
  const { url, method }: { readonly url?: unknown; readonly method?: unknown } = isObject(callback) ? callback : {};
  if (!isWebAddress(url)) throw badRequest("INVALID_CALLBACK_URL", "the callback has no good url", { api_name: "url" });
  if (method !== "post") {
    throw badRequest("INVALID_CALLBACK_METHOD", "the method of a callback is post", { api_name: "method" });
  }
  return url;
}
