/** The file of a schema. */
import { readFile } from "node:fs/promises";
import { CrmError } from "../core/errors/errors.js";
import { codeOf, messageOf } from "../core/kind.js";
import type { Schema } from "./schema.js";
import { parsedSchema } from "./schema-check.js";

/** Reads and checks a schema file. */
export const readSchemaFile = async (file: string): Promise<Schema> => parsedSchema(await textOf(file), file);

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new CrmError(`${file}: ${reasonFor(codeOf(cause), cause)}`, { code: "SCHEMA_NOT_READ", cause });
  }
}

function reasonFor(code: string | undefined, cause: unknown): string {
  if (code === "ENOENT") return "the file does not exist; zcrm pull writes it";
  if (code === "EISDIR") return "this is a folder; pass the schema.json in it";
  return `it cannot be read: ${messageOf(cause)}`;
}
