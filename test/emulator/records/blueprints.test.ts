import { describe, expect, test } from "vitest";
import { createEmulator } from "../../../src/emulator/index.js";
import { callerOf, type ReplyBody } from "../support/caller.js";

const LEAD = "4100000000000650001";
const PATH = `/Leads/${LEAD}/actions/blueprint`;
const UNKNOWN = "4100000000000999999";

const blueprints = {
  Leads: {
    name: "First contact",
    field: "Lead_Status",
    transitions: [
      { name: "Call", from: ["New", "Lost"], to: "Contacted", mandatory: ["Phone", "Notes"] },
      { name: "Win", from: "Contacted", to: "Won" },
      { name: "Lose", from: ["New", "Contacted"], to: "Lost" },
    ],
    limits: { New: "2d", Contacted: "3h" },
  },
  Cases: { field: "Status", transitions: [{ name: "Close", from: "Open", to: "Closed" }] },
};

async function started() {
  const seed = { Leads: [{ id: LEAD, Last_Name: "A", Lead_Status: "New" }], Deals: [] };
  const now = Date.parse("2026-05-14T09:00:00Z");
  const emulator = createEmulator({ seed, blueprints, now: () => now });
  const call = await callerOf(emulator);
  const shown = async (): Promise<ReplyBody | undefined> => (await call("GET", PATH)).body.blueprint;
  /** Takes the step of this name. */
  const take = async (name: string, data: object = {}) => {
    const step = Object.values((await shown())?.transitions ?? {}).find((one) => String(one.name) === name);
    return call("PUT", PATH, { blueprint: [{ transition_id: step?.id, data }] });
  };
  return { emulator, call, shown, take };
}

const names = (steps: ReplyBody | undefined) => Object.values(steps ?? {}).map(({ name }) => String(name));

test("shows the steps from the state of the record, and what they require", async () => {
  const { shown } = await started();
  const { process_info, transitions } = (await shown()) ?? {};
  expect(process_info).toMatchObject({
    name: "First contact",
    api_name: "Lead_Status",
    field_label: "Lead Status",
    field_value: "New",
    is_continuous: false,
  });
  expect(names(transitions)).toEqual(["Call", "Lose"]);
  expect(transitions?.[0]).toMatchObject({ next_field_value: "Contacted", fields: [{ api_name: "Phone" }] });
  expect(names(transitions?.[0]?.next_transitions)).toEqual(["Win", "Lose"]);
});

test("a step requires its fields and its note, and then moves the record", async () => {
  const { call, take, shown } = await started();
  expect(await take("Call", { Phone: "" })).toMatchObject({
    status: 400,
    body: {
      code: "INVALID_DATA",
      message: "invalid transition",
      details: { validation_error: [{ api_name: "Phone" }, { api_name: "Notes" }], api_name: "Phone" },
    },
  });
  const list = await take("Call", { Phone: "555-0100", Notes: ["Hello"] });
  expect(list.body.details?.validation_error).toMatchObject([{ api_name: "Notes" }]);
  const long = await take("Call", { Phone: "1".repeat(500), Notes: "Hello" });
  expect(long.body.details?.validation_error).toMatchObject([{ api_name: "Phone" }]);
  expect((await call("GET", `/Leads/${LEAD}/Notes`)).status).toBe(204);
  expect((await take("Call", { Phone: "555-0100", Notes: "Said hello" })).body).toMatchObject({ code: "SUCCESS" });
  const lead = (await call("GET", `/Leads/${LEAD}`)).body.data?.[0];
  expect(lead).toMatchObject({ Lead_Status: "Contacted", Phone: "555-0100" });
  expect(lead).not.toHaveProperty("Notes");
  expect((await call("GET", `/Leads/${LEAD}/Notes`)).body.data?.[0]).toMatchObject({
    Note_Content: "Said hello",
    Parent_Id: { id: LEAD },
  });
  expect(names((await shown())?.transitions)).toEqual(["Win", "Lose"]);
});

test("a state with a time limit shows its deadline, by the clock of the emulator", async () => {
  const { emulator, call, shown, take } = await started();
  const limit = async () => (await shown())?.process_info?.escalation;
  expect(await limit()).toBe("2026-05-16T12:00:00+03:00");
  emulator.advance("20m");
  await take("Call", { Phone: "555-0100", Notes: "N" });
  expect(await limit()).toBe("2026-05-14T15:20:00+03:00");
  emulator.advance("20m");
  await call("PUT", `/Leads/${LEAD}`, { data: [{ City: "Oslo" }] });
  expect(await limit()).toBe("2026-05-14T15:20:00+03:00");
  await take("Lose");
  expect(await limit()).toBeNull();
});

describe("a record in a process", () => {
  test("is moved only by its steps", async () => {
    const { call } = await started();
    const put = (row: object) => call("PUT", `/Leads/${LEAD}`, { data: [row] });
    const refusal = { code: "RECORD_IN_BLUEPRINT", message: "The record is in blue print" };
    expect(await put({ Lead_Status: "Won" })).toMatchObject({ status: 202, body: { data: [refusal] } });
    expect((await put({ Lead_Status: "New", City: "Oslo" })).status).toBe(200);
    const upserted = await call("POST", "/Leads/upsert", { data: [{ id: LEAD, Last_Name: "A", Lead_Status: "Won" }] });
    expect(upserted.body.data?.[0]).toMatchObject(refusal);
  });

  test("of the example may also be moved in other ways", async () => {
    const call = await callerOf(createEmulator());
    const created = await call("POST", "/Deals", { data: [{ Deal_Name: "D", Stage: "Qualification" }] });
    const path = `/Deals/${created.body.data?.[0]?.details?.id}`;
    expect((await call("PUT", path, { data: [{ Stage: "Closed Won" }] })).status).toBe(200);
  });

  test("is in the state in which a transition begins", async () => {
    const { call, take } = await started();
    await take("Lose");
    await take("Call", { Phone: "555-0100", Notes: "N" });
    await take("Win");
    expect((await call("GET", PATH)).body).toMatchObject({ code: "RECORD_NOT_IN_PROCESS" });
    expect((await call("PUT", `/Leads/${LEAD}`, { data: [{ Lead_Status: "New" }] })).status).toBe(200);
    expect((await call("GET", PATH)).status).toBe(200);
    expect((await call("GET", `/Leads/${UNKNOWN}/actions/blueprint`)).status).toBe(204);
    const [deal] = ((await call("POST", "/Deals", { data: [{ Deal_Name: "D", Stage: "Qualification" }] })).body.data ??
      []) as ReplyBody[];
    const stage = await call("GET", `/Deals/${deal?.details?.id}/actions/blueprint`);
    expect(stage.body.code).toBe("RECORD_NOT_IN_PROCESS");
  });

  test("is in the process of its own module, which has its own ids", async () => {
    const { call, shown } = await started();
    const created = await call("POST", "/Cases", { data: [{ Subject: "C", Status: "Open", Case_Origin: "Web" }] });
    const path = `/Cases/${created.body.data?.[0]?.details?.id}/actions/blueprint`;
    const { process_info, transitions } = (await call("GET", path)).body.blueprint ?? {};
    expect(process_info).toMatchObject({ name: "Cases process", escalation: null });
    expect([process_info?.id, transitions?.[0]?.id]).not.toContain((await shown())?.process_info?.id);
    expect((await call("PUT", path, { blueprint: [{ transition_id: transitions?.[0]?.id, data: {} }] })).status).toBe(
      200,
    );
  });
});

test("states are restored", async () => {
  const { emulator, shown, take } = await started();
  const before = emulator.snapshot();
  await take("Lose");
  emulator.restore(before);
  expect((await shown())?.process_info?.field_value).toBe("New");
});

describe("an invalid process is rejected", () => {
  const step = { name: "Call", from: "New", to: "Won" };
  const cases = [
    { process: { field: "Lead_Status", transitions: [] }, says: "blueprints: Leads: a process needs a field" },
    {
      process: { field: "Lead_Status", transitions: [step, { ...step, to: "" }] },
      says: "Leads: transition 2 needs a name",
    },
    {
      process: { field: "Lead_Status", transitions: [step], limits: { New: "soon" } },
      says: 'Leads: New: "soon" is not a time',
    },
  ];
  for (const { process, says } of cases) {
    test(says, () => expect(() => createEmulator({ blueprints: { Leads: process } })).toThrow(says));
  }
});
