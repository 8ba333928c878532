import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createEmulator, type Emulator, type Snapshot, startEmulator } from "../../../src/emulator/index.js";
import { type Caller, callerOf } from "../support/caller.js";

const UNKNOWN = "4100000000000999999";
let time = Date.parse("2026-05-14T09:54:51Z");
let emulator: Emulator;
let empty: Snapshot;
let call: Caller;

beforeAll(async () => {
  emulator = await startEmulator({ now: () => time, defaultData: false });
  call = await callerOf(emulator);
  empty = emulator.snapshot();
});
beforeEach(() => emulator.restore(empty));
afterAll(() => emulator.close());

const seedLeads = (...rows: Record<string, unknown>[]): string[] => emulator.seed({ Leads: rows }).Leads ?? [];

describe("create", () => {
  test("returns 201 with the id, and the record can be read", async () => {
    const created = await call("POST", "/Leads", { data: [{ First_Name: "Sam", Last_Name: "Sample", Company: "A" }] });
    expect(created.status).toBe(201);
    const user = { name: "Ada Example", id: "4100000000000201001" };
    const id = String(created.body.data?.[0]?.details?.id);
    expect(id).toMatch(/^\d{19}$/);
    expect(JSON.stringify(created.body)).toBe(
      JSON.stringify({
        data: [
          {
            code: "SUCCESS",
            details: {
              Modified_Time: "2026-05-14T12:54:51+03:00",
              Modified_By: user,
              Created_Time: "2026-05-14T12:54:51+03:00",
              id,
              Created_By: user,
            },
            message: "record added",
            status: "success",
          },
        ],
      }),
    );
    const read = await call("GET", `/Leads/${id}`);
    expect(read.status).toBe(200);
    expect(read.body.data?.[0]).toMatchObject({
      id,
      Full_Name: "Sam Sample",
      Company: "A",
      Phone: null,
      Owner: { ...user, email: "ada@example.com" },
      Tag: [],
      $converted: false,
      $approved: true,
    });
  });

  const good = { Last_Name: "Good" };
  const bad = { Company: "No name" };
  const mandatory =
    '{"code":"MANDATORY_NOT_FOUND","details":{"api_name":"Last_Name"},"message":"required field not found","status":"error"}';

  test("returns 207 when some rows are rejected and 202 when all are, in the order sent", async () => {
    const mixed = await call("POST", "/Leads", { data: [bad, good] });
    expect(mixed.status).toBe(207);
    expect(JSON.stringify(mixed.body.data?.[0])).toBe(mandatory);
    expect(mixed.body.data?.[1]?.code).toBe("SUCCESS");
    const refused = await call("POST", "/Leads", { data: [bad] });
    expect(refused.status).toBe(202);
    expect(JSON.stringify(refused.body)).toBe(`{"data":[${mandatory}]}`);
  });

  for (const [module, field] of Object.entries({
    Leads: "Last_Name",
    Contacts: "Last_Name",
    Accounts: "Account_Name",
    Deals: "Deal_Name",
  })) {
    test(`${module} need ${field}`, async () => {
      const refused = await call("POST", `/${module}`, { data: [{ Phone: "1", [field]: "" }] });
      expect(refused.body.data?.[0]?.details).toEqual({ api_name: field });
    });
  }

  test("invoices need what every order has: items", async () => {
    const refused = await call("POST", "/Invoices", { data: [{ Subject: "I" }] });
    expect(refused.body.data?.[0]?.details).toEqual({ api_name: "Product_Details" });
    const [product] = emulator.seed({ Products: [{ Product_Name: "Bolt" }] }).Products ?? [];
    const Product_Details = [{ product: { id: product }, quantity: 1 }];
    expect((await call("POST", "/Invoices", { data: [{ Subject: "I", Product_Details }] })).status).toBe(201);
  });

  const deep = `{"data":[{"Last_Name":"X","Deep":${"[".repeat(5000)}${"]".repeat(5000)}}]}`;
  for (const body of [deep, "", "{", "null", "[]", '"text"']) {
    test(`an unreadable body ${body.slice(0, 50)} is refused`, async () => {
      const refused = await call("POST", "/Leads", body);
      expect(refused.status).toBe(400);
      expect(JSON.stringify(refused.body)).toBe(
        '{"code":"INVALID_DATA","details":{"expected_data_type":"jsonobject"},"message":"body","status":"error"}',
      );
    });
  }

  test("a body without rows gets an error that names the missing member", async () => {
    const refusal = async (body: unknown) => (await call("POST", "/Leads", body)).body;
    expect(await refusal({})).toMatchObject({ code: "MANDATORY_NOT_FOUND", details: { api_name: "data" } });
    const notRows = { code: "INVALID_DATA", details: { expected_data_type: "jsonarray", api_name: "data" } };
    expect(await refusal({ data: {} })).toMatchObject(notRows);
    expect(await refusal({ data: [] })).toMatchObject({ details: { minimum_length: 1, api_name: "data" } });
    const trigger = { code: "INVALID_DATA", details: { expected_data_type: "jsonarray", api_name: "trigger" } };
    expect(await refusal({ data: [good], trigger: "workflow" })).toMatchObject(trigger);
  });

  test("an owner that is null is the user who creates the record, and stays in an update", async () => {
    const Owner = null;
    const created = await call("POST", "/Leads", { data: [{ ...good, Owner }] });
    const id = String(created.body.data?.[0]?.details?.id);
    const owner = async () => (await call("GET", `/Leads/${id}`)).body.data?.[0]?.Owner;
    const before = await owner();
    expect(before).toMatchObject({ id: "4100000000000201001", name: "Ada Example" });
    expect((await call("PUT", "/Leads", { data: [{ id, Owner, Phone: "1" }] })).status).toBe(200);
    expect(await owner()).toEqual(before);
  });

  test("accepts at most 100 rows", async () => {
    expect((await call("POST", "/Leads", { data: Array(100).fill(good) })).status).toBe(201);
    const refused = await call("POST", "/Leads", { data: Array(101).fill(good) });
    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject({ code: "LIMIT_EXCEEDED", details: { limit: 100 } });
  });

  test("a row that is not an object is rejected alone", async () => {
    const mixed = await call("POST", "/Leads", { data: [good, null, 7] });
    expect(mixed.status).toBe(207);
    expect(mixed.body.data?.[2]).toMatchObject({ code: "INVALID_DATA" });
  });

  test("an unknown module is refused; case matters", async () => {
    for (const module of ["leads", "Nothing", "__proto__", "constructor"]) {
      const refused = await call("POST", `/${module}`, { data: [good] });
      expect(refused.status).toBe(400);
      expect(refused.body).toMatchObject({ code: "INVALID_MODULE", details: {} });
    }
  });

  test("Zoho's modules that calls cannot reach are not supported", async () => {
    expect((await call("GET", "/Reports")).body).toMatchObject({ code: "NOT_SUPPORTED", details: {} });
  });

  test("names of prototypes are ordinary fields", async () => {
    const row = '{"Last_Name":"X","__proto__":{"polluted":true},"constructor":"c"}';
    emulator.seed({ Leads: [JSON.parse(row)] });
    expect((await call("POST", "/Leads", `{"data":[${row}]}`)).status).toBe(201);
    const list = await call("GET", "/Leads?fields=constructor,toString,polluted");
    const { id } = list.body.data?.[0] ?? {};
    expect(list.body.data?.[0]).toEqual({ constructor: "c", id });
    expect({}).not.toHaveProperty("polluted");
    const whole = JSON.stringify((await call("GET", "/Leads")).body);
    expect(whole).toContain('"__proto__":{"polluted":true}');
  });

  test("a lookup is stored with its name, and must exist", async () => {
    const [account] = emulator.seed({ Accounts: [{ Account_Name: "Acme" }] }).Accounts ?? [];
    const create = (value: unknown) => call("POST", "/Contacts", { data: [{ Last_Name: "X", Account_Name: value }] });
    expect((await create({ id: account })).status).toBe(201);
    expect((await create(account)).status).toBe(201);
    const list = await call("GET", "/Contacts?fields=Account_Name");
    expect(list.body.data?.[1]?.Account_Name).toEqual({ name: "Acme", id: account });
    expect((await create({ name: "By name" })).status).toBe(201);
    for (const nobody of [{ Owner: {} }, { Owner: { name: "Ada" } }, { Account_Name: {} }]) {
      const { body } = await call("POST", "/Contacts", { data: [{ Last_Name: "S", ...nobody }] });
      expect(body.data?.[0]).toMatchObject({ code: "INVALID_DATA", details: { expected_data_type: "jsonobject" } });
    }
    const refused = await create({ id: UNKNOWN });
    expect(refused.body.data?.[0]).toMatchObject({ code: "INVALID_DATA", details: { api_name: "Account_Name" } });
  });
});

describe("list", () => {
  test("returns the newest first, in pages", async () => {
    const ids = seedLeads({ Last_Name: "A" }, { Last_Name: "B" }, { Last_Name: "C" });
    const first = await call("GET", "/Leads?per_page=2");
    expect(first.status).toBe(200);
    expect([first.body.data?.[0]?.id, first.body.data?.[1]?.id]).toEqual([ids[2], ids[1]]);
    expect(JSON.stringify(first.body.info)).toBe(
      '{"per_page":2,"count":2,"page":1,"sort_by":"id","sort_order":"desc","more_records":true}',
    );
    const second = await call("GET", "/Leads?per_page=2&page=2");
    expect(second.body.info).toMatchObject({ count: 1, page: 2, more_records: false });
    expect((await call("GET", "/Leads?per_page=2&page=3")).status).toBe(204);
  });

  test("orders by id even if ids were sent out of order", async () => {
    const ids = ["4100000000000680003", "4100000000000680001", "4100000000000680002"];
    seedLeads(...ids.map((id) => ({ id, Last_Name: "L" })));
    const order = async (query: string) =>
      Object.values((await call("GET", `/Leads?${query}`)).body.data ?? {}).map(({ id }) => id);
    expect(await order("")).toEqual(ids.toSorted().toReversed());
    expect(await order("sort_by=id&sort_order=asc")).toEqual(ids.toSorted());
  });

  test("keeps the order whatever is created and deleted after the first call", async () => {
    const order = async () =>
      ((await call("GET", "/Leads?fields=Last_Name")).body.data as unknown as { Last_Name: string }[])
        .map((lead) => lead.Last_Name)
        .join("");
    const [a = "", b = "", c = ""] = seedLeads({ Last_Name: "A" }, { Last_Name: "B" }, { Last_Name: "C" });
    expect(await order()).toBe("CBA");
    await call("DELETE", `/Leads/${c}`);
    await call("POST", "/Leads", { data: [{ Last_Name: "D" }] });
    await call("PUT", `/Leads/${a}`, { data: [{ Last_Name: "E" }] });
    expect(await order()).toBe("DBE");
    seedLeads({ id: "7", Last_Name: "F" });
    expect(await order()).toBe("DBEF");
    await call("DELETE", `/Leads?ids=${a},${b},7`);
    expect(await order()).toBe("D");
    emulator.restore(empty);
    expect((await call("GET", "/Leads")).status).toBe(204);
    seedLeads({ Last_Name: "G" });
    expect(await order()).toBe("G");
  });

  test("page 0 is page 1, and a page has at most 200 records", async () => {
    seedLeads(...Array.from({ length: 201 }, (_, n) => ({ Last_Name: `L${n}` })));
    expect((await call("GET", "/Leads?page=0&per_page=5")).body.info).toMatchObject({ page: 1, count: 5 });
    expect((await call("GET", "/Leads?per_page=1000")).body.info).toMatchObject({ per_page: 200, count: 200 });
    expect((await call("GET", "/Leads?page=x")).status).toBe(400);
  });

  test("is 204 without a body when there is nothing", async () => {
    const empty = await call("GET", "/Leads");
    expect(empty).toMatchObject({ status: 204, body: {} });
  });

  test("sorts by a field, those without a value last", async () => {
    seedLeads({ Last_Name: "b", Amount: 9 }, { Last_Name: "A", Amount: 10 }, { Last_Name: "c" });
    const order = async (query: string) =>
      Object.values((await call("GET", `/Leads?fields=Last_Name&${query}`)).body.data ?? {}).map((r) => r.Last_Name);
    expect(await order("sort_by=Last_Name")).toEqual(["A", "b", "c"]);
    expect(await order("sort_by=Last_Name&sort_order=desc")).toEqual(["c", "b", "A"]);
    expect(await order("sort_by=Amount")).toEqual(["b", "A", "c"]);
    expect(await order("sort_by=Amount&sort_order=desc")).toEqual(["A", "b", "c"]);
  });

  test("filters by owner", async () => {
    seedLeads({ Last_Name: "A" });
    expect((await call("GET", "/Leads?uid=4100000000000201001")).body.info?.count).toBe(1);
    expect((await call("GET", "/Leads?uid=41")).status).toBe(204);
  });

  test("excludes records that wait for approval, unless requested", async () => {
    const [id] = seedLeads({ Last_Name: "Waiting", $approved: false }, { Last_Name: "Approved" });
    for (const path of ["/Leads?", "/Leads/search?word=ap&", "/Leads/search?word=wait&"]) {
      const found = async (approved: string) => (await call("GET", path + approved)).body.data?.[0]?.Last_Name;
      if (path.includes("wait")) expect(await found("")).toBeUndefined();
      else expect(await found("")).toBe("Approved");
      expect(await found("approved=false")).toBe(path.includes("=ap") ? undefined : "Waiting");
    }
    expect((await call("GET", "/Leads?approved=both")).body.info?.count).toBe(2);
    expect((await call("GET", `/Leads/${id}`)).body.data?.[0]?.$approved).toBe(false);
  });

  test("filters by fields and ids", async () => {
    const [id] = seedLeads({ Last_Name: "A", Company: "X" }, { Last_Name: "B" });
    const list = await call("GET", `/Leads?ids=${id},${UNKNOWN}&fields=Company,Nothing`);
    expect(list.body.data).toEqual([{ Company: "X", id }]);
  });
});

describe("If-Modified-Since", () => {
  test("returns what changed since, and 304 if nothing did", async () => {
    const [id] = seedLeads({ Last_Name: "A" }, { Last_Name: "B" });
    const since = { "If-Modified-Since": "2026-05-14T12:54:51+03:00" };
    expect((await call("GET", "/Leads", undefined, since)).status).toBe(304);
    expect((await call("GET", `/Leads/${id}`, undefined, since)).status).toBe(304);
    time += 1000;
    await call("PUT", `/Leads/${id}`, { data: [{ City: "Springfield" }] });
    const list = await call("GET", "/Leads", undefined, since);
    expect(list.body.info?.count).toBe(1);
    expect((await call("GET", `/Leads/${id}`, undefined, since)).status).toBe(200);
    expect((await call("GET", "/Leads", undefined, { "If-Modified-Since": "yesterday" })).status).toBe(400);
    time -= 1000;
  });
});

describe("update", () => {
  test("changes one record and keeps the rest", async () => {
    const [id] = seedLeads({
      First_Name: "Sam",
      Last_Name: "Sample",
      City: "X",
      Created_Time: "2020-01-01T00:00:00+03:00",
    });
    const body = { data: [{ Last_Name: "Simple", City: null, id: UNKNOWN, Created_Time: "1999", $approved: false }] };
    const updated = await call("PUT", `/Leads/${id}`, body);
    expect(updated.status).toBe(200);
    expect(updated.body.data?.[0]).toMatchObject({ message: "record updated", details: { id } });
    expect((await call("GET", `/Leads/${id}`)).body.data?.[0]).toMatchObject({
      id,
      Full_Name: "Sam Simple",
      City: null,
      Created_Time: "2020-01-01T00:00:00+03:00",
      $approved: true,
    });
  });

  test("changes several, and reports which it could not", async () => {
    const [id] = seedLeads({ Last_Name: "A" });
    const rows = [{ id, City: "X" }, { id: UNKNOWN, City: "X" }, { City: "X" }, { id, Last_Name: null }];
    const updated = await call("PUT", "/Leads", { data: rows });
    expect(updated.status).toBe(207);
    expect(Object.values(updated.body.data ?? {}).map((row) => row.code)).toEqual([
      "SUCCESS",
      "INVALID_DATA",
      "MANDATORY_NOT_FOUND",
      "MANDATORY_NOT_FOUND",
    ]);
    expect((await call("PUT", `/Leads/${UNKNOWN}`, { data: [{}] })).status).toBe(202);
  });
});

describe("upsert", () => {
  test("a row with an id updates that record, and no other", async () => {
    const made = await call("POST", "/Leads", { data: [{ Last_Name: "Doe", Company: "Acme" }] });
    const id = made.body.data?.[0]?.details?.id;
    const known = await call("POST", "/Leads/upsert", { data: [{ id, City: "X" }] });
    expect(known.body.data?.[0]).toMatchObject({ code: "SUCCESS", action: "update", details: { id } });
    const unknown = await call("POST", "/Leads/upsert", { data: [{ id: "9", City: "X" }] });
    expect(unknown.body.data?.[0]).toMatchObject({ status: "error", code: "INVALID_DATA" });
  });

  test("inserts new records and updates existing ones", async () => {
    const row = { Last_Name: "A", Email: "a@example.com" };
    const inserted = await call("POST", "/Leads/upsert", { data: [row] });
    expect(inserted.status).toBe(200);
    expect(JSON.stringify(inserted.body)).toContain(
      '{"code":"SUCCESS","duplicate_field":null,"action":"insert","details":',
    );
    const updated = await call("POST", "/Leads/upsert", { data: [{ ...row, Email: "A@example.com", City: "X" }] });
    expect(updated.body.data?.[0]).toMatchObject({
      duplicate_field: "Email",
      action: "update",
      message: "record updated",
    });
    const byName = { data: [{ Last_Name: "A", City: "Y" }], duplicate_check_fields: ["Last_Name"] };
    expect((await call("POST", "/Leads/upsert", byName)).body.data?.[0]?.duplicate_field).toBe("Last_Name");
    const id = String(updated.body.data?.[0]?.details?.id);
    await call("PUT", `/Leads/${id}`, { data: [{ Email: "other@example.com" }] });
    const moved = { data: [{ ...row, Email: "Other@example.com" }] };
    expect((await call("POST", "/Leads/upsert", moved)).body.data?.[0]?.details?.id).toBe(id);
    expect((await call("GET", "/Leads")).body.info?.count).toBe(1);
    expect((await call("POST", "/Leads/upsert", { data: [row] })).body.data?.[0]?.action).toBe("insert");
  });
});

describe("a record that cannot be changed", () => {
  test("because it is locked is neither changed nor deleted", async () => {
    const [id] = seedLeads({ Last_Name: "A", Locked__s: true });
    const changed = await call("PUT", `/Leads/${id}`, { data: [{ City: "X" }] });
    expect(changed.status).toBe(202);
    expect(changed.body.data?.[0]).toMatchObject({ code: "RECORD_LOCKED", details: {} });
    const deleted = await call("DELETE", `/Leads/${id}`);
    expect(deleted.body.data?.[0]).toMatchObject({ code: "CANNOT_DELETE", details: { id } });
    const tagged = await call("POST", `/Leads/actions/add_tags?ids=${id}&tag_names=New`);
    expect(tagged.body).toMatchObject({ data: [{ code: "RECORD_LOCKED" }], success_count: "0", locked_count: "1" });
  });

  test("because it waits for approval is neither changed nor converted", async () => {
    const [id] = seedLeads({ Last_Name: "A", $approved: false });
    const changed = await call("PUT", `/Leads/${id}`, { data: [{ City: "X" }] });
    expect(changed.body.data?.[0]).toMatchObject({ code: "NOT_APPROVED", message: "record not approved" });
    const converted = await call("POST", `/Leads/${id}/actions/convert`, { data: [{}] });
    expect(converted.status).toBe(202);
    expect(converted.body.data?.[0]?.code).toBe("NOT_APPROVED");
  });
});

describe("delete", () => {
  test("moves records to the recycle bin", async () => {
    const [a, b] = seedLeads({ First_Name: "Sam", Last_Name: "Sample" }, { Last_Name: "B" });
    const one = await call("DELETE", `/Leads/${a}`);
    expect(one.status).toBe(200);
    expect(JSON.stringify(one.body)).toBe(
      `{"data":[{"code":"SUCCESS","details":{"id":"${a}"},"message":"record deleted","status":"success"}]}`,
    );
    const many = await call("DELETE", `/Leads?ids=${a},${b}`);
    expect(many.status).toBe(207);
    expect(many.body.data?.[0]).toMatchObject({ code: "INVALID_DATA", message: "the id given seems to be invalid" });
    expect((await call("GET", `/Leads/${a}`)).status).toBe(204);
    expect((await call("DELETE", `/Leads/${a}`)).status).toBe(202);

    const deleted = await call("GET", "/Leads/deleted?type=recycle");
    expect(deleted.body.info).toEqual({ per_page: 200, count: 2, page: 1, more_records: false });
    expect(deleted.body.data?.[1]).toMatchObject({ id: a, display_name: "Sam Sample", type: "recycle" });
    expect((await call("GET", "/Leads/deleted?type=permanent")).status).toBe(204);
  });

  test("requires ids, and not too many", async () => {
    const missing = await call("DELETE", "/Leads");
    expect(missing.body).toMatchObject({ code: "REQUIRED_PARAM_MISSING", details: { param: "ids" } });
    const ids = Array.from({ length: 101 }, (_, n) => n + 1).join(",");
    expect((await call("DELETE", `/Leads?ids=${ids}`)).body.code).toBe("LIMIT_EXCEEDED");
    const bad = await call("DELETE", "/Leads?ids=1,abc");
    expect(bad.body).toMatchObject({ code: "PATTERN_NOT_MATCHED", details: { api_name: "ids" } });
  });

  test("is permanent after 60 days", async () => {
    const [id] = seedLeads({ Last_Name: "A" });
    await call("DELETE", `/Leads/${id}`);
    emulator.advance("60d");
    call = await callerOf(emulator);
    expect((await call("GET", "/Leads/deleted?type=recycle")).status).toBe(204);
    const { body } = await call("GET", "/Leads/deleted?type=permanent");
    expect(body.data?.[0]).toMatchObject({ id, type: "permanent", display_name: null });
  });

  test("has a time of whole seconds, after which it is not listed again", async () => {
    let now = Date.UTC(2026, 0, 1, 10, 0, 0, 100);
    await using other = createEmulator({ now: () => now, seed: { Leads: [{ Last_Name: "A" }, { Last_Name: "B" }] } });
    const ask = await callerOf(other);
    const [first, second] = Object.values((await ask("GET", "/Leads")).body.data ?? {}).map(({ id }) => id);
    await ask("DELETE", `/Leads/${first}`);
    now += 700;
    await ask("DELETE", `/Leads/${second}`);
    const since = async (time: string) => {
      const { status, body } = await ask("GET", "/Leads/deleted", undefined, { "If-Modified-Since": time });
      return status === 304 ? status : Object.values(body.data ?? {}).map(({ id }) => id);
    };
    expect(await since("2026-01-01T09:59:59+00:00")).toEqual([second, first]);
    expect(await since("2026-01-01T10:00:00+00:00")).toBe(304);
  });

  test("is forgotten after 120 days", async () => {
    const [id] = seedLeads({ Last_Name: "A" });
    await call("DELETE", `/Leads/${id}`);
    const listed = async () => {
      call = await callerOf(emulator);
      return Object.values((await call("GET", "/Leads/deleted")).body.data ?? {}).map((one) => one.id);
    };
    emulator.advance("119d");
    expect(await listed()).toContain(id);
    emulator.advance("24h");
    expect(await listed()).toEqual([]);
  });
});
