/** An emulator in which every example of the description can run: it holds the records that the examples name. */
import { strToU8, zipSync } from "fflate";
import { expect } from "vitest";
import { createEmulator, type Emulator, type EmulatorOptions, startEmulator } from "../../../src/emulator/index.js";
import { type Caller, callerOf, type Reply } from "./caller.js";
import { type Example, exampleOf, type Place, placeOf, places } from "./described.js";

/** Records that examples name and that no example creates. */
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

/** Shortly after the times in the examples. */
const NOW = Date.parse("2026-05-14T12:56:45+03:00");

type Step = string | ((world: ExampleWorld) => Promise<unknown>);

const findView: Step = (world) =>
  world.find("custom_views?module=Leads", { name: "Leads from partners" }, "4100000000000087610");

/** Calls that an operation's example needs first: the example of another operation, by name, or steps of its own. */
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

/** Files that the examples upload. */
export const FILES: Record<string, File> = {
  uploadAttachment: new File(["%PDF-"], "offer.pdf"),
  uploadPhoto: new File(["GIF89a"], "photo.gif"),
  uploadOrganizationPhoto: new File(["GIF89a"], "logo.gif"),
  uploadFiles: new File(["%PDF-"], "contract.pdf"),
  uploadBulkWriteFile: new File(
    [new Uint8Array(zipSync({ "leads.csv": strToU8("Last_Name,Email\nDoe,doe@example.com\n") }))],
    "leads.zip",
  ),
};

const EXAMPLE_OPTIONS: EmulatorOptions = {
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
};

/** Creates an emulator that holds the records and settings that the examples name. */
export const createExampleEmulator = (): Emulator => createEmulator(EXAMPLE_OPTIONS);

/** Starts the same emulator as a server. */
export const startExampleEmulator = (): Promise<Emulator> => startEmulator(EXAMPLE_OPTIONS);

/** Creates one caller for each server path, such as `/crm/v2`. */
export async function callersOf(emulator: Emulator): Promise<ReadonlyMap<string, Caller>> {
  const bases = [...new Set(places.map(({ base }) => base))];
  return new Map(await Promise.all(bases.map(async (base) => [base, await callerOf(emulator, base)] as const)));
}

const basic = (clientId: string, clientSecret: string): string => btoa(`${clientId}:${clientSecret}`);

/** A parameter that replaces the body. */
const LINK = "attachmentUrl";

/** Brings the emulator into the state that an example needs, and knows the ids that the emulator has assigned. */
export class ExampleWorld {
  /** Ids, keys and addresses of this emulator by those of the examples. */
  readonly #actual: Map<string, string>;
  readonly #emulator: Emulator;
  readonly #callers: ReadonlyMap<string, Caller>;

  constructor(emulator: Emulator, callers: ReadonlyMap<string, Caller>) {
    this.#emulator = emulator;
    this.#callers = callers;
    this.#actual = new Map([
      ["1000.EXAMPLEEXAMPLEEXAMPLEEXAMPLEEX", emulator.clientId],
      ["e".repeat(42), emulator.clientSecret],
      ["1000.cccccccccccccccccccccccccccccccc.dddddddddddddddddddddddddddddddd", emulator.refreshToken],
      [basic("1000.EXAMPLEEXAMPLEEXAMPLEEXAMPLEEX", "e".repeat(42)), basic(emulator.clientId, emulator.clientSecret)],
      ["https://example.com/granted", "http://127.0.0.1:9/granted"],
    ]);
  }

  /** Brings about the state that an operation's example needs. */
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
    // Jobs finish after a delay.
    this.#emulator.advance("1m");
  }

  /** Sends the example's request. @param wanted Decides which optional parameters it has */
  send(place: Place, wanted: (name: string) => boolean): Promise<Reply> {
    const example = exampleOf(place);
    const given = example.parameters.filter(({ name, required }) => required || wanted(name));
    const query = new URLSearchParams();
    const headers: Record<string, string> = {};
    for (const one of given) {
      if (one.in === "query") query.set(one.name, this.named(one.text));
      if (one.in === "header") headers[one.name] = one.text;
    }
    let path = place.path;
    for (const { name, text } of given) path = path.replace(`{${name}}`, this.named(text));
    for (const [name, value] of Object.entries(example.headers)) headers[name] = this.named(value);
    const body = given.some(({ name }) => name === LINK) ? undefined : this.#body(place, example, headers);
    const caller = this.#callers.get(place.base);
    if (caller === undefined) throw new Error(`nobody calls ${place.base}`);
    return caller(place.method.toUpperCase(), query.size > 0 ? `${path}?${query}` : path, body, headers);
  }

  async allowDevice(): Promise<void> {
    const userCode = this.#actual.get("1A2B3C4D");
    await this.#emulator.fetch(`${this.#emulator.accountsUrl}/oauth/v3/device?user_code=${userCode}&decision=accept`);
  }

  async startMassUpdate(): Promise<void> {
    const criteria = [{ field: "Last_Name", comparator: "equal", value: "Sample" }];
    const job = await this.#crm("POST", "/Leads/actions/mass_update", { data: [{ City: "Springfield" }], criteria });
    this.#actual.set("4100000000000700009", String(job.body.data?.[0]?.details?.job_id));
  }

  /** Learns the id of a setting. @param facts Members that identify it */
  async find(list: string, facts: object, id: string): Promise<void> {
    const { body } = await this.#crm("GET", `/settings/${list}`);
    const found = Object.values(body)
      .flatMap((rows) => Object.values(rows))
      .find((row) => this.#has(row, facts));
    this.#actual.set(id, String(found?.id));
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
    const text = this.named(JSON.stringify(body));
    return contentType === "application/json" ? text : String(new URLSearchParams(JSON.parse(text)));
  }

  /** Replaces the ids, keys and addresses of the examples with those of this world. */
  named(text: string): string {
    return [...this.#actual].reduce((done, [example, here]) => done.replaceAll(example, here), text);
  }

  /** Learns ids, keys and codes from a response, at the members where the example's response has them. */
  #learn(example: unknown, answer: unknown): void {
    if (typeof example === "string" && /^(41\d{17}|ex0+\d|1000\..*|1A2B3C4D)$/.test(example))
      this.#actual.set(example, String(answer));
    if (!isObject(example) || !isObject(answer)) return;
    for (const [name, value] of Object.entries(example)) this.#learn(value, answer[name]);
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
