/** Processes that share limits, in a time of their own: what they send may be delayed, lost, repeated or late, and they may stop or die. */
import { withConcurrencyLimit } from "../../../src/core/layers/concurrency-limit.js";
import { SYSTEM_CLOCK } from "../../../src/core/lifetime/clock.js";
import { CreditsLeft } from "../../../src/core/limits/credits.js";
import { SharedSlots } from "../../../src/core/limits/shared-slots.js";
import type { SharedState } from "../../../src/core/limits/shared-state.js";
import type { Send } from "../../../src/core/request/request.js";
import type { HttpResponse } from "../../../src/core/response/response.js";
import { idle } from "../../support/fake-clock.js";
import { httpResponse, request } from "../../support/requests.js";

/** What becomes of an exchange with the place. */
export type Fate = "well" | "reply lost" | "request lost" | "twice" | "late";

/** Time, and what happens in it. */
export class World {
  /** Milliseconds. */
  now = 0;
  #events: { at: number; order: number; fire: () => void }[] = [];
  #order = 0;
  readonly #random: () => number;

  constructor(seed = 1) {
    let state = seed;
    this.#random = () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    };
  }

  readonly random = (): number => this.#random();

  /** Something between. */
  between = (least: number, most: number): number => least + (most - least) * this.#random();

  at(delay: number, fire: () => void): () => void {
    const event = { at: this.now + delay, order: this.#order++, fire };
    this.#events.push(event);
    return () => {
      this.#events = this.#events.filter((one) => one !== event);
    };
  }

  /** The number of events that are still to come. */
  get pending(): number {
    return this.#events.length;
  }

  /** Lets time pass until a moment, or until nothing is left to happen. */
  async run(until = Number.POSITIVE_INFINITY): Promise<void> {
    await idle();
    for (;;) {
      const next = this.#events.toSorted((a, b) => a.at - b.at || a.order - b.order)[0];
      if (!next || next.at > until) break;
      this.#events = this.#events.filter((one) => one !== next);
      this.now = next.at;
      next.fire();
      await idle();
    }
    if (until < Number.POSITIVE_INFINITY) this.now = until;
  }
}

/** The place that keeps the text. Its clock is its own. */
export class Place {
  text: string | undefined;
  /** Why exchanges fail. */
  failure: Error | undefined;
  exchanges = 0;
  #offset = 1_700_000_000_000;
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** Sets the clock. */
  jump(milliseconds: number): void {
    this.#offset += milliseconds;
  }

  apply<T>(change: Parameters<SharedState["update"]>[1]): T {
    const { text, result } = change(this.text, Math.floor(this.#offset + this.#world.now));
    this.text = text;
    return result as T;
  }
}

/** The server that counts what runs at the same moment. */
export class Server {
  active = 0;
  most = 0;
  /** Requests begun, by process. */
  readonly begun = new Map<string, number>();
  readonly #world: World;
  readonly #duration: () => number;
  /** Responses to give before the usual ones. */
  readonly responses: HttpResponse[] = [];

  constructor(world: World, duration: () => number) {
    this.#world = world;
    this.#duration = duration;
  }

  begin(name: string, respond: (response: HttpResponse) => void): void {
    this.active += 1;
    this.most = Math.max(this.most, this.active);
    this.begun.set(name, (this.begun.get(name) ?? 0) + 1);
    const response = this.responses.shift() ?? httpResponse(200);
    this.#world.at(this.#duration(), () => {
      this.active -= 1;
      respond(response);
    });
  }
}

/** One process with one client. */
export class SimulatedProcess {
  readonly name: string;
  readonly slots: SharedSlots;
  readonly credits: CreditsLeft;
  readonly send: Send;
  done = 0;
  readonly #world: World;
  readonly #clockOffset: number;
  #state: "runs" | "stopped" | "dead" = "runs";
  /** What happened to it while it was stopped. */
  #inbox: (() => void)[] = [];
  #learnedAt = Number.NEGATIVE_INFINITY;
  #hasFailed = false;

  constructor(
    name: string,
    world: World,
    place: Place,
    server: Server,
    limit: number,
    fate: () => Fate = () => "well",
  ) {
    this.name = name;
    this.#world = world;
    this.#clockOffset = world.between(-1e6, 1e6);
    const now = () => world.now + this.#clockOffset;
    this.credits = new CreditsLeft(now);
    const state: SharedState = {
      name: "world",
      update: (_, change) => this.#exchange(place, change, fate),
    };
    const client = { maxConcurrency: limit, credits: this.credits, clock: SYSTEM_CLOCK };
    const tools = {
      now,
      after: (delay: number, fire: () => void) => world.at(delay, () => this.#receive(fire)),
      random: world.random,
    };
    this.slots = new SharedSlots(state, async () => "key", client, tools);
    this.send = withConcurrencyLimit(
      this.slots,
      undefined,
      this.credits.note,
    )(() => new Promise((resolve) => server.begin(name, (response) => this.#receive(() => resolve(response)))));
  }

  /** @param parallel The number of calls at the same time */
  async call(count: number, parallel: number): Promise<void> {
    let left = count;
    const caller = async () => {
      while (left > 0) {
        left -= 1;
        await this.send(request());
        this.done += 1;
      }
    };
    await Promise.all(Array.from({ length: parallel }, caller));
  }

  kill(): void {
    this.#state = "dead";
  }

  stop(): void {
    if (this.#state === "runs") this.#state = "stopped";
  }

  /** What happened meanwhile is seen in any order. */
  go(): void {
    if (this.#state !== "stopped") return;
    this.#state = "runs";
    const inbox = this.#inbox.splice(0).map((fire) => ({ fire, order: this.#world.random() }));
    for (const { fire } of inbox.sort((a, b) => a.order - b.order)) this.#world.at(0, () => this.#receive(fire));
  }

  #receive(fire: () => void): void {
    if (this.#state === "stopped") this.#inbox.push(fire);
    if (this.#state === "runs") fire();
  }

  #exchange<T>(place: Place, change: Parameters<SharedState["update"]>[1], fateOf: () => Fate): Promise<T> {
    place.exchanges += 1;
    const drawn = fateOf();
    // Two failures in a row are an outage, and so is a late response to a process that has no slots yet.
    const mayFail = !this.#hasFailed && this.#world.now - this.#learnedAt < 1_000;
    const fate = mayFail || drawn === "twice" ? drawn : "well";
    this.#hasFailed = fate !== "well" && fate !== "twice";
    const there = this.#world.between(1, 40);
    const back = there + this.#world.between(1, 40);
    return new Promise((resolve, reject) => {
      const settle = (then: () => void) => this.#receive(then);
      const fail = () => settle(() => reject(new Error("cut off")));
      let result: T;
      const apply = () => {
        result = place.apply<T>(change);
      };
      const { failure } = place;
      if (failure) this.#world.at(there, () => settle(() => reject(failure)));
      else if (fate === "late") this.#world.at(this.#world.between(2_000, 4_500), apply);
      else {
        if (fate !== "request lost") this.#world.at(there, apply);
        if (fate === "twice") this.#world.at(this.#world.between(there, back), apply);
        if (fate === "reply lost" || fate === "request lost") this.#world.at(back, fail);
        else
          this.#world.at(back, () => {
            this.#learnedAt = this.#world.now;
            settle(() => resolve(result));
          });
      }
    });
  }
}
