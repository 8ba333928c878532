import { beforeAll, describe, expect, test } from "vitest";
import { createEmulator } from "../../../src/emulator/index.js";
import { type Caller, callerOf } from "../support/caller.js";

const MIDWEST = "4100000000000051357";
let call: Caller;
let deals: string[];

beforeAll(async () => {
  const event = (Event_Title: string, day: string, from: string, to: string) => ({
    Event_Title,
    Start_DateTime: `2026-05-${day}T${from}:00+03:00`,
    End_DateTime: `2026-05-${day}T${to}:00+03:00`,
  });
  const emulator = createEmulator({
    defaultData: false,
    seed: {
      Deals: [
        { Deal_Name: "Inside", Stage: "Qualification", Territory: [{ id: MIDWEST, name: "Midwest" }] },
        { Deal_Name: "Outside", Stage: "Qualification", Territory: ["Elsewhere"] },
        { Deal_Name: "Nowhere", Stage: "Qualification" },
      ],
      Accounts: [{ Account_Name: "By name", Territories: ["Elsewhere", "Midwest"] }, { Account_Name: "None" }],
      Events: [
        event("Early", "15", "07:30", "08:30"),
        event("Late", "15", "12:00", "13:00"),
        event("Next", "16", "00:00", "23:59"),
      ],
    },
  });
  call = await callerOf(emulator);
  const all = (await call("GET", "/Deals?sort_by=id&sort_order=asc")).body.data as unknown as { id: string }[];
  deals = all.map(({ id }) => id);
});

const listed = async (path: string, name: string): Promise<unknown[]> => {
  const { body } = await call("GET", path);
  return Object.values(body.data ?? {}).map((record) => record[name]);
};

describe("territory_id", () => {
  test("lists what is in the territory, by reference or by name", async () => {
    expect(await listed(`/Deals?territory_id=${MIDWEST}`, "Deal_Name")).toEqual(["Inside"]);
    expect(await listed(`/Deals?territory_id=${MIDWEST}&include_child=true`, "Deal_Name")).toEqual(["Inside"]);
    expect(await listed(`/Accounts?territory_id=${MIDWEST}`, "Account_Name")).toEqual(["By name"]);
    expect((await call("GET", "/Deals?territory_id=41")).status).toBe(204);
  });

  test("includes the territories below on request", async () => {
    const emulator = createEmulator({
      territories: ["World", { name: "North", parent: "World" }, { name: "Oslo", parent: "North" }],
      seed: { Accounts: [{ Account_Name: "Fjord", Territories: ["Oslo"] }] },
    });
    const ask = await callerOf(emulator);
    const { territories = {} } = (await ask("GET", "/settings/territories")).body;
    const [world, , oslo] = Object.values(territories).map(({ id }) => String(id));
    const status = async (query: string) => (await ask("GET", `/Accounts?territory_id=${query}`)).status;
    expect(await status(`${world}&include_child=true`)).toBe(200);
    expect(await status(`${world}`)).toBe(204);
    expect(await status(`${oslo}`)).toBe(200);
  });

  test("also applies to a single record", async () => {
    expect((await call("GET", `/Deals/${deals[0]}?territory_id=${MIDWEST}`)).status).toBe(200);
    expect((await call("GET", `/Deals/${deals[1]}?territory_id=${MIDWEST}`)).status).toBe(204);
  });
});

describe("startDateTime and endDateTime", () => {
  const events = (query: string) => listed(`/Events?sort_by=id&sort_order=asc&${query}`, "Event_Title");
  const start = "startDateTime=2026-05-15T08:00:00%2B03:00";
  const end = "endDateTime=2026-05-15T12:30:00%2B03:00";

  test("list the events in that range, in any time zone", async () => {
    expect(await events(`${start}&${end}`)).toEqual(["Early", "Late"]);
    expect(await events("startDateTime=2026-05-15T06:00:00Z")).toEqual(["Late", "Next"]);
    expect(await events("endDateTime=2026-05-15T05:00:00Z")).toEqual(["Early"]);
  });

  test("must be times, and apply only to events", async () => {
    const refused = await call("GET", "/Events?startDateTime=soon");
    expect(refused).toMatchObject({ status: 400, body: { details: { api_name: "startDateTime" } } });
    expect(await listed(`/Deals?${start}`, "Deal_Name")).toHaveLength(3);
  });
});
