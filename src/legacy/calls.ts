import { fileName } from "../core/download/content-disposition.js";
import { CrmError } from "../core/errors/errors.js";
import { messageOf } from "../core/kind.js";
import type { PreparedRequest } from "../core/request/request.js";
import type { HttpResponse } from "../core/response/response.js";
import type { LegacyApi } from "./api.js";
import { binaryString } from "./binary-string.js";
import type { LegacyAnswer, LegacyCall, LegacyFile, NoData } from "./call.js";
import { callName, OLD_CALLS, type OldCall } from "./old-calls.js";
import { refusalOf } from "./refusal.js";
import { prepare } from "./request.js";
import type { Session } from "./session.js";
import { traceCall } from "./trace.js";

/** Creates all calls. Each call uses the session that is open when it is made. */
export function createApi(opened: () => Session): LegacyApi {
  const api: { [group: string]: { [name: string]: LegacyCall } } = {};
  for (const call of OLD_CALLS) {
    api[call.group] = { ...api[call.group], [call.name]: callOf(call, opened) };
  }
  // The interface is generated from the same table.
  return api as unknown as LegacyApi;
}

/** The request and its user are fixed when the call is made. Later changes of the input do not affect it. */
const callOf =
  (call: OldCall, opened: () => Session): LegacyCall =>
  async (input) => {
    traceCall(callName(call));
    const session = opened();
    let request: PreparedRequest;
    try {
      request = prepare(call, input ?? {}, session.user);
    } catch (error) {
      const refusal = refusalOf(error, call.request);
      if (refusal) return refusal;
      throw error;
    }
    return sendRequest(session, request, input?.x_file_content);
  };

/** Sends a request. Rejects, too, if its file cannot be read. */
export async function sendRequest(
  { engine }: Session,
  request: PreparedRequest,
  file: LegacyFile | null | undefined,
): Promise<LegacyAnswer> {
  const failure = watchFile(request, file);
  const response = await (failure ? Promise.race([failure, engine.send(request)]) : engine.send(request));
  return toAnswer(response, request.operation);
}

const NO_DATA: NoData = '{"message":"no data","status_code":"204"}';

/** Puts a response into the form that old programs read. */
async function toAnswer(
  response: HttpResponse,
  { id, binary: download }: PreparedRequest["operation"],
): Promise<LegacyAnswer> {
  // The body is read even if it is not needed, so that the connection is free for the next call.
  const body = download ? await binaryString(id, response) : await response.text();
  if (response.status === 204) return NO_DATA;
  return {
    statusCode: response.status,
    body,
    headers: Object.fromEntries(response.headers.entries()),
    ...(download && { filename: fileName(response.headers.get("content-disposition")) }),
  };
}

/**
 * Rejects as soon as the file to upload fails. If the file does not exist, its stream fails before anyone reads it.
 * @throws CrmError `UNREADABLE_FILE` if it has failed already.
 */
function watchFile({ operation }: PreparedRequest, file: LegacyFile | null | undefined): Promise<never> | undefined {
  if (!file || typeof file !== "object" || !("on" in file) || typeof file.on !== "function") return undefined;
  const { on } = file;
  const unreadable = (cause: unknown): CrmError =>
    new CrmError(`${operation.id}: the file cannot be read: ${messageOf(cause)}`, {
      code: "UNREADABLE_FILE",
      operation: operation.id,
      cause,
    });
  if ("errored" in file && file.errored) throw unreadable(file.errored);
  return new Promise((_, reject) => {
    on.call(file, "error", (cause: unknown) => reject(unreadable(cause)));
  });
}
