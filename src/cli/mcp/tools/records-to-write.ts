/** What the tools that write records have in common: their arguments, and what the fields say of the records. */
import { checkRecord } from "../../../schema/check-record.js";
import { operation } from "../operation.js";
import { CONFIRM, MODULE, type Task, type Tool } from "../tool.js";
import { written } from "../write.js";

interface Records {
  readonly module: string;
  readonly records: readonly object[];
  readonly confirm?: string;
}

/** The maximum number of records in one call. */
const MOST = 100;

/** The most problems that a reply lists. */
const MOST_PROBLEMS = 20;

/** A tool that writes records, which are checked before anything is sent. */
export function recordTool(
  { name, description, effect }: Pick<Tool, "name" | "description" | "effect">,
  kind: "create" | "update",
): Tool {
  const record = kind === "update" ? { type: "object", required: ["id"] } : { type: "object" };
  const send = operation(kind === "update" ? "records.updateMany" : "records.create");
  return {
    name,
    description,
    input: {
      type: "object",
      properties: {
        module: MODULE,
        records: {
          type: "array",
          items: record,
          minItems: 1,
          maxItems: MOST,
          description: `values by API name${kind === "update" ? ", each with its id" : ""}; a lookup is {"id":"…"}`,
        },
        confirm: CONFIRM,
      },
      required: ["module", "records"],
      additionalProperties: false,
    },
    effect,
    async run(args, task) {
      const { module, records, confirm } = args as Records;
      const { refused, dropped } = confirm === undefined ? await problemsOf(kind, { module, records }, task) : NONE;
      if (refused.length > 0)
        return { text: ["Nothing was sent. Correct this first:", ...refused].join("\n"), isError: true };
      const call = { operation: send, params: { module, body: { data: records } } };
      return written({ tool: name, call, confirm, notes: dropped }, task);
    },
  };
}

interface Problems {
  readonly refused: readonly string[];
  readonly dropped: readonly string[];
}

const NONE: Problems = { refused: [], dropped: [] };

/** What Zoho would refuse or drop. */
async function problemsOf(kind: "create" | "update", { module, records }: Records, task: Task): Promise<Problems> {
  const { schema, source } = await task.metadata.module(module, task.options);
  const found = records.flatMap((record, index) =>
    checkRecord(schema, module, record, { for: kind }).map(({ effect, message }) => ({
      effect,
      text: `records[${index}] ${message}`,
    })),
  );
  const of = (effect: "refused" | "dropped") => found.filter((one) => one.effect === effect).map(({ text }) => text);
  const [refused, dropped] = [capped(of("refused")), capped(of("dropped"))];
  return { refused: refused.length === 0 ? [] : [...refused, `(by the fields of ${source})`], dropped };
}

const capped = (texts: readonly string[]): readonly string[] =>
  texts.length <= MOST_PROBLEMS
    ? texts
    : [...texts.slice(0, MOST_PROBLEMS), `and ${texts.length - MOST_PROBLEMS} more`];
