// Functions: what a program gave to the emulator is run, and what it returns is the output.
import { errorBody, HttpError, json } from "../answers.js";
import { type Call, parseJson } from "../call.js";
import { invalidValue } from "../errors.js";
import type { Handler, Handlers } from "../handler.js";
import { isObject, type Values } from "../values.js";

const execute: Handler = async (call, { organization }) => {
  const run = organization.functions.get(call.path("functionName"));
  if (run === undefined) {
    throw new HttpError(400, errorBody("SERVICE_NOT_FOUND", "service unavailable. please try after sometime"));
  }
  const output = await attempt(run, await readArguments(call));
  const text = output === undefined || typeof output === "string" ? (output ?? null) : JSON.stringify(output);
  const details = { output: text, output_type: "string", id: null, userMessage: [] };
  return json(200, { code: "success", details, message: "function executed successfully" });
};

async function attempt(run: (values: Values) => unknown, values: Values): Promise<unknown> {
  try {
    return await run(values);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new HttpError(400, errorBody("INVALID_DATA", `function failed: ${reason}`));
  }
}

/** `arguments` of the query is JSON; the body has more, in `body` or by itself, or a file in a form. */
async function readArguments(call: Call): Promise<Values> {
  const text = call.query.get("arguments");
  const given = text === null ? {} : parseJson(Buffer.from(text));
  if (!isObject(given)) throw invalidValue({ expected_data_type: "jsonobject", api_name: "arguments" });
  const body = call.isForm() ? Object.fromEntries(await call.form()) : call.parsed();
  if (!isObject(body)) return given;
  return { ...given, ...(isObject(body.body) ? body.body : body) };
}

export const functionHandlers: Handlers = {
  executeFunctionUsingParameters: execute,
  executeFunctionUsingRequestBody: execute,
};
