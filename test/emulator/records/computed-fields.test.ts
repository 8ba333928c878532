import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createEmulator, type Emulator, type Snapshot } from "../../../src/emulator/index.js";
import { type Caller, callerOf, type Reply, type ReplyBody } from "../support/caller.js";

let emulator: Emulator;
let empty: Snapshot;
let call: Caller;
let product: string;

beforeAll(async () => {
  emulator = createEmulator({
    defaultData: false,
    now: () => Date.parse("2026-05-14T09:54:51Z"),
    modules: { Projects: { Key: { type: "autonumber" } } },
    seed: { Products: [{ Product_Name: "Bolt", Product_Code: "B-1", Unit_Price: 100, Qty_in_Stock: 7 }] },
  });
  call = await callerOf(emulator);
  product = (await call("GET", "/Products")).body.data?.[0]?.id as unknown as string;
  empty = emulator.snapshot();
});
beforeEach(() => emulator.restore(empty));

const create = async (module: string, row: object): Promise<string> => {
  const { status, body } = await call("POST", `/${module}`, { data: [row] });
  expect(status, JSON.stringify(body)).toBe(201);
  return String(body.data?.[0]?.details?.id);
};
const read = async (module: string, id: string): Promise<ReplyBody | undefined> =>
  (await call("GET", `/${module}/${id}`)).body.data?.[0];
const made = async (module: string, row: object) => read(module, await create(module, row));
const change = (module: string, id: string, row: object): Promise<Reply> =>
  call("PUT", `/${module}/${id}`, { data: [row] });
const order = (...items: object[]) => ({ Subject: "Order", Product_Details: items });

describe("the rows of an order", () => {
  test("have values derived from the product, the quantity and the price", async () => {
    const invoice = await made("Invoices", order({ product: { id: product }, quantity: 3 }));
    expect(invoice?.Product_Details?.[0]).toEqual({
      product: { Product_Code: "B-1", name: "Bolt", id: product },
      quantity: 3,
      Discount: 0,
      total_after_discount: 300,
      net_total: 300,
      book: null,
      Tax: 0,
      list_price: 100,
      unit_price: 100,
      quantity_in_stock: 7,
      total: 300,
      id: expect.stringMatching(/^\d{19}$/),
      product_description: null,
      line_tax: [],
    });
    expect(invoice).toMatchObject({
      Sub_Total: 300,
      Discount: 0,
      Tax: 0,
      Adjustment: 0,
      Grand_Total: 300,
      $line_tax: [],
    });
  });

  test("have discounts as amounts and in percent, and taxes", async () => {
    await call("POST", "/org/taxes", { taxes: [{ name: "VAT", value: 20 }] });
    const quote = await made("Quotes", {
      ...order(
        { product, quantity: 2, list_price: 50.5, Discount: "10%", line_tax: [{ name: "Sales", percentage: 5 }] },
        { product, quantity: 1, Discount: 30, line_tax: [{ name: "VAT" }, { name: "City", percentage: 1 }] },
        { product, quantity: 1, Tax: 4 },
      ),
      Discount: 25,
      Adjustment: -0.45,
      $line_tax: [{ name: "Sales", percentage: 10 }],
    });
    expect(quote?.Product_Details).toMatchObject([
      { total: 101, Discount: 10.1, total_after_discount: 90.9, Tax: 4.55, net_total: 95.45 },
      { Discount: 30, total_after_discount: 70, line_tax: [{ value: 14 }, { value: 0.7 }], Tax: 14.7, net_total: 84.7 },
      { Tax: 4, net_total: 104 },
    ]);
    expect(quote).toMatchObject({
      Sub_Total: 284.15,
      $line_tax: [{ name: "Sales", percentage: 10, value: 25.92 }],
      Tax: 25.92,
      Grand_Total: 284.62,
    });
  });

  test("are changed by their ids, and removed if they are not sent", async () => {
    const id = await create("Sales_Orders", order({ product, quantity: 1 }, { product, quantity: 2 }));
    const rows = async () => (await read("Sales_Orders", id))?.Product_Details as unknown as { id: string }[];
    const [one, two] = await rows();
    await change("Sales_Orders", id, { Adjustment: 5 });
    expect(await read("Sales_Orders", id)).toMatchObject({ Sub_Total: 300, Grand_Total: 305 });
    await change("Sales_Orders", id, {
      Product_Details: [
        { id: two?.id, quantity: 4 },
        { product, quantity: 1 },
      ],
    });
    expect(await rows()).toMatchObject([{ id: two?.id, total: 400 }, { total: 100 }]);
    expect((await rows()).map((row) => row.id)).not.toContain(one?.id);
    await change("Sales_Orders", id, {
      Product_Details: [{ id: two?.id }, { id: (await rows())[1]?.id, _delete: null }],
    });
    expect(await read("Sales_Orders", id)).toMatchObject({ Sub_Total: 400, Grand_Total: 405 });
  });

  for (const [field, item] of [
    ["product", { quantity: 1 }],
    ["quantity", { product: { id: "1" } }],
    ["quantity", { product: { id: "1" }, quantity: "many" }],
    ["Discount", { product: { id: "1" }, quantity: 1, Discount: "half" }],
    ["product", { product: { id: "1" }, quantity: 1 }],
    ["product", "no row"],
    ["product", { product: { id: { toString: 1 } }, quantity: 1 }],
    ["Discount", { product: { id: "1" }, quantity: 1, Discount: { toString: 1 } }],
  ] as const) {
    test(`are refused with ${field} of ${JSON.stringify(item)}`, async () => {
      const refused = await call("POST", "/Invoices", { data: [order(item as object)] });
      expect(refused.status).toBe(202);
      expect(refused.body.data?.[0]).toMatchObject({ status: "error", details: { api_name: field } });
    });
  }

  test("cannot be set if Zoho computes them", async () => {
    const row = { ...order({ product, quantity: 1, total: 7, net_total: 7 }), Sub_Total: 7, Grand_Total: 7 };
    const invoice = await made("Invoices", row);
    expect(invoice).toMatchObject({ Grand_Total: 100, Product_Details: [{ total: 100, net_total: 100 }] });
  });

  test("of price books have ids", async () => {
    const book = await made("Price_Books", {
      Price_Book_Name: "Resellers",
      Pricing_Details: [{ from_range: 1, to_range: 10, discount: 5 }],
    });
    expect(book?.Pricing_Details?.[0]?.id).toMatch(/^\d{19}$/);
  });
});

describe("automatic numbers", () => {
  test("belong to Zoho, and cannot be written", async () => {
    const first = await made("Cases", { Subject: "A", Case_Number: "7" });
    const second = await made("Cases", { Subject: "B" });
    expect(BigInt(String(second?.Case_Number))).toBeGreaterThan(BigInt(String(first?.Case_Number)));
    expect(first?.Case_Number).toMatch(/^\d{19}$/);
    for (const [module, number] of Object.entries({
      Quotes: "Quote_Number",
      Sales_Orders: "SO_Number",
      Invoices: "Invoice_Number",
    })) {
      expect((await made(module, order({ product, quantity: 1 })))?.[number]).toMatch(/^\d{19}$/);
    }
    expect((await made("Purchase_Orders", { ...order({ product, quantity: 1 }), PO_Number: "7" }))?.PO_Number).toBe(
      "7",
    );
  });

  test("of custom fields begin with 1, and are restored with a snapshot", async () => {
    expect((await made("Projects", { Name: "A", Key: "9" }))?.Key).toBe("1");
    const snapshot = emulator.snapshot();
    const second = await create("Projects", { Name: "B" });
    expect((await read("Projects", second))?.Key).toBe("2");
    await change("Projects", second, { Key: "9" });
    expect((await read("Projects", second))?.Key).toBe("2");
    emulator.restore(snapshot);
    expect((await made("Projects", { Name: "C" }))?.Key).toBe("2");
  });
});

describe("what follows from other fields", () => {
  test("the stage of a deal determines its probability, unless the deal does", async () => {
    const id = await create("Deals", { Deal_Name: "D", Stage: "Qualification", Amount: 10_000 });
    expect(await read("Deals", id)).toMatchObject({ Probability: 10, Expected_Revenue: 1000, Sales_Cycle_Duration: 0 });
    await change("Deals", id, { Stage: "Negotiation/Review" });
    expect(await read("Deals", id)).toMatchObject({ Probability: 90, Expected_Revenue: 9000 });
    await change("Deals", id, { Stage: "A custom stage" });
    expect(await read("Deals", id)).toMatchObject({ Probability: 90 });
    await change("Deals", id, { Stage: "Closed Lost", Probability: 5 });
    expect(await read("Deals", id)).toMatchObject({ Probability: 5, Expected_Revenue: 500 });
    await change("Deals", id, { Amount: null });
    expect(await read("Deals", id)).toMatchObject({ Probability: 5, Expected_Revenue: null });
  });

  test("the expected revenue of a campaign is written, not computed", async () => {
    const campaign = await made("Campaigns", { Campaign_Name: "C", Expected_Revenue: 7 });
    expect(campaign).toMatchObject({ Expected_Revenue: 7 });
    expect(campaign).not.toHaveProperty("Probability");
  });

  test("an address is shown in lines", async () => {
    const parts = { Street: "1 Example St", City: "Springfield", State: "OH", Zip: "00001", Country: "United States" };
    const row = Object.fromEntries(Object.entries(parts).map(([name, value]) => [`Mailing_${name}`, value]));
    const id = await create("Contacts", { Last_Name: "S", ...row });
    const whole = "1 Example St\nSpringfield, OH 00001\nUnited States";
    expect(await read("Contacts", id)).toMatchObject({ Mailing_Address: whole, Other_Address: "" });
    await change("Contacts", id, Object.fromEntries(Object.keys(row).map((name) => [name, null])));
    expect(await read("Contacts", id)).toMatchObject({ Mailing_Address: "" });
    expect(await made("Accounts", { Account_Name: "A", Billing_City: "Springfield" })).toMatchObject({
      Billing_Address: "Springfield",
      Account_Number: "0",
      $is_duplicate: false,
    });
  });

  for (const [row, want] of [
    [
      { Call_Type: "Outbound", Call_Duration: "10:00" },
      { Call_Status: "Attended Dialled", Call_Duration_in_seconds: 600 },
    ],
    [{ Call_Type: "Outbound", Call_Duration: "1:00:05" }, { Call_Duration_in_seconds: 3605 }],
    [{ Call_Type: "Outbound", Call_Duration: "00:00" }, { Call_Status: "Unattended Dialled" }],
    [{ Call_Type: "Outbound", Call_Start_Time: "2026-05-15T07:30:00+03:00" }, { Call_Status: "Scheduled" }],
    [{ Call_Type: "Inbound", Call_Duration: "01:00" }, { Call_Status: "Received" }],
    [{ Call_Type: "Missed" }, { Call_Status: "Missed" }],
  ] as const) {
    test(`a call ${JSON.stringify(row)} is ${JSON.stringify(want)}`, async () => {
      const start = { Call_Start_Time: "2026-05-14T07:30:00+03:00" };
      expect(await made("Calls", { Subject: "C", ...start, ...row })).toMatchObject(want);
    });
  }

  test("a task starts as not started, and is closed when it is completed", async () => {
    const id = await create("Tasks", { Subject: "T" });
    expect(await read("Tasks", id)).toMatchObject({ Status: "Not Started", Priority: "Normal", Closed_Time: null });
    await change("Tasks", id, { Status: "Completed" });
    expect(await read("Tasks", id)).toMatchObject({ Closed_Time: "2026-05-14T12:54:51+03:00" });
    await change("Tasks", id, { Status: "In Progress" });
    expect(await read("Tasks", id)).toMatchObject({ Closed_Time: null });
    expect(
      await made("Events", {
        Event_Title: "E",
        Start_DateTime: "2026-05-15T07:30:00+03:00",
        End_DateTime: "2026-05-15T08:30:00+03:00",
      }),
    ).toMatchObject({
      Check_In_Status: "PLANNED",
      $review_process: null,
      $u_id: expect.stringMatching(/^[\da-f-]{36}$/),
    });
  });

  test("comments on a case are written one by one and read in a list", async () => {
    const id = await create("Cases", { Subject: "A", Add_Comment: "First" });
    await change("Cases", id, { Add_Comment: "Second" });
    await change("Cases", id, { Priority: "High" });
    expect(await read("Cases", id)).toMatchObject({
      Add_Comment: null,
      No_of_comments: 2,
      Comments: [
        { comment_content: "First", commented_by: "Ada Example", commented_time: "2026-05-14T12:54:51+03:00" },
        { comment_content: "Second" },
      ],
    });
  });

  test("products are taxable by default, and show it twice", async () => {
    expect(await made("Products", { Product_Name: "P" })).toMatchObject({ Taxable: true, $taxable: true });
    expect(await made("Products", { Product_Name: "Q", Taxable: false })).toMatchObject({
      Taxable: false,
      $taxable: false,
    });
  });
});

test("the metadata shows which fields are computed or numbered", async () => {
  const fieldsOf = async (module: string, name: string) =>
    Object.values((await call("GET", `/settings/fields?module=${module}`)).body.fields ?? {}).find(
      ({ api_name }) => String(api_name) === name,
    );
  expect(await fieldsOf("Quotes", "Grand_Total")).toMatchObject({
    data_type: "formula",
    formula: { return_type: "double" },
  });
  expect(await fieldsOf("Projects", "Key")).toMatchObject({ read_only: true, auto_number: { start_number: 1 } });
});

test("notes have only the members of Zoho's notes", async () => {
  const lead = await create("Leads", { Last_Name: "S" });
  const note = await made("Notes", { Note_Content: "T", Parent_Id: lead, se_module: "Leads" });
  expect(Object.keys(note ?? {}).sort()).toEqual(
    [
      ...["Owner", "Modified_Time", "$attachments", "$field_states", "Created_Time", "Parent_Id", "$editable"],
      ...["$se_module", "$is_shared_to_client", "Modified_By", "$size", "$state", "$voice_note", "id", "Created_By"],
      ...["Note_Title", "Note_Content"],
    ].sort(),
  );
  expect(note).toMatchObject({ $se_module: "Leads", $state: "save", $editable: true });
});

test("modules have the members of Zoho's modules, and a readable layout", async () => {
  const lead = await made("Leads", { Last_Name: "S" });
  expect(lead).toMatchObject({ Address: "", Coordinates: "", $locked_for_me: false, $converted_detail: {} });
  const layouts = await call("GET", "/settings/layouts?module=Leads");
  expect(lead?.$layout_id?.id).toBe(layouts.body.layouts?.[0]?.id);
  const event = await made("Calls", { Subject: "C", Call_Type: "Inbound" });
  for (const member of ["$locked_for_me", "$layout_id", "$zia_owner_assignment"])
    expect(event).not.toHaveProperty(member);
});
