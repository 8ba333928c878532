import { describe, expect, test } from "vitest";
import { createEmulator, startEmulator } from "../../../src/emulator/index.js";
import { createClient } from "../../../src/index.js";
import { callerOf } from "../support/caller.js";

describe("an entry", () => {
  test("has the response with its headers, its size and its body", async () => {
    const emulator = createEmulator({ now: () => 1_000_000, defaultData: false });
    const call = await callerOf(emulator);
    await call("POST", "/Leads", { data: [{ Last_Name: "Doe" }] });
    await call("GET", "/Leads/1");
    const [, created, nothing] = emulator.requests;
    expect(created).toMatchObject({ operation: "createRecords", name: "records.create", status: 201, time: 1_000_000 });
    expect(created?.duration).toBeGreaterThan(0);
    expect(created?.response?.headers).toMatchObject({ "Content-Type": "application/json;charset=UTF-8" });
    expect(created?.response?.body).toMatchObject({ data: [{ code: "SUCCESS" }] });
    expect(created?.response?.size).toBe(Buffer.byteLength(JSON.stringify(created?.response?.body)));
    expect(nothing).toMatchObject({ status: 204, response: { size: 0 } });
    expect(nothing?.response).not.toHaveProperty("body");
  });

  test("has the beginning of a long body, and no file", async () => {
    const seed = { Leads: Array.from({ length: 200 }, (_, n) => ({ Last_Name: `Lead ${n}` })) };
    const emulator = createEmulator({ seed });
    const call = await callerOf(emulator);
    const list = JSON.stringify((await call("GET", "/Leads")).body);
    expect(emulator.requests.at(-1)?.response).toMatchObject({ size: list.length, body: list.slice(0, 65_536) });
    const form = new FormData();
    form.append("file", new File(["%PDF-"], "offer.pdf"));
    const key = (await call("POST", "/files", form)).body.data?.[0]?.details?.id;
    await call("GET", `/files?id=${key}`);
    expect(emulator.requests.at(-1)?.response).toMatchObject({ size: 5 });
    expect(emulator.requests.at(-1)?.response).not.toHaveProperty("body");
  });

  test("holds no token that was issued, and no code in an address", async () => {
    const emulator = createEmulator();
    const { clientId, accountsUrl } = emulator;
    const crm = createClient(emulator.clientOptions());
    await crm.records.list({ module: "Leads" });
    expect(emulator.requests[0]?.response?.body).toMatchObject({ access_token: "[masked]", token_type: "Bearer" });
    const query = new URLSearchParams({
      client_id: clientId,
      response_type: "token",
      scope: "ZohoCRM.modules.ALL",
      redirect_uri: "http://127.0.0.1:9/back",
      decision: "accept",
    });
    const consent = await emulator.fetch(`${accountsUrl}/oauth/v2/auth?${query}`, { redirect: "manual" });
    const [, token = "none"] = /access_token=([^&]+)/.exec(consent.headers.get("location") ?? "") ?? [];
    expect(token).toMatch(/^1000\./);
    expect(emulator.requests.at(-1)?.response?.headers.Location).toContain("access_token=[masked]");
    expect(JSON.stringify(emulator.requests)).not.toContain(token);
  });

  test("tells what was dropped in silence, once", async () => {
    const emulator = createEmulator({ defaultData: false });
    const call = await callerOf(emulator);
    await call("POST", "/Leads", { data: ["A", "B"].map((Last_Name) => ({ Last_Name, Emial: "a@example.com" })) });
    await call("GET", "/Leads?fields=Last_Name,Emial");
    await call("GET", "/Leads?sort_by=Emial");
    expect(emulator.requests.slice(1).map(({ remarks }) => remarks)).toEqual([
      ["Leads has no field Emial: its value was dropped"],
      ["Leads has no field Emial: the response leaves it out"],
      ["Leads has no field Emial: the list is not sorted by it"],
    ]);
    await call("GET", "/Leads?fields=Last_Name");
    expect(emulator.requests.at(-1)).not.toHaveProperty("remarks");
  });
});

describe("the number of the call", () => {
  test("is that of the attempts and of the token that a call needed", async () => {
    await using emulator = await startEmulator();
    const crm = createClient(emulator.clientOptions());
    await crm.records.list({ module: "Leads" });
    emulator.faults.add({ operation: "records.list", status: 503 });
    await crm.records.list({ module: "Leads" });
    emulator.expireTokens();
    await crm.records.list({ module: "Leads" });
    await crm.records.list({ module: "Leads" });
    expect(emulator.requests.map(({ name, status, call }) => `${call} ${name} ${status}`)).toEqual([
      "1 oauth.requestToken 200",
      "1 records.list 200",
      "2 records.list 503",
      "2 records.list 200",
      "3 records.list 401",
      "3 oauth.requestToken 200",
      "3 records.list 200",
      "4 records.list 200",
    ]);
    await crm.close();
  });

  test("differs for requests that differ in their body, and long after a failure", async () => {
    const emulator = createEmulator({ defaultData: false });
    const call = await callerOf(emulator);
    const create = (name: string) => call("POST", "/Leads", { data: [{ Last_Name: name }] });
    const body = { code: "TOO_MANY_REQUESTS", details: {}, message: "Too many", status: "error" };
    emulator.faults.add({ operation: "createRecords", status: 429, body, times: 2 });
    await create("A");
    await create("B");
    await create("A");
    emulator.advance("6m");
    await create("B");
    const [, a, b, again, later] = emulator.requests.map(({ call: number }) => number);
    expect(b).not.toBe(a);
    expect(again).toBe(a);
    expect([a, b]).not.toContain(later);
  });
});
