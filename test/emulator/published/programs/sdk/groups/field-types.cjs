const { added, anyString } = require("../../expected.cjs");

/**
 * Fields of all types, in the modules that have them.
 *
 * @returns an account, a deal and a contact of it, and two products, by their ids
 */
module.exports = async function fieldTypes({ api, operations, make, bodyOf, link, choice, idsIn }, call) {
  const records = new (operations("record/record").RecordOperations)();

  /** @returns the ids */
  async function create(name, module, ...rows) {
    const { data } = await call(name, {
      given: bodyOf(...rows),
      when: (given) => records.createRecords(module, given),
      want: { status: 201, body: { data: rows.map(() => added) } },
    });
    return idsIn(data);
  }
  const read = (name, when, row) => call(name, { when, want: { status: 200, body: { data: [row] } } });

  const [account] = await create("create account", "Accounts", { Account_Name: "Fjord AS" });
  const [deal] = await create("create deal", "Deals", {
    Deal_Name: "Lamps",
    Stage: choice("Qualification"),
    Amount: 900,
    Closing_Date: new Date("2027-03-31"),
    Account_Name: link(account),
  });
  await read("get deal", () => records.getRecord(BigInt(deal), "Deals"), {
    Stage: "Qualification",
    Amount: 900,
    Closing_Date: "2027-03-31T00:00:00.000Z",
    Account_Name: { name: "Fjord AS" },
  });
  const [contact] = await create("create contact", "Contacts", { Last_Name: "Moe", Account_Name: link(account) });

  await create("create event", "Events", {
    Event_Title: "Visit",
    Start_DateTime: new Date("2027-01-02T10:00:00Z"),
    End_DateTime: new Date("2027-01-02T11:00:00Z"),
    Remind_At: new Date("2027-01-02T09:00:00Z"),
    Recurring_Activity: make("record/recurring_activity", { Rrule: "FREQ=DAILY;INTERVAL=1;UNTIL=2027-02-01" }),
    Participants: [make("record/participants", { Type: "email", Participant: "guest@example.com" })],
  });
  await read("list events", async () => records.getRecords("Events"), {
    Start_DateTime: "2027-01-02T10:00:00.000Z",
    Remind_At: "2027-01-02T09:00:00.000Z",
    Recurring_Activity: { rrule: "FREQ=DAILY;INTERVAL=1;UNTIL=2027-02-01" },
    Participants: [{ type: "email", participant: "guest@example.com" }],
  });

  await create("create task", "Tasks", {
    Subject: "Ring",
    Due_Date: new Date("2027-01-02"),
    What_Id: link(deal),
    $se_module: "Deals",
  });
  await read("list tasks", () => records.getRecords("Tasks"), {
    Subject: "Ring",
    Due_Date: "2027-01-02T00:00:00.000Z",
    What_Id: { name: "Lamps" },
  });

  const [project] = await create("create in a custom module", "Projects", {
    Name: "Pier",
    Budget: 12.5,
    Kinds: [choice("Indoor"), choice("Outdoor")],
    Begins: new Date("2027-02-01"),
    Done: true,
    Client: link(account),
  });
  await read("get of a custom module", () => records.getRecord(BigInt(project), "Projects"), {
    Name: "Pier",
    Budget: 12.5,
    Kinds: ["Indoor", "Outdoor"],
    Begins: "2027-02-01T00:00:00.000Z",
    Done: true,
    Client: { name: "Fjord AS" },
  });

  const [lamp, cable] = await create(
    "create products",
    "Products",
    { Product_Name: "Lamp", Unit_Price: 20 },
    { Product_Name: "Cable" },
  );
  const product = new (api("record/line_item_product").MasterModel)();
  product.setId(BigInt(lamp));
  const [quote] = await create("create quote", "Quotes", {
    Subject: "Two lamps",
    Account_Name: link(account),
    Product_Details: [make("record/inventory_line_items", { Product: product, Quantity: 2 })],
  });
  await read("get quote", () => records.getRecord(BigInt(quote), "Quotes"), {
    Subject: "Two lamps",
    Product_Details: [{ quantity: 2, product: { id: anyString } }],
  });

  await create("create price book", "Price_Books", {
    Price_Book_Name: "Many",
    Pricing_Model: choice("Flat"),
    Pricing_Details: [make("record/pricing_details", { FromRange: 1, ToRange: 10, Discount: 5 })],
  });
  await read("list price books", () => records.getRecords("Price_Books"), {
    Pricing_Model: "Flat",
    Pricing_Details: [{ from_range: 1, to_range: 10, discount: 5 }],
  });

  return { account, deal, contact, lamp, cable };
};
