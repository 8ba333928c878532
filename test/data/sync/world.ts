/** A Zoho CRM in which somebody works between any two requests of a synchronization. */

import type { DeletedRecord, DeletedRecordList } from "../../../generated/models.js";
import { type CrmClient, createClient } from "../../../src/client.js";
import type { SyncChange, SyncCheckpoint } from "../../../src/data/index.js";
import { createEmulator } from "../../../src/emulator/index.js";
import { oneOf, randomOf } from "../../soak/random.js";

const START = Date.UTC(2026, 4, 14, 9, 30);
const MODULE = "Leads";

const NONE_DELETED: DeletedRecordList = { data: [], info: { page: 1, per_page: 200, count: 0, more_records: false } };

export interface Work {
  readonly seed: number;
  /** Milliseconds that the clock of this machine is ahead of Zoho's. */
  readonly localAhead?: number;
  /** Milliseconds between two requests, at most. */
  readonly pause?: number;
  /** Whether Zoho's responses tell the time. */
  readonly isDated?: boolean;
  /** The share of requests that fail. */
  readonly faulty?: number;
  /** The largest page of a query, and of deletions. @default small ones, so that few records fill many */
  readonly rows?: number;
  readonly deletions?: number;
  /** The share of changes that restore a record, which takes long if there are many. @default 0.15 */
  readonly restoring?: number;
  /** The most changes between two requests. @default 3 */
  readonly changes?: number;
}

type Lead = Readonly<Record<string, unknown>> & { readonly id: string };

export class World {
  readonly random: () => number;
  readonly emulator = createEmulator({ now: () => START });
  readonly crm: CrmClient;
  /** Whether anybody works. */
  isBusy = true;
  /** Called at each request. */
  onRequest = (): void => undefined;
  requests = 0;
  /** What was done. */
  readonly made = { created: 0, updated: 0, removed: 0, restored: 0 };
  readonly #work: Work;
  readonly #own: CrmClient;
  /** What was deleted and not restored, by id. */
  readonly #bin = new Map<string, Lead>();
  #turn: Promise<unknown> = Promise.resolve();
  /** The ids that are there. */
  #ids: string[] = [];

  constructor(work: Work) {
    this.#work = work;
    this.random = randomOf(work.seed);
    const { clock, ...options } = this.emulator.clientOptions();
    // Among a million records, a write takes so long that the emulator would jump to its time limit.
    const patient: typeof clock = {
      now: () => clock.now(),
      after: (delay, fire, isPause) => (isPause ? clock.after(delay, fire, isPause) : () => undefined),
    };
    this.#own = createClient({ ...options, clock: patient });
    this.crm = createClient({
      ...options,
      timeout: 600_000,
      clock: {
        now: () => clock.now() + (work.localAhead ?? 0),
        after: (delay, fire, isPause) => {
          const stop = patient.after(delay, fire, isPause);
          // Nobody waits, but jobs, which work between calls, come along.
          if (isPause) void this.#inTurn(turns).then(() => this.wait(Math.ceil(delay)));
          return stop;
        },
      },
      fetch: (input, init) => this.#inTurn(() => this.#fetch(new Request(input, init))),
    });
  }

  async close(): Promise<void> {
    await this.crm.close();
    await this.#own.close();
    await this.emulator.close();
  }

  /** The records as they are, in normal form, by id. @param where Which of them */
  async truth(where = "id is not null"): Promise<Map<string, unknown>> {
    const truth = new Map<string, unknown>();
    for (let last = "0"; ; ) {
      const select_query = `select Last_Name, Email, Owner from ${MODULE} where (${where} and id > '${last}') order by id limit 200`;
      const { data, info } = await this.#own.coql.query({ body: { select_query } });
      for (const row of data) truth.set(row.id, row);
      last = data.at(-1)?.id ?? last;
      if (!info.more_records) return truth;
    }
  }

  /** Somebody creates, changes, deletes and restores a few records. */
  work(most: number): Promise<void> {
    return this.#inTurn(() => this.#changes(most));
  }

  /** Time passes. */
  wait(time: number | string): Promise<void> {
    return this.#inTurn(async () => this.emulator.advance(time));
  }

  /** A request that its client has given up goes on at Zoho, and nothing else happens meanwhile. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #changes(most: number): Promise<void> {
    const count = Math.floor(this.random() * (most + 1));
    for (let at = 0; at < count; at += 1) await this.#change();
  }

  create(count: number): void {
    const rows = Array.from({ length: count }, () => this.#values());
    for (const id of this.emulator.seed({ [MODULE]: rows }).Leads ?? []) this.#ids.push(id);
  }

  #values = () => ({
    Last_Name: `Lead ${Math.floor(this.random() * 1e6)}`,
    Company: "Acme",
    ...(this.random() < 0.5 && { Email: `${Math.floor(this.random() * 1e6)}@example.com` }),
  });

  async #change(): Promise<void> {
    const kind = this.random();
    const at = Math.floor(this.random() * this.#ids.length);
    const id = this.#ids[at];
    if (kind < 0.25 || id === undefined) {
      this.made.created += 1;
      const { data } = await this.#own.records.create({ module: MODULE, body: { data: [this.#values()] } });
      for (const row of data) if (row.status === "success") this.#ids.push(String(row.details.id));
      return;
    }
    if (kind < 0.6) {
      this.made.updated += 1;
      await this.#own.records.update({ module: MODULE, id, body: { data: [this.#values()] } });
      return;
    }
    const restored = kind < 0.6 + (this.#work.restoring ?? 0.15) ? this.#bin.values().next().value : undefined;
    if (restored !== undefined) {
      this.made.restored += 1;
      this.emulator.seed({ [MODULE]: [restored] });
      this.#bin.delete(restored.id);
      this.#ids.push(restored.id);
      return;
    }
    this.made.removed += 1;
    await this.#own.records.delete({ module: MODULE, id });
    const last = this.#ids.pop();
    if (last !== undefined && last !== id) this.#ids[at] = last;
    this.#bin.set(id, { ...this.#values(), id });
  }

  async #fetch(request: Request): Promise<Response> {
    if (!request.url.includes("/crm/")) return this.emulator.fetch(request);
    this.requests += 1;
    this.onRequest();
    if (this.isBusy) {
      const { pause = 3_000, faulty = 0, changes = 3 } = this.#work;
      this.emulator.advance(Math.floor(this.random() * (pause + 1)));
      await this.#changes(changes);
      if (this.random() < faulty) return this.#fault();
    }
    const response = await (request.url.includes("/deleted") ? this.#deletions(request) : this.#rows(request));
    if (this.#work.isDated === false) response.headers.delete("date");
    return response;
  }

  #fault(): Response {
    const kind = oneOf(["429", "500", "cut"], this.random);
    if (kind === "cut") throw new TypeError("fetch failed", { cause: new Error("the connection broke") });
    const body = {
      code: kind === "429" ? "TOO_MANY_REQUESTS" : "INTERNAL_ERROR",
      status: "error",
      message: "",
      details: {},
    };
    return Response.json(body, { status: Number(kind) });
  }

  async #rows(request: Request): Promise<Response> {
    if (!request.url.endsWith("/coql")) return this.emulator.fetch(request);
    const body = (await request.text()).replace("limit 200", `limit ${this.#work.rows ?? 7}`);
    return this.emulator.fetch(new Request(request.url, { method: request.method, headers: request.headers, body }));
  }

  /** The list of deletions without those that were restored, which leave it. */
  async #deletions({ url, headers }: Request): Promise<Response> {
    const kept: DeletedRecord[] = [];
    const asked = new URL(url).searchParams;
    const [page, perPage] = [
      Number(asked.get("page")),
      Math.min(Number(asked.get("per_page")), this.#work.deletions ?? 5),
    ];
    for (let from = 1; ; from += 1) {
      const at = new URL(url);
      at.searchParams.set("page", String(from));
      at.searchParams.set("per_page", "200");
      const response = await this.emulator.fetch(new Request(at, { headers }));
      const list = response.status === 200 ? ((await response.json()) as DeletedRecordList) : NONE_DELETED;
      kept.push(...list.data.filter(({ id }) => this.#bin.has(id)));
      if (list.info.more_records) continue;
      const data = kept.slice((page - 1) * perPage, page * perPage);
      const date = { date: response.headers.get("date") ?? "" };
      if (data.length === 0) return new Response(null, { status: 204, headers: date });
      return Response.json(
        { data, info: { ...list.info, page, per_page: perPage, more_records: kept.length > page * perPage } },
        { headers: date },
      );
    }
  }
}

/** A copy of the records, kept by the program that the guide shows. */
export class Mirror {
  readonly rows = new Map<string, unknown>();
  #stored: string | undefined;

  apply(change: SyncChange<{ readonly id: string }>): void {
    if (change.change === "written") this.rows.set(change.row.id, change.row);
    if (change.change === "deleted") this.rows.delete(change.id);
  }

  /** Stores the checkpoint as text, as programs do. */
  keep({ checkpoint }: SyncChange<unknown>): void {
    this.#stored = JSON.stringify(checkpoint);
  }

  get since(): SyncCheckpoint | undefined {
    return this.#stored === undefined ? undefined : JSON.parse(this.#stored);
  }
}

/** Lets the emulator's jobs work for a moment. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
