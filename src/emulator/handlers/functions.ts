/** Functions: runs what a program passed to the emulator, and returns its result as the output. */

import { isError } from "../../core/kind.js";
import type { Call } from "../calls/call.js";
import type { Handler, Handlers } from "../calls/handler.js";
import { badRequest, invalidValue } from "../http/errors.js";
import { parseJson } from "../http/request.js";
import { type HttpError, json } from "../http/responses.js";
import { limits } from "../limits.js";
import type { CrmFunction } from "../setup/setup.js";
import { isObject, type Values } from "../values/values.js";

const execute: Handler = async (call, { organization }) => {
  if (organization.edition === "free")
    throw badRequest("FEATURE_NOT_AVAILABLE", "your edition doesn't support this feature");
  const run = organization.functions.get(call.path("functionName"));
  if (run === undefined) {
    throw badRequest("SERVICE_NOT_FOUND", "service unavailable. please try after sometime");
  }
  const { output, lines } = await runFunction(run, await readArguments(call));
  const details = { output, output_type: "string", id: null, userMessage: lines };
  return json(200, { code: "success", details, message: "function executed successfully" });
};

/**
 * Reads the query, whose `arguments` is JSON. The body adds more: in `body`, as a plain object, or as a file in a
 * form.
 */
async function readArguments(call: Call): Promise<Values> {
  const { arguments: text, auth_type: _, ...query } = Object.fromEntries(call.query);
  const named = text === undefined ? {} : parseJson(Buffer.from(text));
  if (!isObject(named)) throw invalidValue({ expected_data_type: "jsonobject", api_name: "arguments" });
  const given = { ...query, ...named };
  const body = call.isForm() ? Object.fromEntries(await call.form()) : call.parsed();
  if (!isObject(body)) return given;
  return { ...given, ...(isObject(body.body) ? body.body : body) };
}

/** How long a function may take, in milliseconds. One that blocks its thread cannot be stopped. */
const LIMIT = limits.functions.seconds * 1000;

interface FunctionOutput {
  /** Empty if the function returned nothing. */
  readonly output: string;
  /** The lines that the function logged. */
  readonly lines: readonly string[];
}

/**
 * @throws HttpError 400 if the function throws, returns something that is not JSON, or times out. The message tells
 * why
 */
export async function runFunction(
  run: CrmFunction,
  values: Parameters<CrmFunction>[0],
  limit = LIMIT,
): Promise<FunctionOutput> {
  const lines: string[] = [];
  const done = Promise.resolve()
    .then(() => run(values, (line) => lines.push(String(line))))
    .then(outputText)
    .catch((error: unknown) => {
      const reason = isError(error) ? error.message : JSON.stringify(error);
      throw badRequest("INVALID_DATA", `function failed: ${reason}`);
    });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(timedOut(limit)), limit);
  });
  try {
    return { output: await Promise.race([done, late]), lines };
  } finally {
    clearTimeout(timer);
  }
}

const outputText = (output: unknown): string => (typeof output === "string" ? output : (JSON.stringify(output) ?? ""));

const timedOut = (limit: number): HttpError => {
  const reason = `the function did not end within ${limit / 1000} s`;
  return badRequest("CONNECTION_TIMEOUT", "unable to connect. please try after sometime", { reason });
};

export const functionHandlers: Handlers = {
  executeFunctionUsingParameters: execute,
  executeFunctionUsingRequestBody: execute,
};
