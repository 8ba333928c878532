import { operation } from "../operation.js";
import { hasMore, pageAt } from "../page.js";
import { ToolProblem } from "../problem.js";
import { picked, type Reply } from "../reply.js";
import { AFTER, DEFAULT_LIMIT, fieldNames, LIMIT, MODULE, type Task, type Tool } from "../tool.js";

interface Search {
  readonly module: string;
  readonly fields: readonly string[];
  readonly where?: string;
  readonly words?: string;
  readonly order_by?: string;
  readonly limit?: number;
  readonly after?: number;
}

export const findRecords: Tool = {
  name: "find_records",
  description: "Find records by a condition or by words. Returns id and the fields you name. 1 credit.",
  input: {
    type: "object",
    properties: {
      module: MODULE,
      fields: fieldNames("API names; Account_Name.Phone follows a lookup (with where only)"),
      where: {
        type: "string",
        description:
          "COQL condition, e.g. Amount > 10000 and Closing_Date between '2026-11-01' and '2026-11-30'. Also =, !=, in ('A','B'), like 'A%', is null. Three or more: ((A and B) and C)",
      },
      words: { type: "string", minLength: 2, description: "instead of where: words in any field" },
      order_by: { type: "string", pattern: "^[\\w.]+( (asc|desc))?(, ?[\\w.]+( (asc|desc))?)*$" },
      limit: LIMIT,
      after: AFTER,
    },
    required: ["module", "fields"],
    additionalProperties: false,
  },
  effect: "none",
  run(args, task) {
    const search = args as Search;
    if (search.where !== undefined && search.words !== undefined)
      throw new ToolProblem("Pass where or words, not both.");
    return search.words === undefined ? byCondition(search, task) : byWords(search, search.words, task);
  },
};

async function byCondition(search: Search, { rights, options }: Task): Promise<Reply> {
  const { module, fields, where = "id is not null", order_by = "id asc", limit = DEFAULT_LIMIT, after = 0 } = search;
  const select_query = `select ${fields.join(", ")} from ${module} where ${where} order by ${order_by} limit ${after}, ${limit}`;
  const call = { operation: operation("coql.query"), params: { body: { select_query } } };
  return found(search, await rights.read(call, options), 0);
}

async function byWords(search: Search, word: string, { rights, options }: Task): Promise<Reply> {
  const { module, fields, order_by, limit = DEFAULT_LIMIT, after = 0 } = search;
  if (order_by !== undefined)
    throw new ToolProblem("Records that are found by words have no order: leave out order_by.");
  const dotted = fields.find((name) => name.includes("."));
  if (dotted !== undefined) throw new ToolProblem(`${dotted} follows a lookup, which works with where only.`);
  const { page, per_page, skip } = pageAt(after, limit);
  const call = { operation: operation("records.search"), params: { module, word, fields, page, per_page } };
  return found(search, await rights.read(call, options), skip);
}

function found({ module, fields, after = 0 }: Search, response: unknown, skip: number): Reply {
  const all: unknown = Reflect.get(Object(response), "data");
  const rows = (Array.isArray(all) ? all : []).slice(skip).map((row) => picked(row, fields));
  if (rows.length === 0)
    return { text: after === 0 ? `No record of ${module} matches.` : `No further record of ${module} matches.` };
  return {
    text: `Records of ${module}:`,
    data: rows,
    rest: (shown) => (shown < rows.length || hasMore(response) ? `More by after: ${after + shown}` : undefined),
  };
}
