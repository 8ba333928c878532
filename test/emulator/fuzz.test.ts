// Requests made from the description, whole or damaged: each gets an answer of the description, and nothing breaks.
// FUZZ_RUNS sets how many there are of each operation, FUZZ_SEED repeats a run.
import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createEmulator, type Emulator, type Snapshot } from "../../src/emulator/index.js";
import { accessToken } from "./caller.js";
import { expectDescribed, type Place, places, schemasOf } from "./described.js";
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
const IDS = [
  ...MODULES.map(idIn),
  ...[
    "4100000000000201001",
    "4100000000000026005",
    "4100000000000026101",
    "4100000000000095101",
    "4100000000000750011",
  ],
  ...["41", "0", "-1", "4100000000000999999", "99999999999999999999", "__proto__", "constructor", "%00", "a", ""],
];
const FIELDS = [
  ...["id", "Last_Name", "Email", "Owner", "Tag", "Account_Name", "Contact_Name", "Stage", "Amount", "Closing_Date"],
  ...["Product_Details", "Parent_Id", "$se_module", "Start_DateTime", "Created_Time", "Own_Field", "__proto__", "a.b"],
];
const WORDS = [
  ...["select", "from", "where", "order by", "limit", "offset", "and", "or", "not", "in", "between", "like", "is null"],
  ...["(", ")", ",", "=", "!=", ">", "'a'", "'%a%'", "1", "-1", "999999999", ":", "equals", "starts_with", "\\", "''"],
  ...FIELDS,
  ...MODULES,
  "Account_Name.Account_Name",
];
const soup = fc.array(fc.constantFrom(...WORDS), { maxLength: 12 }).map((words) => words.join(" "));
const QUERY = fc
  .tuple(fc.constantFrom(...FIELDS), fc.constantFrom(...MODULES), soup)
  .map(([field, module, rest]) => `select ${field} from ${module} where ${rest}`);
const CRITERIA = fc
  .tuple(fc.constantFrom(...FIELDS), fc.constantFrom("equals", "starts_with", "between", "x"), soup)
  .map(([field, comparator, rest]) => `((${field}:${comparator}:${rest}))`);

/** Texts by what they are for. */
function texts(name: string): fc.Arbitrary<string> {
  if (name === "select_query") return fc.oneof(QUERY, soup);
  if (name === "criteria") return fc.oneof(CRITERIA, soup);
  if (/^(module|se_module)$/.test(name)) return fc.constantFrom(...MODULES, "Nothing", "__proto__");
  if (/id|^user$|^variable$|^group$/i.test(name)) return fc.constantFrom(...IDS);
  if (/^(api_name|fields?|sort_by|duplicate_check_fields|find_by)$/.test(name)) return fc.constantFrom(...FIELDS);
  if (name === "relatedList") return fc.constantFrom(...MODULES, "Attachments", "Contact_Roles");
  if (name === "events") return fc.constantFrom("Leads.all", "Deals.edit", "a.b", "Leads.", ".");
  if (/time|since|expiry|date/i.test(name)) return fc.constantFrom("2026-05-14T12:54:51+03:00", "2026-05-14", "soon");
  return fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom("sample", "a@example.com", "https://example.com/a", "5"),
  );
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
    fc.constantFrom("a.png", "a.zip", "a.exe", "", "a\u0000.csv", "é/../b.pdf", "x".repeat(300)),
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

/** Requests of an operation: parameters and body by the description, then damaged or not. */
function requestsOf(place: Place): fc.Arbitrary<() => Promise<Sent>> {
  const { parameters, contentType, body } = schemasOf(place);
  const values = fc.record(
    Object.fromEntries(parameters.map(({ name, schema = {} }) => [name, valuesOf(schema, texts, name)])),
    { requiredKeys: parameters.filter(({ required }) => required).map(({ name }) => name) },
  );
  const whole = fc.tuple(values, valuesOf(body, texts), fc.array(files, { minLength: 1, maxLength: 2 }));
  const harm = fc.tuple(fc.array(damage, { maxLength: 2 }), fc.array(fc.constantFrom(...BREAKS), { maxLength: 1 }));
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

let emulator: Emulator;
let authorization: string;
let start: Snapshot;

beforeAll(async () => {
  emulator = createEmulator({
    modules: { Leads: { Own_Field: { type: "integer", unique: true } } },
    functions: { calculate_discount: (given) => given },
  });
  for (const module of MODULES) emulator.seed({ [module]: [{ id: idIn(module), ...ROWS[module] }] });
  authorization = `Zoho-oauthtoken ${await accessToken(emulator)}`;
  start = emulator.snapshot();
});
afterAll(() => emulator.close());

async function answerTo({ target, method, headers, body }: Sent): Promise<void> {
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
  if (operation !== undefined) expectDescribed(operation, status, json);
  else expect(json).toMatchObject({ code: expect.any(String), status: "error" });
}

for (const place of places) {
  test(`${place.operation} has an answer to whatever comes`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(requestsOf(place), { minLength: 1, maxLength: 3 }), async (requests) => {
        emulator.restore(start);
        for (const make of requests) {
          const sent = await make();
          try {
            await answerTo(sent);
          } catch (error) {
            const text = new TextDecoder().decode(sent.body).slice(0, 2_000);
            throw new Error(`${sent.method} ${sent.target} ${JSON.stringify(sent.headers)} ${text}`, { cause: error });
          }
        }
        const { status } = await emulator.fetch(`${emulator.apiUrl}/crm/v2/org`, { headers: { authorization } });
        // Whoever revokes a token has none.
        expect(status).toBe(200);
        expect({}).not.toHaveProperty("polluted");
        emulator.requests.length = 0;
      }),
      { numRuns: RUNS, ...SEED },
    );
  });
}
