import { readdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { bundleDocument, createConfig } from "@redocly/openapi-core";
import { OWN_MEMBERS } from "../../own-members.js";
import { DescriptionError, isDescriptionError } from "../../problem.js";
import { isObject, type JsonObject } from "../json.js";
import { shownPath } from "../paths.js";
import type { Report } from "../warning.js";
import { DeadReferences } from "./dead-references.js";
import { LocalFiles } from "./files.js";
import { joinDocuments } from "./join.js";
import { measure } from "./limits.js";
import { Origins } from "./origins.js";
import { Reader } from "./reader.js";

/** A description in one piece, and where its parts come from. */
export interface Joined {
  readonly document: JsonObject;
  readonly origins: Origins;
  readonly reader: Reader;
  /** Overlays may still correct them. */
  readonly dead: DeadReferences;
}

/**
 * Reads a description and everything that it refers to.
 * @param spec A file, or a folder in which every file with paths belongs to the description.
 * @param map Local files or folders by the address that they replace; only they are read outside the description's folder.
 * @param onRead Called with each file that is looked for.
 */
export async function readExternal(
  spec: string,
  map: Readonly<Record<string, string>>,
  warn: Report,
  onRead?: (file: string) => void,
): Promise<Joined> {
  const found = await stat(spec).catch(() => undefined);
  if (found === undefined) throw failure(spec, "there is no such file or folder; pass one with --spec");
  const folder = found.isDirectory() ? spec : dirname(spec);
  const reader = new Reader([folder, ...Object.values(map)], onRead);
  const [origins, dead] = [new Origins(), new DeadReferences()];
  const roots = found.isDirectory() ? await rootsIn(spec) : [spec];
  const documents: JsonObject[] = [];
  for (const root of roots) {
    const files = new LocalFiles(map, reader, origins);
    documents.push(await readRoot(root, files, reader, dead, roots.length === 1));
  }
  const described = documents.filter((document) => roots.length === 1 || isObject(document.paths));
  if (described.length === 0) throw failure(spec, "no file in this folder is an OpenAPI description with paths");
  const joined = { document: joinDocuments(described, warn), origins, reader, dead };
  const size = measure(joined.document);
  if (typeof size === "object") {
    throw failure(spec, `with its references resolved, ${size.message} (at ${size.pointer})`);
  }
  return joined;
}

async function rootsIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter(
      (entry) => entry.isFile() && /\.(json|ya?ml)$/.test(entry.name) && !entry.parentPath.includes("node_modules"),
    )
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  const root = files.find((file) =>
    /^openapi\.(json|ya?ml)$/.test(file.slice(folder.replace(/[\\/]$/, "").length + 1)),
  );
  return root === undefined ? files : [root];
}

/** Reads a file and what it refers to. Joining changes the parsed files, so each root has its own copies. */
async function readRoot(
  file: string,
  files: LocalFiles,
  reader: Reader,
  dead: DeadReferences,
  isOnly: boolean,
): Promise<JsonObject> {
  const { body } = await reader.read(file).catch((error: Error) => {
    throw failure(file, error.message);
  });
  // A folder may also contain files that are not descriptions.
  if (!isOnly && !/\bopenapi["']?\s*:/.test(body)) return {};
  const document = await files.resolveDocument(null, file, true);
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
  const { styleguide } = await createConfig({ plugins: [OWN_MEMBERS], rules: {} });
  await dead.take(document, files);
  await bundleDocument({ document, config: styleguide, externalRefResolver: files }).catch((error: Error) => {
    const isDeep = error instanceof RangeError;
    const why = isDeep ? "they lead from one to the next too often" : `a part is not valid OpenAPI: ${error.message}`;
    throw failure(file, `its references cannot be resolved, because ${why}`);
  });
  dead.restore();
  return parsed;
}

const failure = (file: string, message: string): DescriptionError =>
  new DescriptionError([{ file: shownPath(file), line: 1, column: 1, rule: "description", message }]);
