// Requests made from the description, whole or damaged: each gets an answer of the description, and nothing breaks.
// FUZZ_RUNS sets how many there are of each operation, FUZZ_SEED repeats a run.
import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createEmulator, type Emulator, type Snapshot } from "../../src/emulator/index.js";
import { accessToken } from "./caller.js";
import { exampleOf, expectDescribed, type Place, places, schemasOf } from "./described.js";
import { damage, valuesOf } from "./schema-values.js";

const RUNS = Number(process.env.FUZZ_RUNS ?? 25);
const SEED = process.env.FUZZ_SEED === undefined ? {} : { seed: Number(process.env.FUZZ_SEED) };
/** Longer than any answer takes on a busy machine. */
const HANG = 5_000;

const TIME = "2026-05-14T12:54:51+03:00";
const ROWS: Record<string, object> = {
  Leads: { Last_Name: "Sample", Email: "a@example.com" },
  Contacts: { Last_Name: "Sample", Email: "a@example.com" },
  Accounts: { Account_Name: "Sample" },
  Deals: { Deal_Name: "Sample", Stage: "Qualification", Closing_Date: "2026-12-31" },
  Products: { Product_Name: "Sample" },
  Quotes: { Subject: "Sample", Product_Details: [{ product: { id: "4100000000000690014" }, quantity: 1 }] },
  Events: { Event_Title: "Sample", Start_DateTime: TIME, End_DateTime: TIME },
  Tasks: { Subject: "Sample" },
  Notes: { Note_Content: "Sample", Parent_Id: { id: "4100000000000690010" }, $se_module: "Leads" },
  Campaigns: { Campaign_Name: "Sample" },
};
const MODULES = Object.keys(ROWS);
/** The one record of a module. */
const idIn = (module: string): string => `41000000000006900${10 + MODULES.indexOf(module)}`;
const STRANGE_IDS = [
  "41",
  "0",
  "-1",
  "4100000000000999999",
  "9".repeat(20),
  "__proto__",
  "constructor",
  "%00",
  "a",
  "",
];
/** Ids of what is no record, by the path where it is; read before the tests. */
const known = new Map<string, string[]>();

const FIELDS = ["Last_Name", "Email", "id", "Owner", "Tag", "Account_Name", "Created_Time", "Stage", "Amount"];
const STRANGE_FIELDS = [
  "Product_Details",
  "Parent_Id",
  "$se_module",
  "Own_Field",
  "__proto__",
  "a.b",
  "Account_Name.Owner",
];
const WORDS = [
  ...["select", "from", "where", "order by", "limit", "offset", "and", "or", "not", "in", "between", "like", "is null"],
  ...["(", ")", ",", "=", "!=", ">", "'a'", "'%a%'", "1", "-1", "999999999", ":", "equals", "starts_with", "\\", "''"],
  ...FIELDS,
  ...STRANGE_FIELDS,
  ...MODULES,
];

/** Mostly the first, at times the second. */
const mostly = <T, U>(usual: fc.Arbitrary<T>, other: fc.Arbitrary<U>) =>
  fc.oneof({ weight: 4, arbitrary: usual }, { weight: 1, arbitrary: other });

const soup = fc.array(fc.constantFrom(...WORDS), { maxLength: 12 }).map((words) => words.join(" "));
const field = mostly(fc.constantFrom(...FIELDS), fc.constantFrom(...STRANGE_FIELDS));
const literal = fc.constantFrom(
  "'Sample'",
  "'%a%'",
  "5",
  "('a', 'b')",
  "1 and 5",
  "'2026-05-14T12:54:51+03:00'",
  "true",
  "",
);
const sign = fc.constantFrom(
  "=",
  "!=",
  ">",
  "<=",
  "in",
  "not in",
  "like",
  "not like",
  "between",
  "is null",
  "is not null",
);
const condition = fc.tuple(field, sign, literal).map((parts) => parts.join(" "));
const joined = fc
  .tuple(condition, fc.constantFrom(" and ", " or "), condition)
  .map(([one, word, other]) => `(${one}${word}${other})`);
const ending = fc.constantFrom(
  "",
  " limit 5",
  " limit 1, 2",
  " order by id desc",
  " order by Last_Name limit 0",
  " limit 201",
);
const comparator = fc.constantFrom("equals", "starts_with", "in", "between", "greater_than", "not_equal", "x");
const value = fc.constantFrom("Sample", "S", "a,b", "5", "\\(", "", "2026-05-14T12:54:51+03:00", "true");
const criterion = fc.tuple(field, comparator, value).map((parts) => `(${parts.join(":")})`);

/** Texts by what they are for, for a call on a module. */
function textsFor({ path }: Place, module: string): (name: string) => fc.Arbitrary<string> {
  const kind = path.split("/{")[0] ?? "";
  const own = fc.nat(50).map((at) => {
    const ids = known.get(kind) ?? [idIn(module)];
    return ids[at % ids.length] ?? "";
  });
  const records = fc.constantFrom(...MODULES.map(idIn));
  const ids = mostly(own, fc.oneof(records, fc.constantFrom(...STRANGE_IDS)));
  return (name) => {
    if (name === "select_query") {
      const good = fc
        .tuple(field, fc.oneof(condition, joined), ending)
        .map(([column, where, end]) => `select ${column} from ${module} where ${where}${end}`);
      return mostly(good, soup);
    }
    if (name === "criteria") {
      const both = fc.tuple(criterion, criterion).map(([one, other]) => `(${one}and${other})`);
      return mostly(fc.oneof(criterion, both), soup);
    }
    if (/^(module|se_module)$/.test(name))
      return mostly(fc.constant(module), fc.constantFrom(...MODULES, "Nothing", "__proto__"));
    if (name === "X-CRM-ORG" || name === "organization") return mostly(fc.constant("900000144"), fc.string());
    if (name === "relatedList") return fc.constantFrom(...MODULES, "Attachments", "Contact_Roles");
    if (name === "functionName") return mostly(fc.constant("calculate_discount"), fc.string());
    if (name === "file") return own.map((id) => `${id}.zip`);
    if (/^(file_id|layout_id|channel_id)$/.test(name))
      return fc.nat(9).map((at) => (known.get(name) ?? [])[at] ?? "10000");
    if (/^(api_name|fields?|sort_by|duplicate_check_fields|find_by)$/.test(name)) return field;
    if (/ids?$|^(user|variable|group|channel_ids|sharedTo)$/i.test(name)) return ids;
    if (name === "events") return fc.constantFrom("Leads.all", "Deals.edit", "a.b", "Leads.", ".");
    if (/time|since|expiry|date/i.test(name))
      return fc.constantFrom("2020-05-14T12:54:51+03:00", TIME, "2026-05-14", "soon");
    return fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom("Sample", "a@example.com", "https://example.com/a", "5"),
    );
  };
}

/** A request as it goes out. */
interface Sent {
  readonly target: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer> | undefined;
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** What a request's text can suffer. */
const BREAKS: readonly ((sent: Sent) => Sent)[] = [
  ...[
    "text/plain",
    "multipart/form-data",
    "multipart/form-data; boundary=a",
    "application/json; charset=utf-16",
    "x",
    "",
  ].map((type) => (sent: Sent) => ({ ...sent, headers: { ...sent.headers, "content-type": type } })),
  ...[
    "%",
    "%ff",
    "%00",
    "x=%",
    "page=-1&per_page=1e9",
    "page=1&page=2",
    "ids=1,,2,",
    "fields=,,",
    "__proto__=1",
    "=",
  ].map((more) => (sent: Sent) => ({
    ...sent,
    target: `${sent.target}${sent.target.includes("?") ? "&" : "?"}${more}`,
  })),
  // Every parameter twice.
  (sent) => ({ ...sent, target: sent.target.replace(/\?(.*)/, "?$1&$1") }),
  // Every parameter empty.
  (sent) => ({ ...sent, target: sent.target.replaceAll(/=[^&]*/g, "=") }),
  ...["%ff", "%", "__proto__", "constructor", "%00", "x".repeat(5_000), "%2e%2e", "0x1", "é"].map(
    (segment) => (sent: Sent) => ({ ...sent, target: sent.target.replace(/[^/?]+(?=\?|$)/, segment) }),
  ),
  (sent) => ({ ...sent, body: sent.body?.subarray(0, sent.body.byteLength / 2) }),
  (sent) => ({ ...sent, body: sent.body?.map((byte, index) => (index % 7 === 3 ? 0xff : byte)) }),
  (sent) => ({ ...sent, body: sent.body && new Uint8Array(0) }),
  (sent) => ({ ...sent, body: sent.body && new Uint8Array([0xef, 0xbb, 0xbf, ...sent.body]) }),
  (sent) => ({ ...sent, body: sent.body && new Uint8Array(300).map((_, index) => index) }),
  (sent) => ({
    ...sent,
    headers: { ...sent.headers, "if-modified-since": "2099-01-01T00:00:00Z", "x-external": "a.b" },
  }),
];

const files: fc.Arbitrary<File> = fc
  .tuple(
    mostly(
      fc.constantFrom("a.png", "a.zip"),
      fc.constantFrom("a.exe", "", "a\u0000.csv", "é/../b.pdf", "x".repeat(300)),
    ),
    fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.string().map((csv) => zipSync({ "a.csv": strToU8(`Last_Name,Email\n${csv}`) })),
      fc.nat(150).map((cut) => zipSync({ "a.csv": strToU8("Last_Name\nA\n"), "b.csv": strToU8("x") }).subarray(0, cut)),
    ),
  )
  .map(([name, bytes]) => new File([new Uint8Array(bytes)], name));

const formOf = async (form: FormData) => {
  const made = new Response(form);
  return { type: made.headers.get("content-type") ?? "", body: new Uint8Array(await made.arrayBuffer()) };
};

/** A search goes by one of these. */
const WAYS = ["criteria", "email", "phone", "word"];

/** Requests of an operation: parameters and body by the description, then damaged or not. */
const requestsOf = (place: Place): fc.Arbitrary<() => Promise<Sent>> =>
  fc.constantFrom(...MODULES).chain((module) => requestsOn(place, module));

function requestsOn(place: Place, module: string): fc.Arbitrary<() => Promise<Sent>> {
  const { parameters, contentType, body } = schemasOf(place);
  const texts = textsFor(place, module);
  const values = fc.record(
    Object.fromEntries(
      parameters.map(({ name, schema = {}, required }) => {
        const given = valuesOf(schema, texts, name);
        if (required) return [name, given];
        const wanted = place.operation === "searchRecords" && WAYS.includes(name);
        return [name, wanted ? fc.option(given, { nil: undefined, freq: 1 }) : mostly(fc.constant(undefined), given)];
      }),
    ),
  );
  const json = fc.oneof(valuesOf(body, texts), fc.constant(exampleOf(place).body));
  const whole = fc.tuple(values, json, fc.array(files, { minLength: 1, maxLength: 2 }));
  const harm = fc.oneof(
    fc.constant([[], []] as const),
    fc.tuple(fc.array(damage, { maxLength: 2 }), fc.array(fc.constantFrom(...BREAKS), { maxLength: 1 })),
  );
  return fc.tuple(whole, harm).map(([[given, json, uploads], [damages, breaks]]) => async () => {
    const query = new URLSearchParams();
    const headers: Record<string, string> = {};
    let path = place.path;
    for (const { name, in: where } of parameters) {
      const value = given[name];
      if (value === undefined) continue;
      const text = String(value);
      if (where === "path") path = path.replace(`{${name}}`, encodeURIComponent(text));
      else if (where === "query") query.set(name, text);
      else headers[name] = text.replaceAll(/[^\x20-\x7e]/g, "?");
    }
    let sent: Sent = {
      method: place.method.toUpperCase(),
      target: `${place.base}${path}?${query}`,
      headers,
      body: undefined,
    };
    if (contentType === "multipart/form-data") {
      const form = new FormData();
      for (const upload of uploads) form.append("file", upload);
      const { type, body } = await formOf(form);
      sent = { ...sent, headers: { ...headers, "content-type": type }, body };
    } else if (contentType === "application/json") {
      const text = JSON.stringify(damages.reduce((value, harm) => harm(value), json)) ?? "";
      sent = { ...sent, headers: { ...headers, "content-type": contentType }, body: bytesOf(text) };
    } else if (contentType !== undefined) {
      const form = new URLSearchParams();
      for (const [name, value] of Object.entries(json ?? {})) form.set(name, String(value));
      sent = { ...sent, headers: { ...headers, "content-type": contentType }, body: bytesOf(String(form)) };
    }
    return breaks.reduce((one, harm) => harm(one), sent);
  });
}

const any = fc.constantFrom(...places).chain(requestsOf);

/** What was there before may matter. */
const sequencesFor = (place: Place) =>
  fc.tuple(fc.array(any, { maxLength: 2 }), requestsOf(place)).map(([before, last]) => [...before, last]);

/** An emulator to call. Its ids are those of the other. */
interface World {
  readonly emulator: Emulator;
  readonly authorization: string;
  readonly start: Snapshot;
}

let strict: World;
let lenient: World;

beforeAll(async () => {
  strict = await makeWorld(true);
  lenient = await makeWorld(false);
});
afterAll(() => Promise.all([strict.emulator.close(), lenient.emulator.close()]));

async function makeWorld(isStrict: boolean): Promise<World> {
  const emulator = createEmulator({
    modules: { Leads: { Own_Field: { type: "integer", unique: true } } },
    functions: { calculate_discount: (given) => given },
    strict: isStrict,
  });
  for (const module of MODULES) emulator.seed({ [module]: [{ id: idIn(module), ...ROWS[module] }] });
  const world = { emulator, authorization: `Zoho-oauthtoken ${await accessToken(emulator)}` };
  for (const [path, body, kind = path.replace(/\?.*/, "")] of THINGS) await learn(world, kind, path, body);
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
  expect(response.ok, `${path}: ${text}`).toBe(true);
  known.set(kind, text.match(/(?<="(id|file_id|job_id)":")[^"]+/g) ?? []);
}

const wordsOf = ({ method, target, headers, body }: Sent): string =>
  `${method} ${target} ${JSON.stringify(headers)} ${new TextDecoder().decode(body).slice(0, 2_000)}`;

async function answerTo({ emulator, authorization }: World, { target, method, headers, body }: Sent): Promise<void> {
  const began = performance.now();
  const response = await emulator.fetch(`${emulator.apiUrl}${target}`, {
    method,
    headers: { authorization, ...headers },
    ...(body !== undefined && method !== "GET" && { body }),
  });
  const text = await response.text();
  const { status } = response;
  const json: unknown = /json/.test(response.headers.get("content-type") ?? "") && text !== "" ? JSON.parse(text) : {};
  expect(status, text).toBeLessThan(500);
  expect(performance.now() - began).toBeLessThan(HANG);
  const operation = emulator.requests.at(-1)?.operation;
  // Who takes what breaks the description has it in answers.
  if (emulator === lenient.emulator && status < 400) return;
  if (operation !== undefined) expectDescribed(operation, status, json);
  else expect(json).toMatchObject({ code: expect.any(String), status: "error" });
}

for (const place of places) {
  test(`${place.operation} has an answer to whatever comes`, async () => {
    await fc.assert(
      fc.asyncProperty(sequencesFor(place), fc.boolean(), async (requests, isStrict) => {
        const world = isStrict ? strict : lenient;
        const { emulator, authorization, start } = world;
        const told: string[] = [];
        try {
          for (const make of requests) {
            const sent = await make();
            told.push(wordsOf(sent));
            await answerTo(world, sent);
          }
          // A user may have been shut out, or all credits spent; else it goes on.
          emulator.restore(start);
          const { status } = await emulator.fetch(`${emulator.apiUrl}/crm/v2/org`, { headers: { authorization } });
          expect(status).toBe(200);
        } catch (error) {
          throw new Error(told.join("\n"), { cause: error });
        }
        expect({}).not.toHaveProperty("polluted");
        emulator.requests.length = 0;
      }),
      { numRuns: RUNS, ...SEED },
    );
  });
}
