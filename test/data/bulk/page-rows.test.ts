import { expect, test } from "vitest";
import type { Download } from "../../../src/core/download/download.js";
import { pageRows } from "../../../src/data/bulk/page-rows.js";
import type { ReadState } from "../../../src/data/bulk/read-state.js";
import { writeCsv } from "../../../src/data/files/csv.js";
import { zipped } from "../../../src/data/files/zip.js";

const ROWS = 60_000;
const state: ReadState = {
  version: 1,
  kind: "bulkRead",
  id: "41",
  page: 1,
  row: 0,
  done: false,
  query: { module: "Leads", fields: ["Last_Name", "Amount", "Account"], page: 1 },
  types: { Last_Name: "text", Amount: "double", Account: "lookup" },
  fileType: "csv",
};

test("however many rows a result has, few of them are in memory", async () => {
  let written = 0;
  const lines = (function* () {
    yield writeCsv([["Account", "Id", "Last_Name", "Amount"]]);
    for (; written < ROWS; written += 1) {
      yield writeCsv([
        ["4100000000000000001", `41${String(written).padStart(8, "0")}`, `Name, ${written}`, `${written}`],
      ]);
    }
  })();
  const archive = zipped("41.csv", lines);
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await archive.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
  let read = 0;
  let most = 0;
  for await (const row of pageRows(state, ROWS, async () => ({ body }) as Download, undefined)) {
    if (read === 77) {
      const id = "4100000077";
      expect(row).toEqual({ id, Last_Name: "Name, 77", Amount: 77, Account: { id: "4100000000000000001" } });
    }
    read += 1;
    most = Math.max(most, written - read);
  }
  expect(read).toBe(ROWS);
  expect(most).toBeLessThan(10_000);
});
