import { connect } from "node:net";
import { describe, expect, test } from "vitest";
import { DATA_CENTERS } from "../../src/config/data-centers.js";
import { createEmulator, type Emulator, startEmulator } from "../../src/emulator/index.js";
import { accessToken, callerOf } from "./support/caller.js";

describe("start and close", () => {
  test("has a few records by default, unless data is passed", async () => {
    await using small = await startEmulator();
    const call = await callerOf(small);
    for (const module of ["Leads", "Contacts", "Accounts", "Deals"]) {
      expect((await call("GET", `/${module}`)).status).toBe(200);
    }
    expect((await call("GET", "/Leads?per_page=5")).body.info).toMatchObject({ count: 5, more_records: true });
    await using given = await startEmulator({ seed: { Leads: [{ Last_Name: "Only" }] } });
    expect((await (await callerOf(given))("GET", "/Leads")).body.info?.count).toBe(1);
  });

  test("creates the same ids every time", async () => {
    await using one = await startEmulator();
    await using two = await startEmulator();
    expect(one.seed({ Leads: [{ Last_Name: "X" }] })).toEqual(two.seed({ Leads: [{ Last_Name: "X" }] }));
    expect(one.apiUrl).not.toBe(two.apiUrl);
  });

  test("closes with idle and open connections, and twice", async () => {
    const emulator = await startEmulator();
    await accessToken(emulator);
    emulator.faults.add({ delay: 60_000 });
    const open = fetch(`${emulator.apiUrl}/crm/v2/Leads`).then(
      () => "answered",
      () => "broken",
    );
    await emulator.close();
    await emulator.close();
    expect(await open).toBe("broken");
    await expect(fetch(emulator.apiUrl)).rejects.toThrow();
  });

  test("does not listen on Zoho's hosts", async () => {
    const servers = Object.values(DATA_CENTERS).flatMap((center) => Object.values(center));
    const hosts = servers.map((address) => new URL(address).hostname);
    const others = [
      "ZOHOAPIS.EU",
      "sandbox.zohoapis.in",
      "zoho.com",
      "www.zohoapis.com.",
      "a.b.zoho.uk",
      "zohocloud.ca",
    ];
    for (const host of [...hosts, ...others]) {
      await expect(startEmulator({ host })).rejects.toThrowError("one of Zoho's hosts");
    }
    await using elsewhere = await startEmulator({ host: "localhost" });
    expect((await fetch(`${elsewhere.apiUrl}/crm/v2/Leads`)).status).toBe(401);
  });

  test("a taken port is an error", async () => {
    await using emulator = await startEmulator();
    const port = Number(new URL(emulator.apiUrl).port);
    await expect(startEmulator({ port })).rejects.toThrow("EADDRINUSE");
  });
});

describe("seed", () => {
  test("refuses what Zoho would refuse, and then stores nothing", async () => {
    await using emulator = await startEmulator({ defaultData: false });
    const rows = [{ Last_Name: "Good" }, { Company: "No name" }];
    expect(() => emulator.seed({ Leads: rows })).toThrowError("Leads[1]: MANDATORY_NOT_FOUND");
    expect(() => emulator.seed({ "../x": [] })).toThrowError(TypeError);
    expect(() => emulator.seed({ Leads: [{ Last_Name: "X", id: "abc" }] })).toThrowError("digits");
    expect((await (await callerOf(emulator))("GET", "/Leads")).status).toBe(204);
  });

  test("an id from the seed is never issued again", async () => {
    await using emulator = await startEmulator({ defaultData: false });
    const seeded = emulator.seed({ Leads: [{ Last_Name: "A", id: "4100000000000680002" }, { Last_Name: "B" }] });
    expect(seeded.Leads).toEqual(["4100000000000680002", "4100000000000680003"]);
    const twice = { Last_Name: "A", id: "4100000000000680009" };
    expect(() => emulator.seed({ Leads: [twice, twice] })).toThrowError("Leads[1]: id 4100000000000680009 is taken");
  });

  test("a row with the id of a record changes its values, as a formula does, and leaves its times", async () => {
    let time = Date.UTC(2026, 0, 1);
    await using emulator = await startEmulator({
      now: () => time,
      modules: { Deals: { Margin: { type: "double" }, Number: { type: "autonumber" } } },
      seed: { Deals: [{ Deal_Name: "Tea", Stage: "Qualification", Margin: 1 }] },
    });
    const call = await callerOf(emulator);
    const shown = async () => (await call("GET", "/Deals")).body.data?.[0];
    const before = await shown();
    time += 60_000;
    const given = { id: String(before?.id), Margin: 2, Number: "77" };
    expect(emulator.seed({ Deals: [given] })).toEqual({ Deals: [given.id] });
    expect(await shown()).toEqual({ ...before, ...given });
    expect(() => emulator.seed({ Deals: [{ ...given, Margin: "much" }] })).toThrowError("Deals[0]: INVALID_DATA");
    expect(await shown()).toMatchObject(given);
  });

  test("records whose field names read alike keep their own fields", async () => {
    const fields = {
      Ab: { type: "boolean" },
      C: { type: "text" },
      A: { type: "boolean" },
      bC: { type: "text" },
    } as const;
    await using emulator = await startEmulator({ modules: { Things: fields } });
    emulator.seed({
      Things: [
        { Ab: true, C: "x" },
        { A: true, bC: "x" },
      ],
    });
    const { body } = await (await callerOf(emulator))("GET", "/Things?sort_by=id&sort_order=asc");
    expect(body.data).toMatchObject([{ Ab: true }, { A: true }]);
    expect(body.data?.[1]?.Ab).toEqual(body.data?.[0]?.A);
  });

  test("records may come from a generator, which is read as they are stored", async () => {
    await using emulator = await startEmulator({ defaultData: false });
    let made = 0;
    function* leads(count: number, last: object = {}) {
      for (made = 1; made < count; made += 1) yield { Last_Name: `Lead ${made}`, Shoe_Size: made / 2 };
      yield { Last_Name: "Last", ...last };
    }
    const { Leads: ids } = emulator.seed({ Leads: leads(2500) });
    expect(ids).toHaveLength(2500);
    const call = await callerOf(emulator);
    expect((await call("GET", `/Leads/${ids?.[1000]}`)).body.data?.[0]).toMatchObject({ Shoe_Size: 500.5 });
    expect(() => emulator.seed({ Leads: leads(1500, { Shoe_Size: "large" }) })).toThrowError(
      "Leads[1499]: INVALID_DATA",
    );
    expect(() => emulator.seed({ Leads: ["no record"].values() as never })).toThrowError("Leads[0] is not a record");
    expect(emulator.seed({ Empty: [].values() })).toEqual({ Empty: [] });
    expect((await call("GET", "/Leads?page=13")).body.info).toMatchObject({ count: 100, more_records: false });
  });
});

describe("snapshot and restore", () => {
  test("restore records, files, tags, ids and tokens, more than once", async () => {
    await using emulator = await startEmulator();
    const call = await callerOf(emulator);
    const before = await call("GET", "/Leads");
    const snapshot = emulator.snapshot();
    const ids = new Set();
    for (let round = 0; round < 2; round += 1) {
      const created = await call("POST", "/Leads", { data: [{ Last_Name: "New", Tag: [{ name: "T" }] }] });
      ids.add(created.body.data?.[0]?.details?.id);
      await call("DELETE", `/Leads/${before.body.data?.[0]?.id}`);
      await fetch(`${emulator.accountsUrl}/oauth/v2/token/revoke?token=${emulator.refreshToken}`, { method: "POST" });
      emulator.restore(snapshot);
      expect((await call("GET", "/Leads")).body).toEqual(before.body);
      expect(await accessToken(emulator)).toMatch(/^1000\./);
    }
    expect(ids.size).toBe(1);
  });

  test("copy nothing: 10,000 records cost less than 5 ms", async () => {
    const emulator = createEmulator({ defaultData: false });
    emulator.seed({ Leads: Array.from({ length: 10_000 }, (_, n) => ({ Last_Name: `L${n}` })) });
    const snapshot = emulator.snapshot();
    const times = Array.from({ length: 5 }, () => {
      const begin = performance.now();
      emulator.snapshot();
      emulator.restore(snapshot);
      return performance.now() - begin;
    });
    expect(Math.min(...times)).toBeLessThan(5);
  });

  test("faults, the request log and the clock are part of it", async () => {
    let time = 1_000_000;
    const emulator = createEmulator({ now: () => time, defaultData: false });
    const call = await callerOf(emulator);
    emulator.faults.add({ operation: "records.list", nth: 3, times: 2, status: 500 });
    await call("GET", "/Leads");
    const snapshot = emulator.snapshot();
    const pending = emulator.faults.waiting();
    const logged = emulator.requests.map(({ path }) => path);
    expect([pending, logged]).toEqual([
      [{ fault: expect.objectContaining({ nth: 3 }), skip: 1, left: 2 }],
      ["/oauth/v2/token", "/crm/v2/Leads"],
    ]);
    for (let round = 0; round < 2; round += 1) {
      await call("GET", "/Leads");
      emulator.faults.add({ reset: true });
      emulator.advance("5m");
      time += 7000;
      emulator.restore(snapshot);
      expect(emulator.faults.waiting()).toEqual(pending);
      expect(emulator.requests.map(({ path }) => path)).toEqual(logged);
      expect(emulator.snapshot().time).toBe(snapshot.time);
    }
    emulator.requests.length = 0;
    emulator.faults.clear();
    emulator.restore(snapshot);
    expect(emulator.requests).toHaveLength(2);
    expect(emulator.faults.waiting()).toEqual(pending);
  });

  test("a snapshot of another emulator is refused", async () => {
    await using one = await startEmulator();
    await using two = await startEmulator();
    expect(() => one.restore(two.snapshot())).toThrowError(TypeError);
  });
});

describe("requests", () => {
  test("are logged without secrets", async () => {
    await using emulator = await startEmulator();
    const { clientId, clientSecret, refreshToken } = emulator;
    const query = new URLSearchParams({
      grant_type: "refresh_token",
      client_id: clientId,
      client_secret: clientSecret,
      refresh_token: refreshToken,
    });
    await fetch(`${emulator.accountsUrl}/oauth/v2/token?${query}&code=abc`, { method: "POST" });
    const call = await callerOf(emulator);
    emulator.expireTokens();
    await call("POST", "/Leads", { data: [{ Last_Name: "X" }] });
    await call("GET", "/no/such/path/at/all?x=1");
    expect(emulator.requests.map(({ method, path, operation, status }) => [method, path, operation, status])).toEqual([
      [
        "POST",
        `/oauth/v2/token?grant_type=refresh_token&client_id=${clientId}&client_secret=[masked]&refresh_token=[masked]&code=[masked]`,
        "requestToken",
        200,
      ],
      ["POST", "/oauth/v2/token", "requestToken", 200],
      ["POST", "/crm/v2/Leads", "createRecords", 401],
      ["GET", "/crm/v2/no/such/path/at/all?x=1", undefined, 404],
    ]);
    expect(emulator.requests[1]).toMatchObject({
      body: { grant_type: "refresh_token", client_id: clientId, client_secret: "[masked]", refresh_token: "[masked]" },
    });
    expect(emulator.requests[2]).toMatchObject({
      headers: { authorization: "[masked]", "content-type": "application/json" },
      body: { data: [{ Last_Name: "X" }] },
    });
    // What a client should not do hides its secrets as well.
    await fetch(`${emulator.accountsUrl}/oauth/v2/token`, {
      method: "POST",
      headers: { "content-type": "application/json", referer: `http://app.example/back?code=${refreshToken}&state=s` },
      body: JSON.stringify({ client_secret: clientSecret, refresh_token: refreshToken, grant_type: "refresh_token" }),
    });
    expect(emulator.requests.at(-1)).toMatchObject({
      headers: { referer: "http://app.example/back?code=[masked]&state=s" },
      body: { client_secret: "[masked]", refresh_token: "[masked]", grant_type: "refresh_token" },
    });
    expect(JSON.stringify(emulator.requests)).not.toContain(clientSecret);
    expect(JSON.stringify(emulator.requests)).not.toContain(refreshToken);
    emulator.requests.length = 0;
    await call("GET", "/Leads");
    expect(emulator.requests).toHaveLength(1);
  });

  test("are kept while there is room: the latest ones, whatever their size", async () => {
    const emulator = createEmulator({ defaultData: false, strict: false });
    const call = await callerOf(emulator);
    const send = (number: number) => call("POST", "/Leads/upsert", { data: [], number, text: "x".repeat(5_000_000) });
    for (let number = 0; number < 20; number += 1) await send(number);
    const kept = () => emulator.requests.map(({ body }) => (body as { number?: number }).number);
    expect(kept().at(-1)).toBe(19);
    expect(kept().length).toBeGreaterThan(2);
    expect(kept().length).toBeLessThan(8);
    emulator.requests.length = 0;
    for (const number of [20, 21, 22]) await send(number);
    expect(kept()).toEqual([20, 21, 22]);
    const { accountsUrl } = emulator;
    const body = new URLSearchParams({ text: "x".repeat(100_000) });
    const answer = await emulator.fetch(`${accountsUrl}/oauth/v2/token`, { method: "POST", body });
    expect([await answer.json(), emulator.requests.at(-1)?.body]).toEqual([{ error: "invalid_client" }, undefined]);
  });
});

describe("several organizations", () => {
  test("share the servers, and neither records nor tokens", async () => {
    await using emulator = await startEmulator({ seed: { Leads: [{ Last_Name: "Mine" }] } });
    const other = emulator.addOrganization({ seed: { Leads: [{ Last_Name: "Theirs" }] } });
    const nameFor = async (options: ReturnType<Emulator["clientOptions"]>) => {
      const call = await callerOf({ ...emulator, ...options, clientOptions: () => options });
      return (await call("GET", "/Leads")).body.data?.[0]?.Last_Name;
    };
    expect(await nameFor(emulator.clientOptions())).toBe("Mine");
    expect(await nameFor(other.clientOptions())).toBe("Theirs");
    const snapshot = emulator.snapshot();
    other.seed({ Leads: [{ Last_Name: "Late" }] });
    expect(await nameFor(other.clientOptions())).toBe("Late");
    emulator.restore(snapshot);
    expect(await nameFor(other.clientOptions())).toBe("Theirs");
  });
});

describe("the clock", () => {
  test("is moved forward by a duration string, and reset by restore", async () => {
    await using emulator = await startEmulator({ now: () => 0, defaultData: false });
    const created = () => {
      const [id] = emulator.seed({ Leads: [{ Last_Name: "L" }] }).Leads ?? [];
      return call("GET", `/Leads/${id}`).then(({ body }) => body.data?.[0]?.Created_Time);
    };
    const call = await callerOf(emulator);
    const snapshot = emulator.snapshot();
    emulator.advance("59m");
    emulator.advance(1000);
    expect(await created()).toBe("1970-01-01T03:59:01+03:00");
    emulator.advance("60s");
    expect((await call("GET", "/Leads")).status).toBe(401);
    emulator.restore(snapshot);
    expect(await created()).toBe("1970-01-01T03:00:00+03:00");
    expect(() => emulator.advance("soon")).toThrowError('"61m"');
  });
});

describe("faults", () => {
  const status = async (emulator: Emulator, path = "/Leads"): Promise<number> =>
    (await fetch(`${emulator.apiUrl}/crm/v2${path}`)).status;

  test("respond instead of the handler, as often as requested, in order", async () => {
    await using emulator = await startEmulator();
    emulator.faults.add({ operation: "getRecords", status: 503, times: 2 });
    emulator.faults.add({ body: { code: "TOO_MANY_REQUESTS" }, status: 429, headers: { "Retry-After": "2" } });
    expect(await status(emulator, "/Deals/41")).toBe(429);
    expect([await status(emulator), await status(emulator), await status(emulator)]).toEqual([503, 503, 401]);
    emulator.faults.add({ status: 500 });
    emulator.faults.clear();
    expect(await status(emulator)).toBe(401);
  });

  test("send the body and headers as set", async () => {
    await using emulator = await startEmulator();
    emulator.faults.add({ status: 502, body: "<html>", headers: { "Content-Type": "text/html", "X-A": "b" } });
    const response = await fetch(`${emulator.apiUrl}/crm/v2/Leads`);
    expect([response.status, response.headers.get("x-a"), await response.text()]).toEqual([502, "b", "<html>"]);
  });

  test("break the connection", async () => {
    await using emulator = await startEmulator();
    emulator.faults.add({ reset: true });
    await expect(fetch(`${emulator.apiUrl}/crm/v2/Leads`)).rejects.toThrow();
    expect(emulator.requests[0]?.status).toBeUndefined();
    expect(await status(emulator)).toBe(401);
  });

  test("start with the nth request that matches", async () => {
    await using emulator = await startEmulator();
    emulator.faults.add({ operation: "getRecords", nth: 3, status: 503 });
    const statuses: number[] = [];
    for (const path of ["/Leads", "/Deals/41", "/Leads", "/Leads", "/Leads"])
      statuses.push(await status(emulator, path));
    expect(statuses).toEqual([401, 401, 401, 503, 401]);
  });

  test("break the connection after the headers or in the body", async () => {
    await using emulator = await startEmulator();
    for (const fault of [{ reset: "after headers" }, { truncate: true }, { truncate: true, slow: 10 }] as const) {
      emulator.faults.add(fault);
      const response = await fetch(`${emulator.apiUrl}/crm/v2/Leads`);
      expect([response.status, response.headers.get("content-length")]).toEqual([401, "97"]);
      await expect(response.text()).rejects.toThrow();
      expect(emulator.requests.at(-1)?.status).toBe(401);
    }
  });

  test("a slow body arrives whole", async () => {
    await using emulator = await startEmulator();
    const call = await callerOf(emulator);
    const whole = await call("GET", "/Leads");
    emulator.faults.add({ slow: 50 });
    const begin = performance.now();
    expect((await call("GET", "/Leads")).body).toEqual(whole.body);
    expect(performance.now() - begin).toBeGreaterThan(40);
  });

  test("a delay alone is followed by the real response", async () => {
    await using emulator = await startEmulator();
    emulator.faults.add({ delay: 1 });
    expect(await status(emulator)).toBe(401);
  });
});

describe("the outside", () => {
  test("unknown paths and wrong methods get Zoho's errors", async () => {
    await using emulator = await startEmulator();
    const unknown = await fetch(`${emulator.apiUrl}/crm/v9/Leads`);
    expect(unknown.status).toBe(404);
    expect(await unknown.text()).toBe(
      '{"code":"INVALID_URL_PATTERN","details":{},"message":"Please check if the URL trying to access is a correct one","status":"error"}',
    );
    const wrong = await fetch(`${emulator.apiUrl}/crm/v2/Leads`, { method: "PATCH" });
    expect(wrong.status).toBe(400);
    expect(await wrong.text()).toBe(
      '{"code":"INVALID_REQUEST_METHOD","details":{},"message":"The http request method type is not a valid one","status":"error"}',
    );
  });

  test("JSON responses have Zoho's headers", async () => {
    await using emulator = await startEmulator();
    const { headers } = await (await callerOf(emulator))("GET", "/Leads");
    expect(headers.get("content-type")).toBe("application/json;charset=UTF-8");
    expect(headers.get("content-disposition")).toBe("attachment; filename=response.json");
    expect([headers.get("expires"), headers.get("content-language")]).toEqual([
      "Thu, 01 Jan 1970 00:00:00 GMT",
      "en-US",
    ]);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("server")).toBe("ZGS");
    expect(headers.get("content-language")).toBe("en-US");
  });

  test("a body that is too large gets 413", async () => {
    await using emulator = await startEmulator();
    const call = await callerOf(emulator);
    const refused = await call("POST", "/Leads", { data: [{ Last_Name: "x".repeat(11 * 1024 * 1024) }] });
    expect(refused.status).toBe(413);
    expect((await call("GET", "/Leads")).status).toBe(200);
  });

  test("an unexpected error is a 500, and other calls are unaffected", async () => {
    await using emulator = await startEmulator({
      description: {
        servers: [{ url: "https://www.zohoapis.com/crm/v2" }],
        paths: { "/{name}": { get: { operationId: "getRecords", responses: {} } } },
      },
    });
    const response = await fetch(`${emulator.apiUrl}/crm/v2/Leads`);
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({ code: "INTERNAL_ERROR" });
    expect((await fetch(`${emulator.apiUrl}/crm/v2/Leads`)).status).toBe(500);
  });

  test("input that is not HTTP, and odd request lines, break nothing", async () => {
    await using emulator = await startEmulator();
    const port = Number(new URL(emulator.apiUrl).port);
    for (const text of [
      "hello\r\n\r\n",
      "GET // HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
      "GET http://[ HTTP/1.1\r\n\r\n",
    ]) {
      const answer = await new Promise<string>((resolve) => {
        let received = "";
        const socket = connect(port, "127.0.0.1", () => socket.write(text));
        socket.on("data", (chunk) => {
          received += chunk;
        });
        socket.on("close", () => resolve(received));
      });
      expect(answer).toMatch(/^HTTP\/1\.1 40[04]/);
    }
    expect((await fetch(`${emulator.apiUrl}/crm/v2/Leads`)).status).toBe(401);
  });
});
