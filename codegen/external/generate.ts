/** From any description to a folder of code: read, overlay, normalize, generate, then write or compare. */
import { createRequire } from "node:module";
import { basename, resolve } from "node:path";
import type { OpenAPI3 } from "openapi-typescript";
import { inspect } from "../emit/inspect.js";
import { generate, type Output } from "../generate.js";
import type { GenerateOptions, GenerateResult } from "../options.js";
import { compare, write } from "../output.js";
import { DescriptionError, type Problem } from "../problem.js";
import { changedSince, onlyThese, operationTexts } from "./changed.js";
import { isObject, type JsonObject } from "./json.js";
import { lint } from "./lint.js";
import { normalize } from "./normalize/normalize.js";
import { generatedIn, refuseOthers, signed } from "./output.js";
import { shownPath } from "./paths.js";
import { overlayFrom } from "./read/overlays.js";
import { type Joined, readExternal } from "./read/read.js";
import { commandOf, signatureOf } from "./signature.js";
import { byWeight, type Report, type Warning } from "./warning.js";

/** The package's entry that generated code imports. */
const RUNTIME = "zcrm/runtime";

export async function generateExternal(options: GenerateOptions): Promise<GenerateResult> {
  const warnings: Warning[] = [];
  const suggestions: Warning[] = [];
  try {
    const description = await descriptionFor(options, warnings, suggestions);
    const code = await generate(
      { document: description, sourceOf: () => "" },
      RUNTIME,
      `./${basename(resolve(options.out))}`,
    );
    const output = signed(code, await signatureOf(options));
    const differences = await settle(output, options);
    const [operations, files] = [countOperations(description), output.size];
    const command = commandOf(options, process.cwd());
    return { operations, files, warnings: byWeight(warnings), suggestions, differences, command };
  } finally {
    for (const warning of byWeight(warnings)) options.onWarning?.(warning);
  }
}

/** Reads and normalizes a description. */
async function descriptionFor(
  options: GenerateOptions,
  warnings: Warning[],
  suggestions: Warning[],
): Promise<OpenAPI3> {
  const spec = options.spec ?? createRequire(import.meta.url).resolve("zcrm/openapi.json");
  const { overlays = [], map = {}, only = false, onRead } = options;
  const early: Parameters<Report>[] = [];
  const joined = await readExternal(spec, map, (...told) => early.push(told), onRead);
  const { document, dead } = joined;
  const warn = reporting(joined, warnings);
  for (const told of early) warn(...told);
  const before = only ? operationTexts(document) : new Map();
  for (const overlay of overlays) await overlayFrom(overlay, spec, joined, (warning) => warnings.push(warning));

  const problems: Problem[] = [];
  const fail: Report = (pointer, rule, message) => {
    const { file, pointer: at, line, column } = joined.origins.find(document, pointer, true);
    problems.push({ file, line, column, rule, message: `${message} (at ${at})` });
  };
  for (const { pointer, message } of dead.in(document)) fail(pointer, "reference", message);
  if (problems.length > 0) throw new DescriptionError(problems);
  const normalized = normalize(document, { warn, fail });
  if (problems.length > 0) throw new DescriptionError(problems);
  await lint(document, warn, reporting(joined, suggestions));
  if (!only) return normalized;

  const changed = changedSince(before, document);
  if (changed.size > 0) return onlyThese(normalized, changed);
  const message = "the overlays add or change no operation; leave out --only";
  throw new DescriptionError([
    { file: shownPath(resolve(overlays[0] ?? spec)), line: 1, column: 1, rule: "only", message },
  ]);
}

/** Collects reports about places of the joined document, each once. */
function reporting({ document, origins }: Joined, warnings: Warning[]): Report {
  const seen = new Set<string>();
  return (pointer, rule, message) => {
    const { file, pointer: at } = origins.find(document, pointer, false);
    const key = [file, at, rule, message].join("\n");
    if (!seen.has(key)) warnings.push({ rule, file, pointer: at, message });
    seen.add(key);
  };
}

/** Writes the output, or compares it. @returns The differences. */
async function settle(output: Output, { out, check = false }: GenerateOptions): Promise<string[]> {
  inspect(output, RUNTIME);
  await refuseOthers(out, output);
  const present = await generatedIn(out);
  if (check) return compare(out, output, present);
  await write(out, output, present).catch(unwritable);
  return [];
}

/** @throws DescriptionError that names what cannot be written. */
function unwritable(error: NodeJS.ErrnoException): never {
  const message = `this cannot be written (${error.code ?? error.message}); correct that, or pass another --out`;
  throw new DescriptionError([{ file: shownPath(error.path ?? ""), line: 1, column: 1, rule: "output", message }]);
}

const countOperations = ({ paths }: { paths?: object }): number =>
  Object.values(paths ?? {}).reduce(
    (sum: number, item: JsonObject) =>
      sum + Object.values(item).filter((one) => isObject(one) && one.operationId).length,
    0,
  );
