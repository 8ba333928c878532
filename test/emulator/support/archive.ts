import { parse } from "csv-parse/sync";
import { strFromU8, unzipSync } from "fflate";

/** The one file of an archive that came back, as its name and text. */
export async function unzipped(response: Response): Promise<{ name: string; text: string }> {
  const files = Object.entries(unzipSync(new Uint8Array(await response.arrayBuffer())));
  const [file, ...others] = files;
  if (file === undefined || others.length > 0) throw new Error(`the archive has ${files.length} files`);
  return { name: file[0], text: strFromU8(file[1]) };
}

/** The rows of a CSV, the header among them. */
export const readCsv = (text: string): string[][] => parse(text) as string[][];
