import { codeOf } from "../core/kind.js";
import { wait } from "../core/lifetime/wait.js";
import { SILENT, within } from "../core/lifetime/within.js";
import { call, checkClient, type PostgresClient, type Row } from "./client.js";
import { explained, kindOfFailure } from "./failure.js";

/** Milliseconds that an attempt may take, and all of them: a store's operation may take 5 seconds. */
const ATTEMPT = 1_300;
const TOTAL = 4_500;
/** Milliseconds after the first attempt; they grow with each. The first may only find out that an idle connection is lost. */
const PAUSE = { lost: 50, unreachable: 100, conflict: 20 };
/** Attempts to reach a server. With each, the package `postgres` waits longer before it connects again. */
const ATTEMPTS = 3;

/** Runs statements. Each is a transaction of its own, and may be repeated, so it must be one that can be. */
export class Database {
  readonly #client: PostgresClient;
  readonly #random: () => number;

  constructor(client: PostgresClient, random: () => number = Math.random) {
    checkClient(client);
    this.#client = client;
    this.#random = random;
  }

  /**
   * Runs a statement. Repeats it if the connection is lost, or if another transaction is in the way.
   * @param values Each as text; the statement casts them
   * @param limit Milliseconds for an attempt
   * @throws Error with `code`, without secrets
   */
  async rows(text: string, values: readonly (string | null)[] = [], limit = ATTEMPT): Promise<readonly Row[]> {
    const end = performance.now() + Math.max(TOTAL, limit);
    // That there was no response, in the end, says less than why there was none before.
    let reason: unknown;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#attempt(text, values, Math.min(limit, Math.ceil(end - performance.now())));
      } catch (error) {
        const kind = kindOfFailure(error);
        if (kind === "final") throw explained(error);
        if (reason === undefined || codeOf(error) !== SILENT) reason = error;
        if (kind === "unreachable" && attempt >= ATTEMPTS) throw explained(reason);
        const pause = PAUSE[kind] * attempt * (0.5 + this.#random());
        if (performance.now() + pause + limit / 2 > end) throw explained(reason);
        await wait(pause, undefined);
      }
    }
  }

  async #attempt(text: string, values: readonly (string | null)[], limit: number): Promise<readonly Row[]> {
    const { rows, cancel } = call(this.#client, text, values, limit);
    try {
      return await within(limit, rows);
    } catch (error) {
      if (codeOf(error) === SILENT) cancel();
      throw error;
    }
  }
}
