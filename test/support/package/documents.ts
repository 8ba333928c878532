/** The documents for readers: those of the repository's root and the guides. What a reader copies from them must work. */
import { readdir, readFile } from "node:fs/promises";

export interface Block {
  /** `README.md` */
  readonly document: string;
  /** `sh` */
  readonly language: string;
  readonly code: string;
}

/** The README comes first. */
const names = (await readdir("."))
  .concat((await readdir("docs")).map((name) => `docs/${name}`))
  .filter((name) => name.endsWith(".md") && name !== "CHANGELOG.md")
  .toSorted((a, b) => Number(b === "README.md") - Number(a === "README.md"));

/** The text of each document by its path. */
export const documents: ReadonlyMap<string, string> = new Map(
  await Promise.all(names.map(async (name) => [name, await readFile(name, "utf8")] as const)),
);

/** The code blocks of all documents, in order. Those in a list are indented. */
export const blocks: readonly Block[] = [...documents].flatMap(([document, text]) =>
  [...text.matchAll(/^( *)```(\w*)\n([\s\S]*?)^\1```$/gm)].map(([, indent = "", language = "", code = ""]) => ({
    document,
    language,
    code: code.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
  })),
);
