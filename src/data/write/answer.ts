/** What a response to a write says about each row that was sent. */
import { temporaryErrors } from "../../../generated/limits.js";
import { isErrorRow } from "../../core/response/refusal.js";
import type { WriteMode } from "./options.js";
import type { Refused, Written } from "./outcome.js";
import type { Row } from "./rows.js";

/** What a response says about one row; `lost` if it says nothing. */
export type Answer = Written | Refused | Temporary | "lost";

/** Rejected for now. */
export interface Temporary {
  readonly status: "temporary";
  readonly code: string;
  readonly message: string;
}

type Members = Readonly<Record<string, unknown>>;

const STATUSES = { create: "created", update: "updated", upsert: "updated", delete: "deleted" } as const;

/**
 * Reads the response to rows that were sent, in their order. Rows that it does not mention are lost, and so are all if it
 * mentions others.
 */
export function readAnswers(sent: readonly Row[], answers: readonly unknown[], mode: WriteMode): readonly Answer[] {
  if (answers.length > sent.length) return sent.map(() => "lost");
  const read = sent.map((row, at) => answerOf(row, answers[at], mode));
  const isOther = sent.some(({ id }, at) => {
    const answer = read[at];
    return id !== undefined && typeof answer === "object" && "id" in answer && isWritten(answer) && answer.id !== id;
  });
  return isOther ? sent.map(() => "lost") : read;
}

const isWritten = ({ status }: Answer & object): boolean => status !== "refused" && status !== "temporary";

function answerOf({ index }: Row, answer: unknown, mode: WriteMode): Answer {
  if (typeof answer !== "object" || answer === null) return "lost";
  const row: Members = { ...answer };
  const details: Members = { ...Object(row.details) };
  if (isErrorRow(row)) return rejectionOf(index, row, details);
  const id = textOf(details.id);
  if (row.status !== "success" || id === undefined) return "lost";
  const status = mode === "upsert" && row.action === "insert" ? "created" : STATUSES[mode];
  return { index, status, id };
}

function rejectionOf(index: number, row: Members, details: Members): Refused | Temporary {
  const code = textOf(row.code) ?? "UNKNOWN";
  const message = textOf(row.message) ?? "";
  if (temporaryErrors.includes(code)) return { status: "temporary", code, message };
  // Later versions name the record in the way with a member of its own.
  const id = textOf(details.id) ?? textOf({ ...Object(details.duplicate_record) }.id);
  return { index, status: "refused", code, field: textOf(details.api_name), message, id };
}

const textOf = (value: unknown): string | undefined => {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
};
