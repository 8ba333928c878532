/** Exports or imports leads by `fetch`, as programs do by hand: call after call, with all rows in an array. */
import { readFileSync, writeFileSync } from "node:fs";
import { parse } from "csv-parse/sync";

const [task, path = "", columns = ""] = process.argv.slice(2);
const { ZCRM_API_URL, ZCRM_ACCOUNTS_URL, ...given } = process.env;

const form = new URLSearchParams({
  grant_type: "refresh_token",
  client_id: given.ZCRM_CLIENT_ID ?? "",
  client_secret: given.ZCRM_CLIENT_SECRET ?? "",
  refresh_token: given.ZCRM_REFRESH_TOKEN ?? "",
});
const answer = await fetch(`${ZCRM_ACCOUNTS_URL}/oauth/v2/token`, { method: "POST", body: form });
const { access_token } = (await answer.json()) as { access_token: string };

/** What the loop looks at of a response. */
interface Page {
  readonly data: Record<string, unknown>[];
  readonly info: { readonly more_records: boolean };
}

async function post(route: string, body: object): Promise<Page | undefined> {
  const response = await fetch(`${ZCRM_API_URL}/crm/v2/${route}`, {
    method: "POST",
    headers: { authorization: `Zoho-oauthtoken ${access_token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.status === 204 ? undefined : ((await response.json()) as Page);
}

await (task === "export" ? exportLeads() : importLeads());

async function exportLeads(): Promise<void> {
  const rows: Record<string, unknown>[] = [];
  for (let last = "0", more = true; more; ) {
    const select_query = `select ${columns} from Leads where id > '${last}' order by id limit 200`;
    const page = await post("coql", { select_query });
    rows.push(...(page?.data ?? []));
    last = String(rows.at(-1)?.id);
    more = page?.info.more_records === true;
  }
  const names = ["id", ...columns.split(",")];
  const cell = (value: unknown) => `"${String(value ?? "").replaceAll('"', '""')}"`;
  const lines = [names, ...rows.map((row) => names.map((name) => row[name]))].map((row) => row.map(cell).join(","));
  writeFileSync(path, lines.join("\n"));
}

async function importLeads(): Promise<void> {
  const rows: Record<string, string>[] = parse(readFileSync(path), { columns: true, bom: true });
  const results: unknown[] = [];
  for (let at = 0; at < rows.length; at += 100) {
    const data = rows.slice(at, at + 100).map(({ id, Annual_Revenue, ...row }) => ({
      ...row,
      Annual_Revenue: Number(Annual_Revenue),
    }));
    results.push(...((await post("Leads", { data }))?.data ?? []));
  }
  writeFileSync(`${path}.results.json`, JSON.stringify(results));
}
