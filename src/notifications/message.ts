/** A message as the rest goes by it, read from what somebody posted. */
import { isPlainObject } from "../core/kind.js";
import type { EventKind } from "./event.js";
import { invalid } from "./request.js";

export interface Message {
  readonly channelId: string;
  /** Empty if there is none. */
  readonly token: string;
  readonly module: string;
  readonly operation: EventKind;
  /** At least one, each once. */
  readonly ids: readonly string[];
  /** Milliseconds since 1970; `undefined` in older messages. */
  readonly serverTime: number | undefined;
  /** The changed fields by id. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
}

const OPERATIONS: readonly unknown[] = ["insert", "update", "delete"] satisfies EventKind[];

/** @param body The parsed body @throws CrmError `INVALID_NOTIFICATION`, which quotes nothing of it */
export function readMessage(body: unknown): Message {
  if (!isPlainObject(body)) throw invalid("its body is not a JSON object");
  const own = (name: string): unknown => (Object.hasOwn(body, name) ? body[name] : undefined);
  const [module, operation, ids, token] = [own("module"), own("operation"), own("ids"), own("token")];
  if (typeof module !== "string" || !/^\w{1,200}$/.test(module)) throw invalid("`module` is not the name of a module");
  if (!isOperation(operation)) throw invalid("`operation` is none of insert, update and delete");
  if (!Array.isArray(ids) || ids.length === 0) throw invalid("`ids` is not an array of ids");
  const channelId = idOf(own("channel_id"));
  if (channelId === undefined) throw invalid("`channel_id` is not a number");
  return {
    channelId,
    token: typeof token === "string" ? token : "",
    module,
    operation,
    ids: [...new Set(ids.map(recordId))],
    serverTime: timeOf(own("server_time")),
    fields: fieldsOf(own("affected_fields")),
  };
}

const isOperation = (value: unknown): value is EventKind => OPERATIONS.includes(value);

function recordId(value: unknown): string {
  if (typeof value === "number" && !Number.isSafeInteger(value)) {
    throw invalid("a JSON parser has rounded an id in `ids`; pass the body as text, or the request unread");
  }
  const id = idOf(value);
  if (id === undefined) throw invalid("`ids` has an entry that is not an id");
  return id;
}

/** Ids come as strings, and may come as numbers. */
const idOf = (value: unknown): string | undefined => {
  const text = typeof value === "number" ? String(value) : value;
  return typeof text === "string" && /^\d{1,19}$/.test(text) ? text : undefined;
};

function timeOf(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  const time = typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value;
  if (typeof time !== "number" || !Number.isSafeInteger(time) || Number.isNaN(new Date(time).getTime())) {
    throw invalid("`server_time` is not a number of milliseconds");
  }
  return time;
}

/** Whatever is not as recorded tells nothing: the fields are a hint. */
function fieldsOf(value: unknown): Message["fields"] {
  const fields = new Map<string, readonly string[]>();
  for (const one of Array.isArray(value) ? value : []) {
    for (const [id, names] of isPlainObject(one) ? Object.entries(one) : []) {
      if (Array.isArray(names))
        fields.set(
          id,
          names.filter((name) => typeof name === "string"),
        );
    }
  }
  return fields;
}
