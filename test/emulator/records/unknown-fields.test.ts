import { describe, expect, test } from "vitest";
import { createEmulator } from "../../../src/emulator/index.js";
import { type Caller, callerOf } from "../support/caller.js";

const modules = { Installs: { Status: { type: "text" } } } as const;

async function create(call: Caller, module: string, row: object): Promise<string> {
  return String((await call("POST", `/${module}`, { data: [row] })).body.data?.[0]?.details?.id);
}

describe("a field that the module lacks", () => {
  test("is accepted and dropped by every write", async () => {
    const call = await callerOf(createEmulator({ modules, defaultData: false }));
    const id = await create(call, "Installs", { Name: "A", Status: "open", Alert: "x" });
    const writes: [string, string, object][] = [
      ["PUT", `/Installs/${id}`, { data: [{ Alert: "x" }] }],
      ["PUT", "/Installs", { data: [{ id, Alert: "x" }] }],
      ["POST", "/Installs/upsert", { data: [{ id, Alert: "x" }] }],
      ["POST", "/Installs/actions/mass_update", { data: [{ Alert: "x" }], ids: [id] }],
    ];
    for (const [method, path, body] of writes) {
      expect((await call(method, path, body)).body.data?.[0]).toMatchObject({ code: "SUCCESS" });
    }
    const [record] = Object.values((await call("GET", "/Installs")).body.data ?? {});
    expect(record).toMatchObject({ Name: "A", Status: "open" });
    expect(record).not.toHaveProperty("Alert");
  });

  test("is left out of what a list, a record and a search show", async () => {
    const call = await callerOf(createEmulator({ modules, defaultData: false }));
    const id = await create(call, "Installs", { Name: "A", Status: "open" });
    for (const path of ["/Installs?", `/Installs/${id}?`, "/Installs/search?criteria=(Name:equals:A)&"]) {
      expect((await call("GET", `${path}fields=Alert,Status`)).body.data?.[0]).toEqual({ Status: "open", id });
      expect((await call("GET", `${path}fields=Alert`)).body.data?.[0]).toEqual({ id });
    }
  });

  test("is stored where the emulator is lenient", async () => {
    const call = await callerOf(createEmulator({ strict: false, defaultData: false }));
    const id = await create(call, "Leads", { Last_Name: "A", Alert: { any: 1 } });
    expect((await call("GET", `/Leads/${id}?fields=Alert,Other`)).body.data?.[0]).toEqual({ Alert: { any: 1 }, id });
  });
});

describe("duplicate_check_fields", () => {
  test("must name fields of the module", async () => {
    const call = await callerOf(createEmulator({ seed: { Leads: [{ Last_Name: "A", Email: "a@example.com" }] } }));
    const upsert = (duplicate_check_fields: unknown) =>
      call("POST", "/Leads/upsert", {
        data: [{ Last_Name: "A", Email: "a@example.com", Emial: "a@example.com" }],
        duplicate_check_fields,
      });
    for (const names of [["Emial"], ["Email", "Emial"]]) {
      const { status, body } = await upsert(names);
      expect([status, body.code, body.details]).toEqual([400, "INVALID_DATA", { api_name: "duplicate_check_fields" }]);
    }
    expect((await upsert(["Email"])).body.data?.[0]).toMatchObject({ action: "update", duplicate_field: "Email" });
    expect((await call("GET", "/Leads")).body.info).toMatchObject({ count: 1 });
  });
});

describe("a field that only a seed names", () => {
  test("is a custom field of the type of its values", async () => {
    const emulator = createEmulator({
      seed: {
        Leads: [
          { Last_Name: "A", Score: 1, Renewal: "2026-05-14", Seen: "2026-05-14T12:00:00Z", Vip: true, Code: "x" },
          {
            Last_Name: "B",
            Score: 2.5,
            Regions: ["EU"],
            Visits: [{ City: "Paris" }],
            Bio: "x".repeat(300),
            Code: null,
          },
        ],
        Projects: [{ Name: "Garden", Budget: 3 }],
      },
    });
    const call = await callerOf(emulator);
    const typesOf = async (module: string) =>
      Object.fromEntries(
        Object.values((await call("GET", `/settings/fields?module=${module}`)).body.fields ?? {})
          .filter(({ custom_field }) => Boolean(custom_field))
          .map(({ api_name, data_type }) => [String(api_name), String(data_type)]),
      );
    expect(await typesOf("Leads")).toEqual({
      ...{ Score: "double", Renewal: "date", Seen: "datetime", Vip: "boolean", Code: "text" },
      ...{ Regions: "multiselectpicklist", Visits: "text", Bio: "textarea" },
    });
    expect(await typesOf("Projects")).toEqual({ Budget: "double" });
    const id = await create(call, "Leads", { Last_Name: "C", Score: 3 });
    expect((await call("GET", `/Leads/${id}`)).body.data?.[0]).toMatchObject({ Score: 3, Code: null, Vip: false });
    const refused = await call("PUT", `/Leads/${id}`, { data: [{ Score: "high" }] });
    expect(refused.body.data?.[0]).toMatchObject({ code: "INVALID_DATA", details: { api_name: "Score" } });
  });

  test("cannot hold values of several types", () => {
    const seed = {
      Leads: [
        { Last_Name: "A", Score: 1 },
        { Last_Name: "B", Score: "high" },
      ],
    };
    expect(() => createEmulator({ seed })).toThrowError("seed: Leads: the values of Score are of several types");
    expect(() => createEmulator({ seed, strict: false })).not.toThrow();
  });

  test("is gone with the restore of an earlier state", async () => {
    const emulator = createEmulator({ defaultData: false });
    const start = emulator.snapshot();
    emulator.seed({ Leads: [{ Last_Name: "A", Score: 1 }] });
    emulator.restore(start);
    const call = await callerOf(emulator);
    const id = await create(call, "Leads", { Last_Name: "B", Score: 1 });
    expect((await call("GET", `/Leads/${id}`)).body.data?.[0]).not.toHaveProperty("Score");
  });
});
