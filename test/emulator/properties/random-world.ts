/** An emulator that has one of everything. */
import { strToU8, zipSync } from "fflate";
import { expect } from "vitest";
import { createEmulator, type Emulator, type Snapshot } from "../../../src/emulator/index.js";
import { accessToken } from "../support/caller.js";
import type { Sent } from "./random-requests.js";
import { idIn, known, MODULES, ROWS } from "./random-texts.js";

/** An emulator to call. The ids of one are those of any other. */
export interface World {
  readonly emulator: Emulator;
  readonly authorization: string;
  readonly start: Snapshot;
}

/** @param now Its clock */
export async function makeWorld(isStrict: boolean, now = Date.now): Promise<World> {
  const emulator = createEmulator({
    modules: { Leads: { Own_Field: { type: "integer", unique: true } } },
    functions: { calculate_discount: (given) => given },
    strict: isStrict,
    now,
  });
  for (const module of MODULES) emulator.seed({ [module]: [{ id: idIn(module), ...ROWS[module] }] });
  const world = { emulator, authorization: `Zoho-oauthtoken ${await accessToken(emulator)}` };
  for (const [path, body, kind = path.replace(/\?.*/, "")] of THINGS) {
    await learn(world, kind, path, body);
    // A job that runs beside later calls would look at the clock at other times in every world.
    if (kind === "job_id") await finish(world, `/crm/v2/Leads/actions/mass_update?job_id=${known.get(kind)?.[0]}`);
    if (kind === "/read") await finish(world, `/crm/bulk/v2/read/${known.get(kind)?.[0]}`);
  }
  return { ...world, start: emulator.snapshot() };
}

const lead = idIn("Leads");
const upload = (name: string, bytes: Uint8Array): FormData => {
  const form = new FormData();
  form.set("file", new File([new Uint8Array(bytes)], name));
  return form;
};
const rows = zipSync({ "a.csv": strToU8("Last_Name,Email\nDoe,doe@example.com\n") });
const job = { query: { module: "Leads" } };

/** What there is besides records: where it is, what makes it, and the calls that work on it. */
const THINGS: readonly (readonly [path: string, body?: unknown, kind?: string])[] = [
  ["/settings/tags?module=Leads", { tags: [{ name: "A" }, { name: "B" }] }],
  [
    "/settings/variables",
    { variables: [{ name: "A", api_name: "A", type: "text", variable_group: { api_name: "General" }, value: "a" }] },
  ],
  ["/org/taxes", { taxes: [{ name: "A", value: 5 }] }],
  [
    "/org/currencies/actions/enable",
    {
      base_currency: {
        ...{ name: "US Dollar - USD", iso_code: "USD", symbol: "$" },
        exchange_rate: "1",
        prefix_symbol: true,
        format: { decimal_separator: "Period", thousand_separator: "Comma", decimal_places: "2" },
      },
    },
  ],
  ["/org/currencies"],
  [
    "/Leads/actions/mass_update",
    { data: [{ City: "A" }], criteria: [{ field: "Last_Name", comparator: "equal", value: "Sample" }] },
    "job_id",
  ],
  [`/Leads/${lead}/Attachments`, upload("a.txt", rows), "attachments"],
  [`/Leads/${lead}/photo`, upload("a.png", rows)],
  ["/files", upload("a.txt", rows)],
  ["/crm/bulk/v2/read", job, "/read"],
  ["/upload", upload("a.zip", rows), "file_id"],
  ["/actions/watch", { watch: [{ channel_id: "10000", events: ["Leads.all"], notify_url: "https://example.com/a" }] }],
  ...["fields", "layouts", "custom_views", "related_lists"].map((list) => [`/settings/${list}?module=Leads`] as const),
  ...["/users", "/settings/roles", "/settings/profiles", "/settings/territories", "/Contacts/roles"].map(
    (path) => [path] as const,
  ),
  ["/settings/layouts?module=Deals", undefined, "layout_id"],
];

/** Makes or lists what is at a path, and keeps the ids. */
async function learn(
  { emulator, authorization }: Omit<World, "start">,
  kind: string,
  path: string,
  body: unknown,
): Promise<void> {
  const isForm = body instanceof FormData;
  const response = await emulator.fetch(`${emulator.apiUrl}${path.startsWith("/crm") ? "" : "/crm/v2"}${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: {
      authorization,
      feature: "bulk-write",
      "X-CRM-ORG": "900000144",
      ...(!isForm && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  await settle();
  expect(response.ok, `${path}: ${text}`).toBe(true);
  known.set(kind, text.match(/(?<="(id|file_id|job_id)":")[^"]+/g) ?? []);
}

/** Waits for a job, which would get on at its own times otherwise. */
async function finish({ emulator, authorization }: Omit<World, "start">, path: string): Promise<void> {
  for (let text = ""; !text.includes("COMPLETED"); ) {
    const response = await emulator.fetch(emulator.apiUrl + path, { headers: { authorization } });
    text = await response.text();
    expect(response.status, text).toBe(200);
  }
}

/** More turns than any job here takes. */
const TURNS = 50;

/** Lets the jobs under way end, which would otherwise look at the clock while later calls do. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) await new Promise(setImmediate);
}

/** Sends a request with the token. */
export const send = ({ emulator, authorization }: World, { target, method, headers, body }: Sent): Promise<Response> =>
  emulator.fetch(`${emulator.apiUrl}${target}`, {
    method,
    headers: { authorization, ...headers },
    ...(body !== undefined && method !== "GET" && { body }),
  });
