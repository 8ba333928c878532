/** A client's `fetch` that changes the results of bulk writes, as Zoho may have them. */
import { parse } from "csv-parse/sync";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";

/** A job as the API shows it. */
interface Job {
  status: string;
  message?: string;
  result?: { download_url?: string };
  resource: { file: Record<string, unknown> }[];
}

export interface Changes {
  /** Changes the rows of the result. The header has the first three columns, STATUS, RECORD_ID and ERRORS. */
  table?(rows: string[][]): string[][];
  /** Writes the rows. @default with LF */
  text?(rows: string[][]): string;
  /** Changes the archive. */
  zip?(bytes: Uint8Array): Uint8Array;
  /** Changes the job. */
  job?(job: Job): void;
}

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
export const csv = (rows: string[][], lineEnd = "\n"): string =>
  rows.map((row) => row.map(quoted).join(",") + lineEnd).join("");

/** The result with no more columns than Zoho shows. */
function withThreeColumns(rows: string[][]): string[][] {
  const [header = []] = rows;
  const shown = Math.min(3, header.length - 3);
  return rows.map((row) => [...row.slice(0, shown), ...row.slice(header.length - 3)]);
}

export function changing(changes: Changes, requests: URL[] = []): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    const url = new URL(String(input));
    requests.push(url);
    if (!response.ok) return response;
    if (/\/bulk\/v2\/write\/\d+$/.test(url.pathname)) {
      const job = (await response.json()) as Job;
      changes.job?.(job);
      return Response.json(job);
    }
    if (!/\/bulk-write\//.test(url.pathname)) return response;
    const [[name, bytes] = ["rows.csv", new Uint8Array()]] = Object.entries(
      unzipSync(new Uint8Array(await response.arrayBuffer())),
    );
    const rows = withThreeColumns(parse(strFromU8(bytes)) as string[][]);
    const text = (changes.text ?? csv)(changes.table?.(rows) ?? rows);
    const zip = zipSync({ [name]: strToU8(text) });
    const { headers } = response;
    const length = new Headers(headers);
    length.delete("content-length");
    return new Response(new Uint8Array(changes.zip?.(zip) ?? zip), { headers: length });
  };
}
