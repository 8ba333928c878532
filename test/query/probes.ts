/** Compiled, never run: queries that the compiler must accept, and queries that it must reject on their line. */
import { createClient, type DealStage, pages, paginate } from "zcrm";
import { and, type Condition, coql, criteria, from, or, type Query, queries } from "zcrm/query";
import type { OfRows } from "../../src/core/operation.js";

const crm = createClient();

/** Whether two types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_: Same<A, B>): void => undefined;
type RowOf<Q> = Q extends OfRows<infer Row> ? Row : never;

export async function accepted(start: Date, ids: readonly string[], stages: DealStage[]): Promise<void> {
  const query = from("Deals")
    .select(
      "Deal_Name",
      "Amount",
      "Account_Name.Account_Name",
      "Account_Name",
      "Contact_Name.Account_Name.Owner",
      "Owner",
    )
    .where((deal) =>
      and(
        deal.Amount.atLeast(1_000),
        deal.Amount.between(1n, 2.5),
        deal.Stage.in("Closed Won", "Our own", ...stages),
        deal.Closing_Date.between(start, "2026-12-31"),
        deal.Modified_Time.lessThan(start),
        deal["Account_Name.Industry"].contains("a"),
        deal["Account_Name.Parent_Account.Annual_Revenue"].greaterThan(5),
        deal["Owner.email"].endsWith("@example.com"),
        or(deal.Account_Name.isNull(), deal.Account_Name.equals({ id: "1" }), deal.Contact_Name.in(...ids)),
        deal.Locked__s.equals(true),
        deal.id.greaterThan("4100000000000670001"),
        coql`${deal.Amount} > ${5}`,
      ),
    )
    .orderBy("Amount", "desc")
    .orderBy("Account_Name.Account_Name")
    .limit(200, { offset: 200 });
  same<
    RowOf<typeof query>,
    {
      id: string;
      Deal_Name: string;
      Amount: number | null;
      "Account_Name.Account_Name": string | null;
      Account_Name: { id: string } | null;
      "Contact_Name.Account_Name.Owner": { id: string } | null;
      Owner: { id: string } | null;
    }
  >(true);
  const { data } = await crm.coql.query(query);
  const amount: number | null | undefined = data[0]?.Amount;
  for await (const row of paginate(crm.coql.query, query)) same<typeof row, RowOf<typeof query>>(true);
  for await (const page of pages(crm.coql.query, query)) same<(typeof page.data)[number], RowOf<typeof query>>(true);
  const own = coql<{ id: string; Email: string | null }>`select Email from Leads where id is not null`;
  for await (const { Email } of paginate(crm.coql.query, own)) console.log(Email?.trim(), amount);
  // @ts-expect-error A column that was not selected.
  console.log(data[0]?.Stage);
  same<RowOf<ReturnType<typeof from<"Deals">>>, { id: string }>(true);
  const optional = from("Deals").select("Created_Time", "Stage").select("Pipeline", "Locked__s");
  same<
    RowOf<typeof optional>,
    { id: string; Created_Time: string | null; Stage: DealStage; Pipeline: string | null; Locked__s: boolean }
  >(true);
  const choice = from("Products")
    .select("Tax")
    .where((product) => or(product.Tax.equals("VAT"), product.Tax.equals(["VAT", "Sales"])));
  same<RowOf<typeof choice>, { id: string; Tax: string[] }>(true);
  // Names that are known only at run time come from arrays.
  const names: ("Amount" | "Stage")[] = ["Amount"];
  same<RowOf<ReturnType<typeof selected>>, { id: string; Amount: number | null; Stage: DealStage }>(true);
  function selected() {
    return from("Deals").select(...names);
  }
  // A query changes in a variable, if its rows stay the same.
  let filtered = from("Leads").select("Email");
  if (ids.length > 0) filtered = filtered.where((lead) => lead.id.in(...ids));
  const mine: Query<"Leads", { Email: string | null; id: string }> = filtered;
  const condition: Condition = and(coql`a = 1`);
  console.log(mine, condition);
}

export async function open(module: string): Promise<void> {
  const query = from("Projects__c")
    .select("Anything", "Client.Name")
    .where((project) =>
      and(project("Budget").atLeast(5), project("Name").startsWith("a"), project("Client").equals({ id: "1" })),
    )
    .orderBy("Anything");
  same<RowOf<typeof query>, { id: unknown; Anything: unknown; "Client.Name": unknown }>(false);
  from(module)
    .select("Anything")
    .where((any) => any("Anything").isNull());
  criteria(module, (any) => any("Anything").equals(5));
}

interface Project {
  id: string;
  Name: string;
  Secret: string | null;
  Starts: string | null;
  Notes: string | null;
  Lead: { id: string; name?: string } | null;
  Client: { id: string } | null;
  Unknown: { id: string } | null;
  Rows: { id: string }[];
  Languages: ("English" | "German" | (string & {}))[];
  Formula: unknown;
}
interface Org {
  Projects: {
    read: Project;
    columns: {
      Secret: "encrypted";
      Starts: "date";
      Notes: "textarea";
      Lead: { to: "Leads" };
      Client: { to: "Accounts" };
      Unknown: { to: "Missing" };
      Rows: "none";
    };
  };
  // This organization's accounts have no industry.
  Accounts: { read: { id: string; Account_Name: string; Level: number | null } };
}

export async function ownModules(date: Date): Promise<void> {
  const own = queries<Org>();
  const query = own
    .from("Projects")
    .select(
      "Name",
      "Client.Level",
      "Lead.Company",
      "Lead.Owner.email",
      "Unknown.Anything",
      "Languages",
      "Formula",
      "Notes",
    )
    .where((project) =>
      and(
        project.Secret.isNull(),
        project.Starts.atLeast("2026-05-14"),
        project["Client.Level"].lessThan(5),
        project.Languages.equals(["English", "German"]),
        project.Formula.equals(5),
      ),
    );
  same<
    RowOf<typeof query>,
    {
      id: string;
      Name: string;
      "Client.Level": number | null;
      "Lead.Company": string | null;
      "Lead.Owner.email": string | null;
      "Unknown.Anything": unknown;
      Languages: ("English" | "German" | (string & {}))[];
      Formula: unknown;
      Notes: string | null;
    }
  >(true);
  own.criteria("Projects", (project) =>
    and(project.Name.startsWith("a"), project.Secret.equals("a"), project.Languages.equals("English")),
  );
  own.from("Leads").select("Company");

  // @ts-expect-error A field that this organization lacks.
  own.from("Accounts").select("Industry");
  // @ts-expect-error A path to a field that this organization lacks.
  own.from("Projects").select("Client.Industry");
  // @ts-expect-error Rows of a subform cannot be selected.
  own.from("Projects").select("Rows");
  // @ts-expect-error Rows of a subform.
  own.from("Projects").where((project) => project.Rows.isNull());
  // @ts-expect-error An encrypted field.
  own.from("Projects").where((project) => project.Secret.equals("a"));
  // @ts-expect-error A field of several lines.
  own.from("Projects").where((project) => project.Notes.isNull());
  // @ts-expect-error A `Date` would be sent as a time, because nothing says at run time that this field has none.
  own.from("Projects").where((project) => project.Starts.atLeast(date));
  // @ts-expect-error A field of another module.
  from("Accounts").select("Level");
}

export function rejected(date: Date): void {
  const deals = from("Deals");
  // @ts-expect-error A misspelled column.
  deals.select("Amuont");
  // @ts-expect-error A field of another module.
  deals.select("Stage", "Last_Name");
  // @ts-expect-error A path that leads nowhere.
  deals.select("Account_Name.Last_Name");
  // @ts-expect-error A path through a field that is not a lookup.
  deals.select("Stage.Name");
  // @ts-expect-error A third lookup.
  deals.select("Contact_Name.Account_Name.Parent_Account.Phone");
  // @ts-expect-error A name that is not a field.
  deals.select("$approved");
  // @ts-expect-error Line items cannot be selected.
  from("Quotes").select("Product_Details");
  // @ts-expect-error Nor behind a lookup.
  from("Sales_Orders").select("Quote_Name.Product_Details");
  // @ts-expect-error Line items.
  from("Quotes").where((quote) => quote.Product_Details.isNull());
  // @ts-expect-error A misspelled column to sort by.
  deals.orderBy("Amuont");
  // @ts-expect-error A misspelled direction.
  deals.orderBy("Amount", "down");
  // @ts-expect-error A limit that is text.
  deals.limit("5");
  // @ts-expect-error A misspelled column.
  deals.where((deal) => deal.Amuont.isNull());
  // @ts-expect-error An operator of text.
  deals.where((deal) => deal.Amount.contains("5"));
  // @ts-expect-error An operator of numbers.
  deals.where((deal) => deal.Stage.atLeast("a"));
  // @ts-expect-error A lookup has no order.
  deals.where((deal) => deal.Account_Name.lessThan("1"));
  // @ts-expect-error A boolean is only equal.
  deals.where((deal) => deal.Locked__s.notEquals(true));
  // @ts-expect-error A boolean has no null.
  deals.where((deal) => deal.Locked__s.isNull());
  // @ts-expect-error Text for a number.
  deals.where((deal) => deal.Amount.equals("5"));
  // @ts-expect-error A number for text.
  deals.where((deal) => deal.Deal_Name.equals(5));
  // @ts-expect-error A number for a date.
  deals.where((deal) => deal.Closing_Date.atLeast(5));
  // @ts-expect-error A date for text.
  deals.where((deal) => deal.Stage.in("a", date));
  // @ts-expect-error Null is tested by isNull().
  deals.where((deal) => deal.Amount.equals(null));
  // @ts-expect-error Text for a boolean.
  deals.where((deal) => deal.Locked__s.equals("true"));
  // @ts-expect-error A number for an id.
  deals.where((deal) => deal.Account_Name.equals(5));
  // @ts-expect-error A field of several lines.
  deals.where((deal) => deal.Description.contains("a"));
  // @ts-expect-error No condition.
  deals.where((deal) => deal.Amount);
  // @ts-expect-error COQL is not a string.
  deals.where(() => "Amount = 5");
  // @ts-expect-error Search criteria have no such operator.
  criteria("Leads", (lead) => lead.Email.contains("a"));
  // @ts-expect-error Search criteria have no null.
  criteria("Leads", (lead) => lead.Email.isNull());
  // @ts-expect-error Search criteria name no field of another module.
  criteria("Deals", (deal) => deal["Account_Name.Industry"].equals("a"));
  // @ts-expect-error A misspelled field.
  criteria("Leads", (lead) => lead.Emial.equals("a"));
  // @ts-expect-error Null has no place in a raw query.
  coql`where A = ${null}`;
  // @ts-expect-error A query never changes.
  deals.body = { select_query: "" };
}
