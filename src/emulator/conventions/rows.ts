/** Rows that are checked one by one: those of a request, and those of the response. */
import type { Call } from "../calls/call.js";
import type { HandlerContext } from "../calls/handler.js";
import { mandatoryNotFound } from "../http/errors.js";
import { type ActionRow, type ErrorBody, HttpError, type HttpResponse, json } from "../http/responses.js";
import { isObject, type Values } from "../values/values.js";

/** The rows of a body, each either valid by the description or with the reason why it is not. */
export function readRows(
  call: Call,
  { rules, crm }: HandlerContext,
  key: string,
): readonly ({ readonly row: Values } | { readonly refusal: ErrorBody })[] {
  return call.rows(key).map((row) => {
    const refusal = crm.strict || !isObject(row) ? rules.rowProblem(call, key, row) : undefined;
    return refusal === undefined && isObject(row) ? { row } : { refusal: refusal ?? mandatoryNotFound("id") };
  });
}

/** The response to a write, with a status that the description allows. */
export function rowsResponse(call: Call, key: string, rows: readonly ActionRow[]): HttpResponse {
  const { responses } = call.route.operation;
  const [refusal] = rows.filter((row) => row.status === "error");
  const accepted = "201" in responses ? 201 : 200;
  if (refusal === undefined) return json(accepted, { [key]: rows });
  const all = rows.every((row) => row.status === "error");
  const status = [...(all ? ["202"] : []), "207", "200"].find((one) => one in responses);
  // An operation whose only response is success can only be refused as a whole.
  if (status === undefined) throw new HttpError(400, refusal);
  return json(Number(status), { [key]: rows });
}
