/** A write in two steps: the preview, which sends nothing, and the same call with the code of the preview. */
import { isErrorRow, rowsIn } from "../../core/response/refusal.js";
import { dryRun } from "../call/dry-run.js";
import { count } from "../count.js";
import { remedyOf } from "./failure.js";
import { LONGEST_ASKED, type Reply } from "./reply.js";
import type { Call } from "./rights.js";
import type { Task } from "./tool.js";

/** A write that a tool was asked for. */
export interface Wish {
  /** The tool's name. */
  readonly tool: string;
  readonly call: Call;
  /** The code of the preview, if the caller has one. */
  readonly confirm: string | undefined;
  /** What the person should know before. */
  readonly notes?: readonly string[];
}

/** The preview of a write, or what became of it. */
export async function written(wish: Wish, { rights, options }: Task): Promise<Reply> {
  const { tool, call, confirm } = wish;
  if (confirm !== undefined) return outcomeOf(call, await rights.write(tool, call, confirm, options));
  // The code comes first: without the right to write, nothing is said about what a write would do.
  const code = rights.codeFor(tool, call);
  return preview(wish, code);
}

async function preview({ tool, call, notes = [] }: Wish, code: string): Promise<Reply> {
  const { operation, params } = call;
  // It is built as the client does, so what the client would refuse is refused now.
  const { data } = await dryRun(operation, params, {});
  const { method, path, body } = data as { readonly method: string; readonly path: string; readonly body: unknown };
  // Other members of the body, such as triggers, are shown with the rows.
  const rows = body !== null && Object.keys(Object(body)).length === 1 ? rowsIn(body) : undefined;
  const number = rows?.length ?? rowsIn(body)?.length;
  const records = number === undefined ? "" : ` with ${count(number, "row")}`;
  return {
    text: [
      `PREVIEW, nothing was sent. ${operation.summary}: ${method} ${path}${records}, for ${count(creditsOf(call, number ?? 1), "API credit")}.`,
      ...(method === "DELETE" ? ["It deletes, which may not be undone."] : []),
      ...notes,
      `Show this to the person. If they agree, call ${tool} again with the same arguments and confirm: "${code}", which is valid once and for 10 minutes.`,
    ].join("\n"),
    data: rows ?? body ?? undefined,
    longestValue: LONGEST_ASKED,
    rest: (shown) => (shown < Number(rows?.length) ? `${shown} rows are shown; all of them would be sent.` : undefined),
  };
}

const ROWS_PER_CREDIT = 10;

const creditsOf = ({ operation }: Call, rows: number): number =>
  operation.credits * (operation.isPerTen ? Math.ceil(rows / ROWS_PER_CREDIT) : 1);

/** What Zoho did with each row. */
function outcomeOf({ operation }: Call, response: unknown): Reply {
  const rows = rowsIn(response);
  if (rows === undefined)
    return { text: `${operation.name} was carried out.`, ...(response !== undefined && { data: response }) };
  const rejected = rows.filter(isErrorRow);
  const codes = [...new Set(rejected.map(({ code }) => String(code)))];
  const remedies = codes.flatMap((code) => {
    const remedy = remedyOf(code);
    return remedy === undefined ? [] : [`${code}: ${remedy}.`];
  });
  return {
    text: [
      `${rows.length - rejected.length} of ${count(rows.length, "row")} written by ${operation.name}.`,
      ...remedies,
    ].join("\n"),
    data: rows.map((row) => (isErrorRow(row) ? row : brief(row))),
    ...(rejected.length === rows.length && { isError: true }),
  };
}

/** Of a row that was written, the id is what matters. */
function brief({ code, details, ...row }: Readonly<Record<string, unknown>>): object {
  const id: unknown = Reflect.get(Object(details), "id");
  return id === undefined ? { code, details, ...row } : { code, id };
}
