/** A keeper from its start until it is killed, which may be in the middle of anything: nothing follows then. */
import { createClient } from "../../../src/client.js";
import type { ClientOptions } from "../../../src/config/options.js";
import type { Clock } from "../../../src/core/lifetime/clock.js";
import {
  type ChannelKeeper,
  type KeepChannelsOptions,
  keepChannels,
  type NotificationStore,
} from "../../../src/notifications/index.js";
import type { Check } from "./truth.js";

export interface LifeOptions {
  readonly client: Omit<ClientOptions, "clock" | "fetch">;
  readonly clock: Clock;
  /** Milliseconds that the clock of the keeper's machine is ahead. */
  readonly ahead: number;
  readonly fetch: (request: Request) => Promise<Response>;
  /** The number of calls, accesses to the store and events after which it is killed. */
  readonly moments: number;
  readonly keep: KeepChannelsOptions;
  readonly onCheck: (check: Check) => void;
}

export class Life {
  isDead = false;
  hasFailed = false;
  keeper: ChannelKeeper | undefined;
  readonly #options: LifeOptions;
  readonly #timers = new Set<() => void>();
  #moments: number;

  constructor(options: LifeOptions) {
    this.#options = options;
    this.#moments = options.moments;
    void this.#begin();
  }

  get isOver(): boolean {
    return this.isDead || this.hasFailed;
  }

  kill(): void {
    this.isDead = true;
    for (const stop of this.#timers) stop();
  }

  async #begin(): Promise<void> {
    const { client, clock, ahead, fetch, keep } = this.#options;
    const crm = createClient({
      ...client,
      clock: {
        now: () => clock.now() + ahead,
        after: (delay, fire, isPause) => this.#after(clock, delay, fire, isPause),
      },
      fetch: async (input, init) => {
        await this.#moment();
        const response = await fetch(new Request(input, init));
        await this.#moment();
        return response;
      },
    });
    try {
      this.keeper = await keepChannels(crm, {
        ...keep,
        store: this.#mortal(keep.store),
        onEvent: async (event) => {
          await this.#moment();
          await keep.onEvent(event);
          await this.#moment();
        },
      });
    } catch {
      this.hasFailed = true;
    }
  }

  /** A timer that ends with the keeper. */
  #after(clock: Clock, delay: number, fire: () => void, isPause: boolean): () => void {
    if (this.isDead) return () => undefined;
    const stop = () => {
      this.#timers.delete(stop);
      stopTimer();
    };
    const stopTimer = clock.after(
      delay,
      () => {
        this.#timers.delete(stop);
        fire();
      },
      isPause,
    );
    this.#timers.add(stop);
    return stop;
  }

  async #moment(): Promise<void> {
    this.#moments -= 1;
    if (this.#moments < 0) this.kill();
    if (this.isDead) await new Promise(() => undefined);
  }

  #mortal(store: NotificationStore): NotificationStore {
    const begun = new Map<string, number>();
    const { clock, onCheck } = this.#options;
    return {
      get: async (key) => {
        await this.#moment();
        begun.set(key, clock.now());
        return store.get(key);
      },
      set: async (key, text, life) => {
        await this.#moment();
        await store.set(key, text, life);
        const [kind, , module = ""] = key.split("/");
        if (kind === "checkpoint") onCheck({ module, since: begun.get(key) ?? 0, until: clock.now() });
        await this.#moment();
      },
    };
  }
}
