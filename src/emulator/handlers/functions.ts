// Functions: what a program gave to the emulator is run, and what it returns is the output.

import type { Call } from "../calls/call.js";
import type { Handler, Handlers } from "../calls/handler.js";
import { json } from "../http/answers.js";
import { badRequest, invalidValue } from "../http/errors.js";
import { parseJson } from "../http/request.js";
import { isObject, type Values } from "../values/values.js";
import { runFunction } from "./function-run.js";

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

/** What the query has; of it `arguments` is JSON. The body has more, in `body` or by itself, or a file in a form. */
async function readArguments(call: Call): Promise<Values> {
  const { arguments: text, auth_type: _, ...query } = Object.fromEntries(call.query);
  const named = text === undefined ? {} : parseJson(Buffer.from(text));
  if (!isObject(named)) throw invalidValue({ expected_data_type: "jsonobject", api_name: "arguments" });
  const given = { ...query, ...named };
  const body = call.isForm() ? Object.fromEntries(await call.form()) : call.parsed();
  if (!isObject(body)) return given;
  return { ...given, ...(isObject(body.body) ? body.body : body) };
}

export const functionHandlers: Handlers = {
  executeFunctionUsingParameters: execute,
  executeFunctionUsingRequestBody: execute,
};
