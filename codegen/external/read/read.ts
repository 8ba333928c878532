import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { bundleDocument, createConfig, type Document, type NormalizedProblem } from "@redocly/openapi-core";
import { DescriptionError, isDescriptionError, type Problem } from "../../problem.js";
import { isObject, type JsonObject } from "../json.js";
import type { Report } from "../warning.js";
import { LocalFiles, lineOf, Origins, shownPath } from "./files.js";
import { joinDocuments } from "./join.js";

/** A description in one piece, and the origins of its parts. */
export interface Joined {
  readonly document: JsonObject;
  readonly origins: Origins;
}

/**
 * Reads a description and everything that it refers to.
 * @param spec A file, or a folder in which every file with paths belongs to the description.
 */
export async function readExternal(spec: string, map: Readonly<Record<string, string>>, warn: Report): Promise<Joined> {
  const origins = new Origins();
  const roots = await rootsOf(spec);
  const documents: JsonObject[] = [];
  for (const root of roots) documents.push(await readRoot(root, map, origins, roots.length === 1));
  const described = documents.filter((document) => roots.length === 1 || isObject(document.paths));
  if (described.length === 0) throw failure(spec, "no file in this folder is an OpenAPI description with paths");
  return { document: joinDocuments(described, warn), origins };
}

async function rootsOf(spec: string): Promise<string[]> {
  const found = await stat(spec).catch(() => undefined);
  if (found === undefined) throw failure(spec, "there is no such file or folder; pass one with --spec");
  if (!found.isDirectory()) return [spec];
  const entries = await readdir(spec, { recursive: true, withFileTypes: true });
  const files = entries
    .filter(
      (entry) => entry.isFile() && /\.(json|ya?ml)$/.test(entry.name) && !entry.parentPath.includes("node_modules"),
    )
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  const root = files.find((file) => /^openapi\.(json|ya?ml)$/.test(file.slice(spec.replace(/[\\/]$/, "").length + 1)));
  if (root !== undefined) return [root];
  return files;
}

/** Reads a file and what it refers to. Joining changes the parsed files, so each root has its own copies. */
async function readRoot(
  file: string,
  map: Readonly<Record<string, string>>,
  origins: Origins,
  isOnly: boolean,
): Promise<JsonObject> {
  const externalRefResolver = new LocalFiles(map, origins);
  // A folder may also contain files that are not descriptions.
  if (!isOnly && !/\bopenapi["']?\s*:/.test(await readFile(file, "utf8"))) return {};
  const document = await externalRefResolver.resolveDocument(null, file, true);
  if (document instanceof Error) throw isDescriptionError(document) ? document : failure(file, document.message);
  const { parsed } = document;
  if (!isObject(parsed) || parsed.openapi === undefined) {
    if (!isOnly) return {};
    const isOld = isObject(parsed) && parsed.swagger !== undefined;
    const none = 'this is not an OpenAPI description: it has no "openapi" member with a version';
    throw failure(file, isOld ? "this is Swagger 2.0; convert it to OpenAPI 3 first" : none);
  }
  // Without quotes, YAML reads 3.0 as the number 3.
  const version = parsed.openapi === 3 ? "3.0" : String(parsed.openapi);
  if (!/^3\.[01](\.|$)/.test(version)) throw failure(file, `OpenAPI ${version} is not supported; only 3.0 and 3.1 are`);
  Object.assign(parsed, { openapi: version });
  const { styleguide } = await createConfig({ rules: {} });
  const bundled = await bundleDocument({ document, config: styleguide, externalRefResolver }).catch((error: Error) => {
    if (isDescriptionError(error)) throw error;
    throw failure(
      file,
      `its references cannot be resolved, because a part of it is not valid OpenAPI: ${error.message}`,
    );
  });
  // A discriminator may contain the name of a schema where a reference is expected.
  const problems = bundled.problems.filter(
    ({ severity, location: [at] }) => severity === "error" && !at?.pointer?.includes("/discriminator/mapping/"),
  );
  if (problems.length > 0) throw new DescriptionError(problems.map((problem) => toProblem(problem, document)));
  return parsed;
}

function toProblem({ message, location: [at] }: NormalizedProblem, document: Document): Problem {
  const source = at?.source ?? document.source;
  const pointer = at?.pointer?.replace(/\/$/, "") ?? "#";
  const rule = "reference";
  return {
    file: shownPath(source.absoluteRef),
    ...lineOf(source, pointer),
    rule,
    message: `${message} (at ${pointer})`,
  };
}

const failure = (file: string, message: string): DescriptionError =>
  new DescriptionError([{ file: shownPath(file), line: 1, column: 1, rule: "description", message }]);
