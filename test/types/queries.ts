/** As `calls.ts`: queries whose parameters say what their rows contain. */
import { type CoqlRow, type CoqlRowList, createClient, pages, paginate } from "zcrm";
import { type ExecuteCoqlQueryParams, executeCoqlQuery } from "zcrm/operations";
import type { OfRows } from "zcrm/runtime";

const crm = createClient();

/** A query that says what its rows contain, as those of `zcrm/query` do. */
interface DealRow {
  id: string;
  Deal_Name: string;
  "Account_Name.Account_Name": string | null;
}
type DealQuery = { readonly body: { select_query: string } } & OfRows<DealRow>;

export async function queried(query: DealQuery, open: ExecuteCoqlQueryParams): Promise<void> {
  const typed: CoqlRowList<DealRow> = await crm.coql.query(query);
  const name: string | null | undefined = typed.data[0]?.["Account_Name.Account_Name"];
  const free: CoqlRowList<DealRow> = await executeCoqlQuery(crm, query);
  for await (const row of paginate(crm.coql.query, query)) console.log(row.Deal_Name.length);
  for await (const { data, info } of pages(crm.coql.query, query, { prefetch: true })) {
    const rows: DealRow[] = data;
    console.log(rows, info.more_records);
  }
  const untyped: CoqlRowList<CoqlRow> = await crm.coql.query(open);
  const column: unknown = (await crm.coql.query({ body: { select_query: "select Amount from Deals" } })).data[0]
    ?.Amount;
  const own = await crm.coql.query<DealRow>({ body: { select_query: "select Deal_Name from Deals" } });
  for await (const row of paginate(executeCoqlQueryOn, query)) console.log(row.Deal_Name);
  // @ts-expect-error A column that the query does not select.
  console.log(typed.data[0]?.Amount);
  // @ts-expect-error The same of a walk.
  for await (const row of paginate(crm.coql.query, query)) console.log(row.Amount);
  // @ts-expect-error A column of a query that does not say what its rows contain.
  const text: string = (await crm.coql.query(open)).data[0]?.Deal_Name;
  // @ts-expect-error A misspelled member of the body.
  paginate(crm.coql.query, { body: { select_qery: "select id from Deals" } });
  console.log(name, free, untyped, column, own.data[0]?.Deal_Name, text);
}

function executeCoqlQueryOn<Row>(params: ExecuteCoqlQueryParams<Row>) {
  return executeCoqlQuery(crm, params);
}
