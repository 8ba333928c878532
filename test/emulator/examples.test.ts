// Every operation takes the request of the description's examples, and answers as they do.
import { strToU8, zipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createEmulator, type Emulator, type Snapshot } from "../../src/emulator/index.js";
import { type Caller, callerOf, type Reply } from "./support/caller.js";
import { type Example, exampleOf, type Place, placeOf, places } from "./support/described.js";

/** What the examples speak of, and no example makes. */
const seed = {
  Accounts: [{ id: "4100000000000680055", Account_Name: "Example Ltd" }],
  Contacts: [
    { id: "4100000000000680149", Last_Name: "Sample" },
    { id: "4100000000000680151", Last_Name: "Sample", Account_Name: { id: "4100000000000680055" } },
  ],
  Campaigns: ["4100000000000925128", "4100000000000925129"].map((id) => ({ id, Campaign_Name: "Example campaign" })),
  Deals: [{ id: "4100000000000688003", Deal_Name: "Example", Stage: "Qualification", Closing_Date: "2026-12-31" }],
  Leads: [
    "4100000000000688016",
    "4100000000000688017",
    "4100000000000697004",
    "4100000000000700001",
    "4100000000000700002",
  ].map((id) => ({
    ...{ id, Last_Name: "Sample", First_Name: "Sam", Company: "Example Ltd", Lead_Source: "Trade Show" },
    ...{ Email: "sample@example.com", Phone: "555-0100", External_Lead_ID: id, Territories: ["Midwest"] },
  })),
  Notes: ["4100000000000680343", "4100000000000680344"].map((id) => ({
    ...{ id, Note_Title: "Call notes", Note_Content: "Wants an offer." },
    ...{ Parent_Id: { id: "4100000000000680149" }, $se_module: "Contacts" },
  })),
};

/** Soon after the times of the examples. */
const NOW = Date.parse("2026-05-14T12:56:45+03:00");

type Step = string | ((world: World) => Promise<unknown>);

const findView: Step = (world) =>
  world.find("custom_views?module=Leads", { name: "Leads from partners" }, "4100000000000087610");

/** What has to be called first, by name or in words of its own: ids of the answers stand for those of the examples. */
const BEFORE: Record<string, readonly Step[]> = {
  requestDeviceToken: ["requestDeviceCode", (world) => world.allowDevice()],
  introspectToken: ["requestToken"],
  getRecords: ["getCustomViews", "addTagsToRecord"],
  getRecord: ["getCustomViews"],
  getDeletedRecords: ["deleteRecord"],
  getMassUpdateStatus: [(world) => world.startMassUpdate()],
  delinkRecords: ["updateRelatedRecords"],
  delinkRecord: ["updateRelatedRecord"],
  getRelatedRecords: ["updateRelatedRecords"],
  getRelatedRecord: ["updateRelatedRecord"],
  updateBlueprint: ["getBlueprint"],
  getSharedRecordDetails: ["createUser", "shareRecord"],
  shareRecord: ["createUser"],
  updateSharePermissions: ["createUser", "shareRecord"],
  revokeSharedRecord: ["createUser", "shareRecord"],
  getDealContactRoles: ["addContactRoleToDeal"],
  getDealContactRole: ["addContactRoleToDeal"],
  removeContactRoleFromDeal: ["addContactRoleToDeal"],
  removeTagsFromRecord: ["addTagsToRecord"],
  removeTagsFromMultipleRecords: ["addTagsToMultipleRecords"],
  getTags: ["createTags"],
  updateTags: ["createTags"],
  updateTag: ["createTags"],
  deleteTag: ["createTags"],
  mergeTags: ["createTags"],
  getRecordCountForTag: ["createTags"],
  getAttachments: ["uploadAttachment"],
  downloadAttachment: ["uploadAttachment"],
  deleteAttachment: ["uploadAttachment"],
  deleteAttachments: ["uploadAttachment"],
  getPhoto: ["uploadPhoto"],
  deletePhoto: ["uploadPhoto"],
  getField: [(world) => world.find("fields?module=Leads", { api_name: "Lead_Source" }, "4100000000000002609")],
  getLayout: ["getLayouts"],
  getCustomView: [findView],
  updateCustomViews: [findView],
  getRelatedList: ["getRelatedLists"],
  getPipelines: [(world) => world.find("layouts?module=Deals", { name: "Standard" }, "4100000000000091023")],
  updateUsers: ["createUser"],
  getUser: ["createUser"],
  updateUser: ["createUser"],
  deleteUser: ["createUser"],
  addCurrencies: ["enableMultipleCurrencies"],
  getCurrencies: ["enableMultipleCurrencies"],
  getCurrency: ["enableMultipleCurrencies", "addCurrencies"],
  updateCurrencies: ["enableMultipleCurrencies", "addCurrencies"],
  updateCurrency: ["enableMultipleCurrencies", "addCurrencies"],
  updateBaseCurrency: ["enableMultipleCurrencies"],
  getTaxes: ["createTaxes"],
  updateTaxes: ["createTaxes"],
  deleteTaxes: ["createTaxes"],
  getTax: ["createTaxes"],
  deleteTax: ["createTaxes"],
  getVariables: ["createVariables"],
  updateVariables: ["createVariables"],
  deleteVariables: ["createVariables"],
  getVariableById: ["createVariables"],
  updateVariableById: ["createVariables"],
  deleteVariable: ["createVariables"],
  getBulkReadJob: ["createBulkReadJob"],
  downloadBulkReadResult: ["createBulkReadJob", "getBulkReadJob"],
  createBulkWriteJob: ["uploadBulkWriteFile"],
  getBulkWriteJob: ["uploadBulkWriteFile", "createBulkWriteJob"],
  downloadBulkWriteResult: ["uploadBulkWriteFile", "createBulkWriteJob", "getBulkWriteJob"],
  getFile: ["uploadFiles"],
  getNotificationDetails: ["enableNotifications"],
  updateNotifications: ["enableNotifications"],
  updateNotification: ["enableNotifications"],
  disableNotifications: ["enableNotifications"],
};

/** Files of the uploads. */
const FILES: Record<string, File> = {
  uploadAttachment: new File(["%PDF-"], "offer.pdf"),
  uploadPhoto: new File(["GIF89a"], "photo.gif"),
  uploadOrganizationPhoto: new File(["GIF89a"], "logo.gif"),
  uploadFiles: new File(["%PDF-"], "contract.pdf"),
  uploadBulkWriteFile: new File(
    [new Uint8Array(zipSync({ "leads.csv": strToU8("Last_Name,Email\nDoe,doe@example.com\n") }))],
    "leads.zip",
  ),
};

/** Optional parameters that exclude each other: a request has those of one line, with all that stand in none. */
const ALTERNATIVES: Record<string, readonly (readonly string[])[]> = {
  getRecords: [["cvid"], ["sort_by", "sort_order"]],
  searchRecords: [["criteria"], ["email"], ["phone"], ["word"]],
};

/** What is no request without a parameter that the description calls optional. */
const INCOMPLETE = ["searchRecords", "getMassUpdateStatus"];

/** What answers of the emulator have not, and the examples have. */
const LACKING: Record<string, readonly string[]> = {
  // It does not tell which scopes a token has.
  introspectToken: ["/scope"],
  // It is the one data centre.
  getServerInfo: ["/locations/eu", "/locations/in", "/locations/ca"],
};

/** Takes the place of the body. */
const LINK = "attachmentUrl";

/** The emulator as the examples find it. */
class World {
  /** What the texts of the examples are here. */
  readonly #here: Map<string, string>;
  readonly #emulator: Emulator;
  readonly #callers: ReadonlyMap<string, Caller>;

  constructor(emulator: Emulator, callers: ReadonlyMap<string, Caller>) {
    this.#emulator = emulator;
    this.#callers = callers;
    this.#here = new Map([
      ["1000.EXAMPLEEXAMPLEEXAMPLEEXAMPLEEX", emulator.clientId],
      ["e".repeat(42), emulator.clientSecret],
      ["1000.cccccccccccccccccccccccccccccccc.dddddddddddddddddddddddddddddddd", emulator.refreshToken],
      ["https://example.com/granted", "http://127.0.0.1:9/granted"],
    ]);
  }

  /** Comes to the state that an operation's example needs. */
  async prepare(operation: string): Promise<void> {
    for (const step of BEFORE[operation] ?? []) {
      if (typeof step === "function") await step(this);
      else {
        const place = placeOf(step);
        const { status, body } = await this.send(place, () => false);
        expect(status, `${step}: ${JSON.stringify(body)}`).toBe(exampleOf(place).status);
        this.#learn(exampleOf(place).answer, body);
      }
    }
    // Jobs take their time.
    this.#emulator.advance("1m");
  }

  /** Sends the example's request. @param wanted - which of the optional parameters it has */
  send(place: Place, wanted: (name: string) => boolean): Promise<Reply> {
    const example = exampleOf(place);
    const given = example.parameters.filter(({ name, required }) => required || wanted(name));
    const query = new URLSearchParams();
    const headers: Record<string, string> = {};
    for (const one of given) {
      if (one.in === "query") query.set(one.name, this.#named(one.text));
      if (one.in === "header") headers[one.name] = one.text;
    }
    let path = place.path;
    for (const { name, text } of given) path = path.replace(`{${name}}`, this.#named(text));
    if (/Blueprint$/.test(place.operation)) path = "/Deals/4100000000000688003/actions/blueprint";
    if (place.operation === "introspectToken") headers.authorization = this.#basic();
    const body = given.some(({ name }) => name === LINK) ? undefined : this.#body(place, example, headers);
    const caller = this.#callers.get(place.base);
    if (caller === undefined) throw new Error(`nobody calls ${place.base}`);
    return caller(place.method.toUpperCase(), query.size > 0 ? `${path}?${query}` : path, body, headers);
  }

  async allowDevice(): Promise<void> {
    const userCode = this.#here.get("1A2B3C4D");
    await this.#emulator.fetch(`${this.#emulator.accountsUrl}/oauth/v3/device?user_code=${userCode}&decision=accept`);
  }

  async startMassUpdate(): Promise<void> {
    const criteria = [{ field: "Last_Name", comparator: "equal", value: "Sample" }];
    const job = await this.#crm("POST", "/Leads/actions/mass_update", { data: [{ City: "Springfield" }], criteria });
    this.#here.set("4100000000000700009", String(job.body.data?.[0]?.details?.job_id));
  }

  /** Learns the id of a setting. @param facts - members that it has */
  async find(list: string, facts: object, id: string): Promise<void> {
    const { body } = await this.#crm("GET", `/settings/${list}`);
    const found = Object.values(body)
      .flatMap((rows) => Object.values(rows))
      .find((row) => this.#has(row, facts));
    this.#here.set(id, String(found?.id));
  }

  #has(row: object, facts: object): boolean {
    const members = new Map<string, unknown>(Object.entries(row));
    return Object.entries(facts).every(([name, value]) => members.get(name) === value);
  }

  #crm(...given: Parameters<Caller>): Promise<Reply> {
    const caller = this.#callers.get("/crm/v2");
    if (caller === undefined) throw new Error("nobody calls the CRM");
    return caller(...given);
  }

  #basic(): string {
    return `Basic ${btoa(`${this.#emulator.clientId}:${this.#emulator.clientSecret}`)}`;
  }

  #body(
    { operation }: Place,
    { contentType, body }: Example,
    headers: Record<string, string>,
  ): FormData | string | undefined {
    if (contentType === undefined) return undefined;
    if (contentType === "multipart/form-data") {
      const form = new FormData();
      form.set("file", FILES[operation] ?? "");
      return form;
    }
    headers["content-type"] = contentType;
    const text = this.#named(JSON.stringify(body));
    return contentType === "application/json" ? text : String(new URLSearchParams(JSON.parse(text)));
  }

  /** A text with what is called otherwise here. */
  #named(text: string): string {
    return [...this.#here].reduce((done, [example, here]) => done.replaceAll(example, here), text);
  }

  /** Takes ids, keys and codes from an answer, where the example's answer has them. */
  #learn(example: unknown, answer: unknown): void {
    if (typeof example === "string" && /^(41\d{17}|ex0+\d|1000\..*|1A2B3C4D)$/.test(example))
      this.#here.set(example, String(answer));
    if (!isObject(example) || !isObject(answer)) return;
    for (const [name, value] of Object.entries(example)) this.#learn(value, answer[name]);
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** Members of the example's answer that the answer lacks. Of lists, some entry has to be like the example's first. */
function missing(example: unknown, answer: unknown, at = ""): string[] {
  if (!isObject(example) || answer === null) return [];
  if (Array.isArray(example)) {
    if (example.length === 0) return [];
    if (!Array.isArray(answer) || answer.length === 0) return [`${at}/0`];
    const lists = answer.map((entry) => missing(example[0], entry, `${at}/0`));
    return lists.reduce((least, list) => (list.length < least.length ? list : least));
  }
  return Object.entries(example).flatMap(([name, value]) => {
    const inner = isObject(answer) ? answer[name] : undefined;
    if (inner === undefined) return [`${at}/${name}`];
    if (/^(code|message|status|type)$/.test(name) && inner !== value) return [`${at}/${name}: ${inner} for ${value}`];
    return missing(value, inner, `${at}/${name}`);
  });
}

let emulator: Emulator;
let callers: ReadonlyMap<string, Caller>;
let start: Snapshot;

beforeAll(async () => {
  emulator = createEmulator({
    seed,
    now: () => NOW,
    modules: { Leads: { External_Lead_ID: { type: "text", unique: true } } },
    views: {
      Leads: [
        {
          name: "Leads from partners",
          criteria: { group_operator: "and", group: [{ field: "Lead_Source", comparator: "equal", value: "Partner" }] },
        },
      ],
    },
    users: [{ first_name: "Kim", last_name: "Example", email: "kim@example.com" }],
    functions: {
      calculate_discount: ({ amount }, info) => {
        info("info line");
        return { discount: Number(amount) / 20 };
      },
    },
  });
  const bases = [...new Set(places.map(({ base }) => base))];
  callers = new Map(await Promise.all(bases.map(async (base) => [base, await callerOf(emulator, base)] as const)));
  start = emulator.snapshot();
});
afterAll(() => emulator.close());

for (const place of places) {
  const { operation } = place;
  const { parameters, status, answer } = exampleOf(place);
  const optional = parameters.filter(({ required }) => !required).map(({ name }) => name);
  const alternatives = ALTERNATIVES[operation] ?? [[]];
  const others = optional.filter((name) => !alternatives.flat().includes(name));
  const whole = optional.length > 0 ? alternatives.map((names) => [...names, ...others]) : [];
  const requests = INCOMPLETE.includes(operation) ? whole : [[], ...whole];

  test(`${operation} answers the request of the examples as they do`, async () => {
    const lacking: string[][] = [];
    for (const names of requests) {
      emulator.restore(start);
      const world = new World(emulator, callers);
      await world.prepare(operation);
      const reply = await world.send(place, (name) => names.includes(name));
      expect(emulator.requests.at(-1)?.operation).toBe(operation);
      expect(reply.status, `with ${names}: ${JSON.stringify(reply.body)}`).toBe(status);
      lacking.push(missing(answer, reply.body));
    }
    // One request may choose a few fields of which the other shows all.
    const [first = [], ...rest] = lacking;
    const always = first.filter((path) => rest.every((paths) => paths.includes(path)));
    expect(always).toEqual(LACKING[operation] ?? []);
  });
}
