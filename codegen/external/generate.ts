/** From any description to a folder of code: read, overlay, normalize, generate, then write or compare. */
import { readFile, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { Source } from "@redocly/openapi-core";
import { inspect } from "../code/inspect.js";
import { generate } from "../generate.js";
import type { GenerateOptions, GenerateResult } from "../options.js";
import { compare, write } from "../output.js";
import { DescriptionError, type Problem } from "../problem.js";
import { isObject, type JsonObject } from "./json.js";
import { lint } from "./lint.js";
import { normalize } from "./normalize/normalize.js";
import { generatedIn, refuseOthers, signed } from "./output.js";
import { parse, refuseDeadReferences, shownPath } from "./read/files.js";
import { applyOverlay, extendsOf } from "./read/overlay.js";
import { type Joined, readExternal } from "./read/read.js";
import type { Report, Warning } from "./warning.js";

/** The package's entry that generated code imports. */
const RUNTIME = "zcrm/runtime";

export async function generateExternal(options: GenerateOptions): Promise<GenerateResult> {
  const {
    out,
    spec = createRequire(import.meta.url).resolve("zcrm/openapi.json"),
    overlays = [],
    map = {},
    check = false,
  } = options;
  const early: [string, string, string][] = [];
  const joined = await readExternal(spec, map, (...told) => early.push(told));
  const { document, origins } = joined;
  const warnings: Warning[] = [];
  const warn: Report = (pointer, rule, message) => {
    const { file, pointer: at } = origins.find(document, pointer, false);
    const warning = { rule, file, pointer: at, message };
    warnings.push(warning);
    options.onWarning?.(warning);
  };
  for (const told of early) warn(...told);
  for (const overlay of overlays) await overlayFrom(overlay, spec, joined, warn);
  if (overlays.length > 0) refuseDeadReferences(document, origins);
  await lint(document, warn);

  const problems: Problem[] = [];
  const fail: Report = (pointer, rule, message) => {
    const { file, pointer: at, line, column } = origins.find(document, pointer, true);
    problems.push({ file, line, column, rule, message: `${message} (at ${at})` });
  };
  const normalized = normalize(document, { warn, fail });
  if (problems.length > 0) throw new DescriptionError(problems);

  const output = signed(
    await generate({ document: normalized, sourceOf: () => "" }, RUNTIME),
    await signature(options),
  );
  inspect(output, RUNTIME);
  await refuseOthers(out, output);
  const present = await generatedIn(out);
  const differences = check ? await compare(out, output, present) : [];
  if (!check) await write(out, output, present).catch(unwritable);
  return {
    operations: countOperations(normalized),
    files: output.size,
    warnings,
    differences,
    command: commandOf(options, process.cwd()),
  };
}

/** What the first line of every file says. Its paths do not depend on the working directory. */
async function signature(options: GenerateOptions): Promise<string> {
  const { spec, overlays = [], out } = options;
  const project = await projectOf(out);
  const described = spec === undefined && overlays.length > 0 ? [] : [spec ?? "zcrm/openapi.json"];
  const sources = [...described, ...overlays].map((file) => pathFrom(project, file)).join(" and ");
  return `${sources}. Do not edit: change the source, then run \`${commandOf(options, project)}\`.`;
}

/** The folder of the project that code is written into: the nearest one with a package.json. */
async function projectOf(out: string): Promise<string> {
  for (let folder = resolve(out); folder !== dirname(folder); folder = dirname(folder)) {
    if (await stat(join(folder, "package.json")).catch(() => undefined)) return folder;
  }
  return dirname(resolve(out));
}

/** @throws DescriptionError that names what cannot be written. */
function unwritable(error: NodeJS.ErrnoException): never {
  const message = `this cannot be written (${error.code ?? error.message}); correct that, or pass another --out`;
  throw new DescriptionError([{ file: shownPath(error.path ?? ""), line: 1, column: 1, rule: "output", message }]);
}

async function overlayFrom(file: string, spec: string, { document, origins }: Joined, warn: Report): Promise<void> {
  const body = await readFile(file, "utf8").catch(() => undefined);
  const failed = (message: string): DescriptionError =>
    new DescriptionError([{ file: shownPath(resolve(file)), line: 1, column: 1, rule: "overlay", message }]);
  if (body === undefined) throw failed("there is no such file; pass one with --overlay");
  const source = new Source(resolve(file), body.replace(/^\uFEFF/, ""));
  const overlay = parse(source);
  origins.add(source, overlay);
  const target = extendsOf(overlay);
  if (target !== undefined && basename(target) !== basename(spec)) {
    warn(
      "#",
      "overlay",
      `${shownPath(resolve(file))} says that it extends ${target}; it is applied to ${shownPath(resolve(spec))} anyway`,
    );
  }
  const problems: Problem[] = [];
  applyOverlay(
    document,
    overlay,
    (pointer, rule, message) => {
      const { file: name, line, column } = origins.find(overlay, pointer, true);
      problems.push({ file: name, line, column, rule, message });
    },
    (value) => origins.copy(value),
  );
  if (problems.length > 0) throw new DescriptionError(problems);
}

const pathFrom = (folder: string, file: string): string =>
  file.startsWith("zcrm/") ? file : shownPath(resolve(file), folder);

/** The command that generates the same code, run in a folder. */
function commandOf({ spec, overlays = [], map = {}, out }: GenerateOptions, folder: string): string {
  const flags = [
    ...(spec === undefined ? [] : ["--spec", pathFrom(folder, spec)]),
    ...overlays.flatMap((overlay) => ["--overlay", pathFrom(folder, overlay)]),
    ...Object.entries(map).flatMap(([address, path]) => ["--map", `${address}=${pathFrom(folder, path)}`]),
    "--out",
    pathFrom(folder, out),
  ];
  return `npx zcrm generate ${flags.map((flag) => (/[^\w./:=@-]/.test(flag) ? JSON.stringify(flag) : flag)).join(" ")}`;
}

const countOperations = ({ paths }: { paths?: object }): number =>
  Object.values(paths ?? {}).reduce(
    (sum: number, item: JsonObject) =>
      sum + Object.values(item).filter((one) => isObject(one) && one.operationId).length,
    0,
  );
