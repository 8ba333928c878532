import { beforeAll, describe, expect, test } from "vitest";
import { Call } from "../../src/emulator/call.js";
import { readDescription } from "../../src/emulator/description.js";
import { createEmulator } from "../../src/emulator/index.js";
import { Organization } from "../../src/emulator/organization.js";
import { readSelection } from "../../src/emulator/record-selection.js";
import { Router } from "../../src/emulator/router.js";
import { type Caller, callerOf } from "./caller.js";

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

  test("takes in the territories below, where that is asked for", () => {
    const description = readDescription(undefined);
    const organization = new Organization({ now: Date.now, description });
    const territories = organization.settings.list("territories");
    territories.set("8", { id: "8", name: "Below that", parent_id: "7" });
    territories.set("7", { id: "7", name: "Ohio", parent_id: MIDWEST });
    const match = new Router(description).match("GET", "/crm/v2/Deals");
    const { module } = organization.records.table("Deals");
    const selects = (query: string) => {
      const call = new Call(match, new URLSearchParams(query), {}, new Uint8Array());
      return readSelection(call, organization, module)({ id: "1", Territory: ["Below that"] });
    };
    expect(selects(`territory_id=${MIDWEST}&include_child=true`)).toBe(true);
    expect(selects(`territory_id=${MIDWEST}`)).toBe(false);
    expect(selects("territory_id=8")).toBe(true);
  });

  test("decides on one record as well", async () => {
    expect((await call("GET", `/Deals/${deals[0]}?territory_id=${MIDWEST}`)).status).toBe(200);
    expect((await call("GET", `/Deals/${deals[1]}?territory_id=${MIDWEST}`)).status).toBe(204);
  });
});

describe("startDateTime and endDateTime", () => {
  const events = (query: string) => listed(`/Events?sort_by=id&sort_order=asc&${query}`, "Event_Title");
  const start = "startDateTime=2026-05-15T08:00:00%2B03:00";
  const end = "endDateTime=2026-05-15T12:30:00%2B03:00";

  test("list the events of that time, whatever the zone", async () => {
    expect(await events(`${start}&${end}`)).toEqual(["Early", "Late"]);
    expect(await events("startDateTime=2026-05-15T06:00:00Z")).toEqual(["Late", "Next"]);
    expect(await events("endDateTime=2026-05-15T05:00:00Z")).toEqual(["Early"]);
  });

  test("are times, and of events only", async () => {
    const refused = await call("GET", "/Events?startDateTime=soon");
    expect(refused).toMatchObject({ status: 400, body: { details: { api_name: "startDateTime" } } });
    expect(await listed(`/Deals?${start}`, "Deal_Name")).toHaveLength(3);
  });
});
