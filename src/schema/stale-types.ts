import type { Schema } from "./schema.js";
import { changesOf } from "./types/changes.js";
import { typesOf } from "./types/types-of.js";

/** The type files in a folder that are not those of its schema: changed, missing, or those of a module that is gone. */
export async function staleTypes(schema: Schema, folder: string): Promise<string[]> {
  const { filesIn } = await import("./types/folder.js");
  const { files } = typesOf(schema);
  return changesOf(files, await filesIn(folder, files.keys())).map(({ path }) => path);
}
