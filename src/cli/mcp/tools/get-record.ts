import { operation } from "../operation.js";
import { compacted, LONGEST_ASKED, picked, type Reply } from "../reply.js";
import { fieldNames, ID, MODULE, type Tool } from "../tool.js";

interface Wanted {
  readonly module: string;
  readonly id: string;
  readonly fields?: readonly string[];
}

/** With so few fields, long texts are what the caller is after. */
const FEW = 3;

export const getRecord: Tool = {
  name: "get_record",
  description: "Get one record by id: the fields you name, or all that have a value. 1 credit.",
  input: {
    type: "object",
    properties: { module: MODULE, id: ID, fields: fieldNames("API names; up to 3 get long texts whole") },
    required: ["module", "id"],
    additionalProperties: false,
  },
  effect: "none",
  async run(args, { rights, options }): Promise<Reply> {
    const { module, id, fields } = args as Wanted;
    const params = { module, id, ...(fields !== undefined && { fields }) };
    const response = await rights.read({ operation: operation("records.get"), params }, options);
    const rows: unknown = Reflect.get(Object(response), "data");
    const [record] = Array.isArray(rows) ? rows : [];
    if (record === undefined) return { text: `${module} has no record with the id ${id}.` };
    return {
      text: `The record ${id} of ${module}:`,
      data: fields === undefined ? compacted(record) : picked(record, fields),
      ...(fields !== undefined && fields.length <= FEW && { longestValue: LONGEST_ASKED }),
    };
  },
};
