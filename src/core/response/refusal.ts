/** Reads what a service says about a call that it rejected, in every form that Zoho and the gateways before it use. */
import { printable } from "../errors/printable.js";

/** What the body of a rejected call says. */
export interface Refusal {
  /** The service's own code; `undefined` if it states none. */
  readonly code: string | undefined;
  /** The service's own sentence; empty if there is none. */
  readonly message: string;
  /** The details of the error, or of the first rejected row. Rows are all in `rows`, as they were sent. */
  readonly details: Readonly<Record<string, unknown>>;
}

type Members = Readonly<Record<string, unknown>>;

const CODES = ["code", "errorCode", "error_code", "ERROR_CODE"];
const MESSAGES = [
  ...["message", "errorMessage", "error_message", "ERROR_MESSAGE", "description", "error_description"],
  ...["detail", "title", "x-error", "info"],
];
/** Members that hold an error object, before any others. */
const HOLDERS = ["error", "errors", "status", "data", "response"];

/** How deep an error object may lie: `{ response: { error: { code } } }` and a row need three levels. */
const DEEPEST = 4;

/** The longest code and the longest sentence that are kept. */
const CODE_LENGTH = 100;
const MESSAGE_LENGTH = 300;

/**
 * Reads the body of a response outside 2xx.
 * @param body The parsed JSON, or the text if it is not JSON.
 */
export function readRefusal(body: unknown): Refusal | undefined {
  if (typeof body === "string") return textRefusal(body);
  const rows = rowsIn(body);
  const rejected = rows?.filter(isErrorRow);
  if (rows && rejected?.[0]) return { ...objectRefusal(rejected[0], 1), details: { ...detailsOf(rejected[0]), rows } };
  const found = objectRefusal(body, 0);
  return found.code === undefined && found.message === "" ? undefined : found;
}

/** The rows of a response to a write: the one array of objects in it, or its only object. */
export function rowsIn(body: unknown): readonly Members[] | undefined {
  if (Array.isArray(body)) return body.every(isMembers) && body.length > 0 ? body : undefined;
  if (!isMembers(body)) return undefined;
  const members = Object.values(body);
  const list = members.find((value): value is Members[] => Array.isArray(value) && value.length > 0);
  if (list) return list.every(isMembers) ? list : undefined;
  return members.length === 1 && isMembers(members[0]) ? [members[0]] : undefined;
}

/** Whether a row of a response to a write was rejected. */
export const isErrorRow = (row: Members): boolean =>
  row.status === "error" || (row.status === undefined && codeOf(row) !== undefined);

function objectRefusal(body: unknown, depth: number): Refusal {
  if (!isMembers(body)) return NOTHING;
  const own = { code: codeOf(body), message: messageOf(body), details: detailsOf(body) };
  if (depth >= DEEPEST || (own.code !== undefined && own.message !== "")) return own;
  // Another member may say more: `{ status: { code: 400, description }, data: { errorCode } }`.
  const inner = HOLDERS.map((name) => body[name])
    .map((value) => (Array.isArray(value) ? value[0] : value))
    .map((value) => objectRefusal(value, depth + 1));
  const all = [own, ...inner];
  const codes = all.flatMap(({ code }) => code ?? []);
  return {
    // A word says more than a number.
    code: codes.find((code) => !/^\d+$/.test(code)) ?? codes[0],
    message: all.map(({ message }) => message).find((message) => message !== "") ?? "",
    details: all.map(({ details }) => details).find((details) => Object.keys(details).length > 0) ?? {},
  };
}

const NOTHING: Refusal = { code: undefined, message: "", details: {} };

function codeOf(body: Members): string | undefined {
  const code = CODES.map((name) => body[name]).find((value) => isWord(value) || Number.isFinite(value));
  if (code !== undefined) return printable(String(code), CODE_LENGTH);
  // `{ error: "invalid_request" }`, where a sentence would be the message.
  return isWord(body.error) && !/\s/.test(body.error) ? printable(body.error, CODE_LENGTH) : undefined;
}

function messageOf(body: Members): string {
  const said = [...MESSAGES, "error", "errors"].map((name) => body[name]);
  const message = said.map((value) => (Array.isArray(value) ? value[0] : value)).find(isWord);
  return message === undefined || message === codeOf(body) ? "" : printable(message, MESSAGE_LENGTH);
}

const detailsOf = ({ details }: Members): Members =>
  typeof details === "object" && details !== null ? { ...details } : {};

const isWord = (value: unknown): value is string => typeof value === "string" && value.trim() !== "";

const isMembers = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The number of characters that are searched. */
const SEARCHED = 10_000;

/** A page of a gateway, the XML of Zoho's older services, or plain text. */
function textRefusal(text: string): Refusal | undefined {
  const start = text.slice(0, SEARCHED).replace(/<!\[CDATA\[|\]\]>/g, "");
  if (start.trim() === "") return undefined;
  if (!/^\s*</.test(start)) return { code: undefined, message: printable(start, MESSAGE_LENGTH), details: {} };
  const message = elementOf(start, ["message", "title", "h1"]);
  const code = elementOf(start, ["code"]);
  if (message === undefined && code === undefined) return undefined;
  return {
    code: code === undefined || code === "" ? undefined : printable(code, CODE_LENGTH),
    message: printable(message ?? "", MESSAGE_LENGTH),
    details: {},
  };
}

/** The text of the first element that has one of the names. */
function elementOf(markup: string, names: readonly string[]): string | undefined {
  for (const name of names) {
    const text = new RegExp(`<${name}\\b[^<>]{0,200}>([^<]{1,1000})`, "i").exec(markup)?.[1];
    if (text !== undefined && text.trim() !== "") return text.replace(/\s+/g, " ");
  }
  return undefined;
}
