import { describe, expect, test } from "vitest";
import { createEmulator, type Fault } from "../../../src/emulator/index.js";
import { createClient } from "../../../src/index.js";
import { callerOf } from "../support/caller.js";
import { places } from "../support/described.js";

describe("an invalid fault", () => {
  const mistakes: [words: string, fault: Fault][] = [
    ["unknown operation getRecordings; did you mean getRecords?", { operation: "getRecordings", status: 500 }],
    ["status must be an integer from 200 to 599", { status: 99 }],
    ["status must be an integer from 200 to 599", { status: Number.NaN }],
    ["nth must be an integer of at least 1", { nth: 0, status: 500 }],
    ["times must be an integer of at least 1", { times: 1.5, status: 500 }],
    ["delay must be a time in milliseconds", { delay: -1 }],
    ["slow must be a time in milliseconds", { slow: 2 ** 31 }],
    ["jobFailsAfter must be a number of rows", { jobFailsAfter: -1 }],
    ["change must be a function", { change: "it" as never }],
    ["headers: ", { headers: { "X-A": "a\r\nX-B: b" } }],
    ["headers: ", { headers: { "X A": "a" } }],
  ];
  for (const [words, fault] of mistakes) {
    test(JSON.stringify(fault), () => {
      const { faults } = createEmulator();
      expect(() => faults.add(fault)).toThrowError(`faults: ${words}`);
      expect(faults.waiting()).toEqual([]);
    });
  }
});

const TOO_MANY = { code: "TOO_MANY_REQUESTS", details: {}, message: "Too many", status: "error" };

describe("a change", () => {
  const emulator = createEmulator({ defaultData: false, seed: { Leads: [{ Last_Name: "Doe" }] } });

  test("is made to the real response", async () => {
    const call = await callerOf(emulator);
    emulator.faults.add({
      operation: "records.list",
      change: async (real) => {
        const body = (await real.json()) as { info: object };
        return Response.json({ ...body, info: { ...body.info, more_records: true } }, real);
      },
    });
    expect((await call("GET", "/Leads")).body).toMatchObject({
      data: [{ Last_Name: "Doe" }],
      info: { more_records: true },
    });
    expect((await call("GET", "/Leads")).body.info).toMatchObject({ more_records: false });
  });

  test("may be to bytes, and to a response without a body", async () => {
    const call = await callerOf(emulator);
    const id = String((await call("GET", "/Leads")).body.data?.[0]?.id);
    const form = new FormData();
    form.set("file", new File([new Uint8Array([1, 2, 3, 4])], "a.bin"));
    const { body } = await call("POST", `/Leads/${id}/Attachments`, form);
    const change = async (real: Response) => new Response((await real.arrayBuffer()).slice(0, 2), real);
    emulator.faults.add({ operation: "attachments.download", change });
    const crm = createClient(emulator.clientOptions());
    const download = await crm.attachments.download({
      module: "Leads",
      id,
      attachmentId: String(body.data?.[0]?.details?.id),
    });
    expect(new Uint8Array((await download?.arrayBuffer()) ?? [])).toEqual(new Uint8Array([1, 2]));
    emulator.faults.add({
      operation: "records.get",
      change: (real) => new Response(null, { status: real.status, headers: { "X-A": "b" } }),
    });
    const { status, headers } = await call("GET", "/Leads/1");
    expect([status, headers.get("x-a")]).toEqual([204, "b"]);
  });

  test("that fails is an internal error", async () => {
    const call = await callerOf(emulator);
    emulator.faults.add({ change: () => Promise.reject(new Error("no")) });
    expect((await call("GET", "/Leads")).status).toBe(500);
  });
});

describe("the operation that fails", () => {
  test("is named by its id, or as programs call it", async () => {
    const emulator = createEmulator();
    const call = await callerOf(emulator);
    for (const operation of ["getRecords", "records.list"]) {
      emulator.faults.add({ operation, status: 429, body: TOO_MANY });
      expect((await call("GET", "/Deals/1")).status).toBe(204);
      expect((await call("GET", "/Leads")).status).toBe(429);
      expect((await call("GET", "/Leads")).status).toBe(200);
    }
  });

  test("has the names of the client's methods", () => {
    const { faults } = createEmulator();
    const crm = createClient({ clientId: "a", clientSecret: "b", apiUrl: "http://127.0.0.1:9" });
    const methods = Object.entries(crm).flatMap(([group, members]) =>
      group === "raw" || group === "tokens" || typeof members !== "object"
        ? []
        : Object.keys(members).map((name) => `${group}.${name}`),
    );
    expect(methods.length).toBe(places.length);
    for (const operation of methods) expect(() => faults.add({ operation, status: 503 })).not.toThrow();
  });
});
