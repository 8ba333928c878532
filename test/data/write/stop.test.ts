/** What ends a writing for all rows, and what does not. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Outcome, writeRecords } from "../../../src/data/index.js";
import type { Emulator } from "../../../src/emulator/index.js";
import { callsOf, clientOf, lead, leads, outcomesOf, recordsOf, startWorld } from "./world.js";

let emulator: Emulator;
let folder: string;
beforeEach(async () => {
  emulator = await startWorld();
  folder = await mkdtemp(join(tmpdir(), "zcrm-"));
});
afterEach(async () => {
  await emulator.close();
  await rm(folder, { recursive: true });
});

const CREATE = { module: "Leads", mode: "create" } as const;
const counts = (outcomes: readonly Outcome[]) => {
  const found: Partial<Record<Outcome["status"], number>> = {};
  for (const { status } of outcomes) found[status] = (found[status] ?? 0) + 1;
  return found;
};
const bare = (code: string, details: object = {}) => ({ code, details, message: "no", status: "error" });

describe("a call that is rejected whole", () => {
  test("because of one row: the others are written", async () => {
    const crm = clientOf(emulator, {
      // Some services reject a call with a bare error, and do not name the row.
      fetch: async (input, init) => {
        const text = input instanceof Request ? await input.clone().text() : String(init?.body ?? "");
        if (!text.includes("Lead 77 ")) return await emulator.fetch(input, init);
        return Response.json(bare("INVALID_DATA", { api_name: "City" }), { status: 400 });
      },
    });
    const rows = leads(120).map((row, at) => ({ ...row, Last_Name: `Lead ${at} ` }));
    const { outcomes, error } = await outcomesOf(writeRecords(crm, rows, CREATE));
    expect(error).toBeUndefined();
    expect(counts(outcomes)).toEqual({ created: 119, refused: 1 });
    expect(outcomes[77]).toMatchObject({ status: "refused", code: "INVALID_DATA", field: "City" });
  });

  test("with an error for each row, as with 202", async () => {
    const rows = [{ status: "success", code: "SUCCESS", details: { id: "1" }, message: "ok" }, bare("INVALID_DATA")];
    emulator.faults.add({ operation: "createRecords", status: 400, body: { data: rows } });
    const { outcomes } = await outcomesOf(writeRecords(clientOf(emulator), leads(2), CREATE));
    expect(outcomes).toMatchObject([{ status: "created", id: "1" }, { status: "refused" }]);
    expect(callsOf(emulator, "createRecords")).toBe(1);
  });

  test.each([
    [403, "NO_PERMISSION"],
    [401, "OAUTH_SCOPE_MISMATCH"],
    [400, "INVALID_MODULE"],
    [404, "INVALID_URL_PATTERN"],
  ])("%i %s: nothing more is sent, and the error is thrown", async (status, code) => {
    emulator.faults.add({ operation: "createRecords", nth: 2, times: 100, status, body: bare(code) });
    const { outcomes, error } = await outcomesOf(
      writeRecords(clientOf(emulator, { maxConcurrency: 1 }), leads(900), CREATE),
    );
    expect(error).toMatchObject({ code });
    expect(counts(outcomes).created).toBe(100);
    expect(Object.keys(counts(outcomes))).toEqual(["created", "notSent"]);
    expect(outcomes.at(-1)).toMatchObject({ status: "notSent", code });
    expect((await recordsOf(emulator)).size).toBe(100);
  });
});

describe("a response", () => {
  const ok = (id: string) => ({ status: "success", code: "SUCCESS", details: { id }, message: "ok" });

  test("with fewer rows than were sent leaves the others unknown", async () => {
    emulator.faults.add({ operation: "createRecords", status: 207, body: { data: [ok("1"), bare("INVALID_DATA")] } });
    const { outcomes } = await outcomesOf(writeRecords(clientOf(emulator), leads(3), CREATE));
    expect(outcomes).toMatchObject([
      { status: "created", id: "1" },
      { status: "refused" },
      { status: "unknown", lookUp: { module: "Leads", field: "Email", value: "lead2@example.com" } },
    ]);
  });

  test.each([
    ["more rows than were sent", { data: [ok("1"), ok("2"), ok("3")] }],
    ["no rows", { data: [] }],
    ["rows that say nothing", { data: [{}, { status: "success", details: {} }] }],
    ["no list", { rows: 1 }],
  ])("with %s says nothing", async (_, body) => {
    emulator.faults.add({ operation: "createRecords", status: 201, body });
    const { outcomes, error } = await outcomesOf(writeRecords(clientOf(emulator), leads(2), CREATE));
    expect(error).toBeUndefined();
    expect(counts(outcomes)).toEqual({ unknown: 2 });
  });

  test("about other records says nothing about these", async () => {
    const { Leads: [id = "", other = ""] = [] } = emulator.seed({ Leads: leads(2) });
    emulator.faults.add({ operation: "updateRecords", status: 200, body: { data: [ok(other), ok(id)] } });
    const rows = [id, other].map((one) => ({ id: one, City: `City of ${one}` }));
    const { outcomes } = await outcomesOf(writeRecords(clientOf(emulator), rows, { module: "Leads", mode: "update" }));
    expect(outcomes).toMatchObject([
      { status: "updated", id },
      { status: "updated", id: other },
    ]);
    expect((await recordsOf(emulator)).get(id)?.City).toBe(`City of ${id}`);
  });

  test("that rejects rows for now is followed by another attempt", async () => {
    const locked = { data: [bare("RECORD_LOCKED"), bare("INVALID_DATA")] };
    emulator.faults.add({ operation: "createRecords", status: 202, body: locked, times: 1 });
    const once = await outcomesOf(writeRecords(clientOf(emulator), leads(2), CREATE));
    expect(counts(once.outcomes)).toEqual({ created: 1, refused: 1 });
    emulator.faults.add({ operation: "createRecords", status: 202, body: { data: [bare("RECORD_LOCKED")] }, times: 9 });
    const always = await outcomesOf(writeRecords(clientOf(emulator), leads(1), CREATE));
    expect(always.outcomes).toMatchObject([{ status: "notSent", code: "RECORD_LOCKED" }]);
  });
});

describe("too many calls", () => {
  test("are waited out", async () => {
    emulator.faults.add({ operation: "createRecords", status: 429, body: bare("TOO_MANY_REQUESTS"), times: 5 });
    const crm = clientOf(emulator, { retry: { maxRetries: 0 } });
    const { outcomes, error } = await outcomesOf(writeRecords(crm, leads(1), CREATE));
    expect(error).toBeUndefined();
    expect(counts(outcomes)).toEqual({ created: 1 });
  });

  test("for the rest of the day end the writing, and the checkpoint goes on", async () => {
    let ahead = 0;
    const clock = {
      now: () => Date.now() + ahead,
      after: (milliseconds: number, fire: () => void, isPause: boolean) => {
        const timer = setTimeout(
          () => {
            if (isPause) ahead += milliseconds;
            fire();
          },
          isPause ? 0 : milliseconds,
        );
        return () => clearTimeout(timer);
      },
    };
    emulator.faults.add({
      operation: "createRecords",
      nth: 2,
      times: 500,
      status: 429,
      body: bare("TOO_MANY_REQUESTS"),
    });
    const crm = clientOf(emulator, { retry: { maxRetries: 0 }, clock, maxConcurrency: 1 });
    const checkpoint = join(folder, "day");
    const first = await outcomesOf(writeRecords(crm, leads(300), { ...CREATE, checkpoint }));
    expect(first.error).toMatchObject({ code: "TOO_MANY_REQUESTS", name: "RateLimitError" });
    expect(counts(first.outcomes)).toEqual({ created: 100, notSent: 200 });
    emulator.faults.clear();
    const second = await outcomesOf(writeRecords(crm, leads(300), { ...CREATE, checkpoint }));
    expect(second.error).toBeUndefined();
    expect(counts(second.outcomes)).toEqual({ created: 300 });
    expect((await recordsOf(emulator)).size).toBe(300);
  });

  test("and a day without credits is not waited for if Zoho says how long it takes", async () => {
    const fault = { operation: "createRecords", status: 429, body: bare("TOO_MANY_REQUESTS") };
    emulator.faults.add({ ...fault, headers: { "Retry-After": "7200" }, times: 9 });
    const { outcomes, error } = await outcomesOf(writeRecords(clientOf(emulator), leads(2), CREATE));
    expect(error).toMatchObject({ name: "RateLimitError" });
    expect(counts(outcomes)).toEqual({ notSent: 2 });
  });
});

describe("the program", () => {
  test("aborts: every row that was taken has its outcome", async () => {
    const abort = new AbortController();
    const crm = clientOf(emulator);
    const rows = (async function* () {
      for (let at = 0; at < 1000; at += 1) {
        if (at === 350) abort.abort(new Error("enough"));
        yield lead(at);
      }
    })();
    const { outcomes, error } = await outcomesOf(writeRecords(crm, rows, { ...CREATE, signal: abort.signal }));
    expect(error).toMatchObject({ message: "enough" });
    const found = counts(outcomes);
    expect(outcomes.length).toBeLessThanOrEqual(352);
    expect(outcomes.map(({ index }) => index)).toEqual(outcomes.map((_, at) => at));
    const { created = 0, unknown = 0 } = found;
    const { size } = await recordsOf(emulator);
    expect(size).toBeGreaterThanOrEqual(created);
    expect(size).toBeLessThanOrEqual(created + unknown);
    expect(found.refused).toBeUndefined();
  });

  test("aborts while the input waits for ever", async () => {
    const abort = new AbortController();
    const rows = (async function* () {
      yield lead(0);
      setTimeout(() => abort.abort(), 20);
      await new Promise(() => undefined);
    })();
    const { outcomes, error } = await outcomesOf(
      writeRecords(clientOf(emulator), rows, { ...CREATE, signal: abort.signal }),
    );
    expect(error).toMatchObject({ name: "AbortError" });
    expect(outcomes).toMatchObject([{ status: "notSent", code: "ABORTED" }]);
  });

  test("closes the client", async () => {
    const crm = clientOf(emulator);
    crm.close();
    const { outcomes, error } = await outcomesOf(writeRecords(crm, leads(3), CREATE));
    expect(error).toMatchObject({ code: "CLIENT_CLOSED" });
    expect(counts(outcomes)).toEqual({ notSent: 3 });
  });

  test("stops reading: nothing more is taken, and what was sent is on record", async () => {
    let taken = 0;
    let isClosed = false;
    const rows = (function* () {
      try {
        for (; taken < 100_000; taken += 1) yield lead(taken);
      } finally {
        isClosed = true;
      }
    })();
    const checkpoint = join(folder, "left");
    for await (const { index } of writeRecords(clientOf(emulator), rows, { ...CREATE, checkpoint }))
      if (index === 150) break;
    expect(taken).toBeLessThan(3000);
    const { size } = await recordsOf(emulator);
    emulator.requests.length = 0;
    await outcomesOf(writeRecords(clientOf(emulator), leads(Math.floor(size / 100) * 100), { ...CREATE, checkpoint }));
    expect(callsOf(emulator, "createRecords")).toBe(0);
    expect(isClosed).toBe(true);
  });

  test("has an input that fails: what was whole is written", async () => {
    const rows = (function* () {
      yield* leads(150);
      throw new Error("the file is damaged");
    })();
    const { outcomes, error } = await outcomesOf(writeRecords(clientOf(emulator), rows, CREATE));
    expect(error).toMatchObject({ message: "the file is damaged" });
    expect(counts(outcomes)).toEqual({ created: 100, notSent: 50 });
  });

  test("iterates twice", async () => {
    const writing = writeRecords(clientOf(emulator), leads(1), CREATE);
    await outcomesOf(writing);
    await expect(outcomesOf(writing)).resolves.toMatchObject({ error: { code: "INVALID_PARAMETERS" } });
    expect((await recordsOf(emulator)).size).toBe(1);
  });
});
