import { readFile } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import {
  bundle,
  type Config,
  createConfig,
  getLineColLocation,
  lint,
  type NormalizedProblem,
  parseYaml,
} from "@redocly/openapi-core";
import type { OpenAPI3 } from "openapi-typescript";
import { DescriptionError, type Problem } from "./problem.js";
import { RULES } from "./rules.js";

/** A description in one piece that follows all rules. */
export interface Description {
  readonly document: OpenAPI3;
  /** The file that describes a path, relative to the working directory. */
  readonly sourceOf: (path: string) => string;
}

/**
 * Reads a description, checks it, and joins its files.
 * @param file The root file; the others are found through its references.
 * @throws DescriptionError with the file, line and rule of each mistake.
 */
export async function readDescription(file: string): Promise<Description> {
  const config = await rules();
  const ref = resolve(file);
  const problems = (await lint({ ref, config })).filter(({ severity }) => severity === "error");
  if (problems.length > 0) throw new DescriptionError(problems.map(toProblem));

  const bundled = await bundle({ ref, config });
  if (bundled.problems.length > 0) throw new DescriptionError(bundled.problems.map(toProblem));
  return { document: bundled.bundle.parsed as OpenAPI3, sourceOf: await sources(ref) };
}

function rules(): Promise<Config> {
  return createConfig({
    plugins: [{ id: "zcrm", rules: { oas3: { ...RULES } } }],
    rules: {
      struct: "error",
      "no-unresolved-refs": "error",
      "no-identical-paths": "error",
      "path-parameters-defined": "error",
      "path-declaration-must-exist": "error",
      "no-path-trailing-slash": "error",
      "no-enum-type-mismatch": "error",
      "no-required-schema-properties-undefined": "error",
      "no-invalid-media-type-examples": { severity: "error", allowAdditionalProperties: true },
      "no-invalid-parameter-examples": { severity: "error", allowAdditionalProperties: true },
      ...Object.fromEntries(Object.keys(RULES).map((rule) => [`zcrm/${rule}`, "error" as const])),
    },
  });
}

function toProblem({ ruleId, message, location: [at] }: NormalizedProblem): Problem {
  const rule = ruleId.replace(/^zcrm\//, "");
  if (at === undefined) return { file: "", line: 1, column: 1, rule, message };
  const { start } = getLineColLocation(at);
  return { file: relative(process.cwd(), at.source.absoluteRef), line: start.line, column: start.col, rule, message };
}

/** Finds the file that describes a path: the target of its reference, or the root file. */
async function sources(root: string): Promise<(path: string) => string> {
  const { paths = {} } = parseYaml(await readFile(root, "utf8")) as { paths?: Record<string, { $ref?: string }> };
  return (path) => {
    const [target] = paths[path]?.$ref?.split("#") ?? [];
    return relative(process.cwd(), target ? resolve(dirname(root), target) : root);
  };
}
