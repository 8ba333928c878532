/** The formats of files with records. */
import { UsageError } from "../command.js";

export const FORMATS = ["csv", "ndjson", "json"] as const;
export type Format = (typeof FORMATS)[number];

const ENDINGS: Readonly<Record<string, Format>> = {
  csv: "csv",
  tsv: "csv",
  txt: "csv",
  ndjson: "ndjson",
  jsonl: "ndjson",
  json: "json",
};

/**
 * The format that was asked for, or the one that the file's name ends with.
 * @param otherwise The format of other names
 * @throws UsageError for an unknown format
 */
export function formatOf<Other extends Format | undefined>(
  given: string | undefined,
  file: string | undefined,
  otherwise: Other,
): Format | Other {
  if (given !== undefined) {
    const known = FORMATS.find((format) => format === given);
    if (known === undefined) throw new UsageError(`--format ${given}: pass ${FORMATS.join(", ")}`);
    return known;
  }
  const ending = /\.([^./\\]+)$/.exec(file ?? "")?.[1]?.toLowerCase();
  return (ending !== undefined && Object.hasOwn(ENDINGS, ending) ? ENDINGS[ending] : undefined) ?? otherwise;
}
