// Running a function that a program gave to the emulator.
import type { HttpError } from "../http/answers.js";
import { badRequest } from "../http/errors.js";
import type { CrmFunction } from "../setup/setup.js";

/** How long a function may take, in milliseconds. One that never gives up its thread cannot be ended. */
const LIMIT = 10_000;

interface FunctionOutput {
  /** Empty where nothing was returned. */
  readonly output: string;
  /** The lines that it wrote. */
  readonly lines: readonly string[];
}

/** @throws HttpError 400 for one that throws, that returns what is no JSON, or does not end; it says so to its author */
export async function runFunction(
  run: CrmFunction,
  values: Parameters<CrmFunction>[0],
  limit = LIMIT,
): Promise<FunctionOutput> {
  const lines: string[] = [];
  const done = Promise.resolve()
    .then(() => run(values, (line) => lines.push(String(line))))
    .then(textOf)
    .catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : JSON.stringify(error);
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

const textOf = (output: unknown): string => (typeof output === "string" ? output : (JSON.stringify(output) ?? ""));

const timedOut = (limit: number): HttpError => {
  const reason = `the function did not end within ${limit / 1000} s`;
  return badRequest("CONNECTION_TIMEOUT", "unable to connect. please try after sometime", { reason });
};
