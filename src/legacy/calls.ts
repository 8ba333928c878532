import { CrmError } from "../core/errors/errors.js";
import type { PreparedRequest } from "../core/request/request.js";
import { type LegacyAnswer, toAnswer } from "./answer.js";
import type { LegacyApi, LegacyCall } from "./api.js";
import type { LegacyFile } from "./input.js";
import { prepare } from "./request.js";
import { type LegacyRoute, ROUTES } from "./routes.js";
import type { Session } from "./session.js";
import { traceCall } from "./trace.js";

/** All calls, which act in the session that there is when they are made. */
export function createApi(opened: () => Session): LegacyApi {
  const api: { [group: string]: { [name: string]: LegacyCall } } = {};
  for (const route of ROUTES) {
    api[route.group] = { ...api[route.group], [route.name]: callOf(route, opened) };
  }
  // That no call lacks its row is seen by a test; the compiler sees that every row is a call.
  return api as unknown as LegacyApi;
}

/** What is asked, and for whom, is settled when the call is made; what follows later does not change it. */
const callOf =
  (route: LegacyRoute, opened: () => Session): LegacyCall =>
  async (input) => {
    traceCall(`${route.group}.${route.name}`);
    const session = opened();
    return sendRequest(session, prepare(route, input ?? {}, session.user), input?.x_file_content);
  };

/** Sends a request, and rejects also where its file cannot be read. */
export async function sendRequest(
  { engine }: Session,
  request: PreparedRequest,
  file: LegacyFile | null | undefined,
): Promise<LegacyAnswer> {
  const failure = watchFile(request, file);
  const response = await (failure ? Promise.race([failure, engine.send(request)]) : engine.send(request));
  return toAnswer(response, request.operation.binary === true);
}

/**
 * Rejects once the file to be sent fails: for want of a file, a stream does so before anyone reads it.
 * @throws CrmError `UNREADABLE_FILE` where it has failed already.
 */
function watchFile({ operation }: PreparedRequest, file: LegacyFile | null | undefined): Promise<never> | undefined {
  if (!file || typeof file !== "object" || !("on" in file) || typeof file.on !== "function") return undefined;
  const { on } = file;
  const unreadable = (cause: unknown): CrmError =>
    new CrmError(
      `${operation.id}: the file cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      {
        code: "UNREADABLE_FILE",
        operation: operation.id,
        cause,
      },
    );
  if ("errored" in file && file.errored) throw unreadable(file.errored);
  return new Promise((_, reject) => {
    on.call(file, "error", (cause: unknown) => reject(unreadable(cause)));
  });
}
