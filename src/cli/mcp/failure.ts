/** What a tool replies if it fails: the code, what it means, and what to do. */
import { type CrmError, isCrmError } from "../../core/errors/errors.js";
import { withoutSecrets } from "../../core/errors/secrets.js";
import { messageOf } from "../../core/kind.js";
import { CommandError, UsageError } from "../command.js";
import { operationNamed } from "../description/operations.js";
import { type Explanation, explained } from "../explain/explanations.js";
import { ToolProblem } from "./problem.js";
import type { Reply } from "./reply.js";

/** @param warn Tells the person who runs the server about a mistake in it */
export function failureOf(error: unknown, warn: (text: string) => void): Reply {
  if (error instanceof ToolProblem || error instanceof CommandError || error instanceof UsageError)
    return { text: withoutSecrets(error.message), isError: true };
  if (isCrmError(error, "Api")) return ofZoho(error);
  if (isCrmError(error)) return ofClient(error);
  warn(`zcrm mcp: ${error instanceof Error ? error.stack : messageOf(error)}`);
  return { text: "INTERNAL_ERROR: the server made a mistake; its log says more.", isError: true };
}

/** What Zoho says of the error may quote records, so it is data. */
function ofZoho(error: CrmError): Reply {
  const { code, status, operation, message, details } = error;
  const known = meaningOf(error);
  const meaning = known === undefined ? "" : ` ${known.cause} What to do: ${known.remedy}.`;
  const name = operationNamed(operation ?? "")?.name ?? operation;
  return {
    text: `${code}: ${name} failed with HTTP status ${status}.${meaning}`,
    data: { message, details },
    isError: true,
  };
}

function ofClient(error: CrmError): Reply {
  const { code, message } = error;
  const remedy = meaningOf(error)?.remedy;
  const hint = remedy === undefined || message.includes(remedy) ? "" : ` What to do: ${remedy}.`;
  return { text: `${code}: ${message}.${hint}`, isError: true };
}

/** What the code means, if possible for the operation that failed. */
function meaningOf({ code, operation }: CrmError): Explanation | undefined {
  const name = operationNamed(operation ?? "")?.name;
  const all = explained(code);
  return all.find(({ operations }) => name !== undefined && operations.includes(name)) ?? all[0];
}

/** What to do about a row that Zoho rejected. */
export const remedyOf = (code: string): string | undefined => explained(code)[0]?.remedy;
