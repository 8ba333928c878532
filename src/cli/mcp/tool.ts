/** What every tool is, and what it gets when it is called. */
import type { RequestOptions } from "../../core/operation.js";
import type { Metadata } from "./metadata.js";
import type { Reply } from "./reply.js";
import type { Rights } from "./rights.js";

/** A JSON Schema of arguments. */
export interface Arguments {
  readonly type: "object";
  readonly properties: Readonly<Record<string, object>>;
  readonly required?: readonly string[];
  readonly additionalProperties: false;
}

/** What a call of a tool works with. */
export interface Task {
  readonly rights: Rights;
  readonly metadata: Metadata;
  /** For each request: it ends with the task, and has the time that is left of it. */
  readonly options: RequestOptions;
}

export interface Tool {
  readonly name: string;
  /** For the model. */
  readonly description: string;
  readonly input: Arguments;
  /** What it can do to records. A tool that `creates` or `changes` is offered only if the server may write; one of `any` always. */
  readonly effect: "none" | "creates" | "changes" | "any";
  /** Whether Zoho is asked. */
  readonly isOffline?: true;
  /** @param args Satisfies `input` */
  run(args: unknown, task: Task): Promise<Reply>;
}

/** The argument that names a module. */
export const MODULE = { type: "string", pattern: "^\\w+$", description: "API name, e.g. Leads" };

export const ID = { type: "string", pattern: "^\\d+$" };

/** The argument that confirms a write. */
export const CONFIRM = { type: "string", description: "code from the preview; without it, nothing is sent" };

/** API names of fields. @param description What they are for */
export const fieldNames = (description: string) => ({
  type: "array",
  items: { type: "string", pattern: "^[\\w.$]+$" },
  maxItems: 50,
  description,
});

/** The argument that limits rows. */
export const LIMIT = { type: "integer", minimum: 1, maximum: 100, default: 10 };

/** The argument that continues after a reply. */
export const AFTER = { type: "integer", minimum: 0, description: "rows to skip, as a reply said under More by" };

export const DEFAULT_LIMIT = 10;
