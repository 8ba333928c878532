/** Export jobs with small pages, in place of the emulator's own, whose pages have 200,000 rows. */
import { strToU8, zipSync } from "fflate";
import { writeCsv } from "../../../src/data/files/csv.js";
import type { OperationHandler } from "../../../src/emulator/index.js";

interface Row {
  readonly Id: string;
  readonly [column: string]: string;
}

interface Query {
  readonly page?: number;
  readonly criteria?: { readonly comparator?: string; readonly value?: unknown };
}

/** A table that is exported page by page, as it is when a job starts. */
export class FakeExports {
  rows: Row[] = [];
  /** The queries of the jobs. */
  readonly queries: Query[] = [];
  /** Whether criteria on ids are refused. */
  refusesIds = false;
  /** The states that each job goes through. */
  states: readonly string[] = ["COMPLETED"];
  /** Changes a result file. */
  change: (zip: Uint8Array) => Uint8Array = (zip) => zip;
  /** What a result says of itself. */
  count: (rows: number) => number = (rows) => rows;
  readonly #pageSize: number;
  readonly #jobs = new Map<string, { looks: number; rows: Row[]; hasMore: boolean }>();

  constructor(pageSize: number) {
    this.#pageSize = pageSize;
  }

  readonly handlers: Readonly<Record<string, OperationHandler>> = {
    createBulkReadJob: async (request) => {
      const { query } = (await request.json()) as { query: Query };
      const { page = 1, criteria } = query;
      if (this.refusesIds && criteria !== undefined) {
        const body = { code: "FIELD_IN_CRITERIA_NOT_SUPPORTED", message: "no", details: {}, status: "error" };
        return Response.json(body, { status: 400 });
      }
      this.queries.push(query);
      const found = this.rows.filter(({ Id }) => criteria === undefined || Id > String(criteria.value));
      const id = `41${this.#jobs.size}`;
      const rows = found.slice((page - 1) * this.#pageSize, page * this.#pageSize);
      this.#jobs.set(id, { looks: 0, rows, hasMore: found.length > page * this.#pageSize });
      const details = { id, operation: "read", state: "ADDED" };
      return Response.json(
        { data: [{ status: "success", code: "ADDED_SUCCESSFULLY", message: "", details }], info: {} },
        { status: 201 },
      );
    },
    getBulkReadJob: (_, { id = "" }) => {
      const job = this.#jobs.get(id);
      if (job === undefined) {
        const body = { code: "RESOURCE_NOT_FOUND", message: "unknown", details: {}, status: "error" };
        return Response.json(body, { status: 404 });
      }
      const state = this.states[Math.min(job.looks, this.states.length - 1)] ?? "";
      job.looks += 1;
      const result = {
        page: 1,
        count: this.count(job.rows.length),
        per_page: 1,
        more_records: job.hasMore,
        download_url: "",
      };
      return { data: [{ id, operation: "read", state, ...(state === "COMPLETED" && { result }) }] };
    },
    downloadBulkReadResult: (_, { id = "" }) => {
      const { rows = [] } = this.#jobs.get(id) ?? {};
      const header = Object.keys(this.rows[0] ?? { Id: "" });
      const csv = writeCsv([header, ...rows.map((row) => header.map((name) => row[name] ?? ""))]);
      const zip = this.change(zipSync({ [`${id}.csv`]: strToU8(csv) }));
      return new Response(new Uint8Array(zip), {
        headers: { "Content-Type": "application/zip", "Content-Disposition": `attachment; filename="${id}.zip"` },
      });
    },
  };
}
