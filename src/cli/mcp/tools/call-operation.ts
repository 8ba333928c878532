import { isPlainObject } from "../../../core/kind.js";
import { type DescribedOperation, meantBy, operationNamed } from "../../description/operations.js";
import { hasMore, pageAt } from "../page.js";
import { ToolProblem } from "../problem.js";
import { compacted, picked, type Reply } from "../reply.js";
import { isOffered } from "../rights.js";
import { AFTER, CONFIRM, DEFAULT_LIMIT, fieldNames, LIMIT, type Task, type Tool } from "../tool.js";
import { written } from "../write.js";

interface Wanted {
  readonly operation: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly body?: object;
  readonly fields?: readonly string[];
  readonly limit?: number;
  readonly after?: number;
  readonly confirm?: string;
}

export const callOperation: Tool = {
  name: "call_operation",
  description:
    "Call an operation that search_operations found. A write is previewed first, and sent by the same call with confirm. 1 credit unless stated.",
  input: {
    type: "object",
    properties: {
      operation: { type: "string", description: "e.g. notes.list" },
      parameters: { type: "object" },
      body: { type: "object" },
      fields: fieldNames("members of each row to return"),
      limit: LIMIT,
      after: AFTER,
      confirm: CONFIRM,
    },
    required: ["operation"],
    additionalProperties: false,
  },
  effect: "any",
  async run(args, task) {
    const wanted = args as Wanted;
    const operation = offered(wanted.operation);
    if (operation.isDownload || operation.body?.kind === "form") throw ofFile(operation);
    const { parameters = {}, body, confirm } = wanted;
    const params = { ...parameters, ...(body !== undefined && { body }) };
    if (operation.isRead) return readBy(operation, params, wanted, task);
    return written({ tool: callOperation.name, call: { operation, params }, confirm }, task);
  },
};

function offered(name: string): DescribedOperation {
  const operation = operationNamed(name);
  if (operation !== undefined && isOffered(operation)) return operation;
  const meant = meantBy(name).filter((one) => !one.startsWith("oauth."));
  const hint = meant.length > 0 ? `; did you mean ${meant.slice(0, 5).join(", ")}?` : "; search_operations finds them";
  throw new ToolProblem(`This operation is not offered${hint}`);
}

/** Files of the person's disk stay there: which of them leave it, and what is written to it, a model does not decide. */
const ofFile = ({ name, isDownload }: DescribedOperation): ToolProblem =>
  new ToolProblem(
    `${name} ${isDownload ? "returns" : "sends"} a file, which this server does not do. A person can run zcrm call ${name} (zcrm call ${name} --help).`,
  );

/** A read, whose rows are cut to the fields and the number that were asked for. */
async function readBy(
  operation: DescribedOperation,
  params: Readonly<Record<string, unknown>>,
  { fields, limit = DEFAULT_LIMIT, after = 0 }: Wanted,
  { rights, options }: Task,
): Promise<Reply> {
  const takesPages = operation.parameters.some(({ name }) => name === "per_page");
  const isOurPage = takesPages && params.page === undefined && params.per_page === undefined;
  const { page, per_page, skip } = pageAt(after, limit);
  const response = await rights.read(
    { operation, params: isOurPage ? { ...params, page, per_page } : params },
    options,
  );
  if (response === undefined)
    return { text: `${operation.name} returned nothing: ${operation.nothing ?? "it is empty"}.` };
  const all = listIn(response);
  if (all === undefined) return { text: `${operation.name}:`, data: compacted(response) };
  const rows = all.slice(isOurPage ? skip : after, (isOurPage ? skip : after) + limit);
  const shown = rows.map((row) => (fields === undefined ? compacted(row) : picked(row, fields)));
  if (shown.length === 0) return { text: `${operation.name} returned no ${after === 0 ? "" : "further "}rows.` };
  const isLast = isOurPage ? !hasMore(response) : after + rows.length >= all.length;
  return {
    text: `${operation.name}:`,
    data: shown,
    rest: (fit) => (fit < rows.length || !isLast ? `More by after: ${after + fit}` : undefined),
  };
}

/** The one list of a response; `undefined` if it has several, or none. */
function listIn(response: unknown): readonly unknown[] | undefined {
  if (!isPlainObject(response)) return undefined;
  const lists = Object.values(response).filter((member) => Array.isArray(member));
  return lists.length === 1 ? lists[0] : undefined;
}
