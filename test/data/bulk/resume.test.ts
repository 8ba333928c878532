import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ApiClient } from "../../../src/core/operation.js";
import type { ReadState } from "../../../src/data/bulk/read-state.js";
import type { WriteState } from "../../../src/data/bulk/write/state.js";
import { resumeJob } from "../../../src/data/index.js";

const crm: ApiClient = { raw: {} };

const read: ReadState = {
  version: 1,
  kind: "bulkRead",
  id: "41",
  page: 2,
  row: 7,
  done: false,
  query: { module: "Leads", fields: ["Email"], page: 1 },
  after: "40",
  types: { Email: "email" },
  fileType: "csv",
};
const write: WriteState = {
  version: 1,
  kind: "bulkWrite",
  id: "42",
  fileId: "43",
  module: "Leads",
  mode: "upsert",
  key: "Email",
  ignoreEmpty: true,
  columns: [{ name: "Email", type: "email", index: 0 }],
  runs: [[0, 10]],
  digest: "0123",
};

describe("what toJSON() returns is taken", () => {
  for (const json of [read, write]) {
    test(json.kind, () => {
      const job = resumeJob(crm, JSON.parse(JSON.stringify(json)) as unknown);
      expect(job).toMatchObject({ kind: json.kind, id: json.id });
      expect(job.toJSON()).toEqual(json);
    });
  }
});

describe("anything else is refused", () => {
  const { query: _, ...noQuery } = read;
  const cases: [json: unknown, message: string][] = [
    [undefined, "it is not an object"],
    [JSON.stringify(read), "it is not an object"],
    [[read], "it is not an object"],
    [{ ...read, version: 2 }, "its version is not 1, so a newer version of this package wrote it"],
    [{ ...read, kind: "export" }, "its kind is neither bulkRead nor bulkWrite"],
    [noQuery, "its member query is missing"],
    [{ ...read, page: "2" }, "its member page is not what it was"],
    [{ ...read, id: "../41" }, "its member id is not what it was"],
    [{ ...write, mode: "delete" }, "its member mode is not what it was"],
    [{ ...write, runs: [[0]] }, "its member runs is not what it was"],
    [{ ...write, columns: [{ name: "Email" }] }, "its member columns is not what it was"],
  ];
  for (const [json, message] of cases) {
    test(message, () => {
      expect(() => resumeJob(crm, json)).toThrow(
        expect.objectContaining({ code: "INVALID_JOB", message: expect.stringContaining(message) }),
      );
    });
  }

  test("whatever it is", () => {
    fc.assert(
      fc.property(fc.anything(), (json) => {
        expect(() => resumeJob(crm, json)).toThrow(expect.objectContaining({ code: "INVALID_JOB" }));
      }),
    );
  });
});
