import { type ClientOptions, type CrmClient, createClient, isCrmError, memoryStore, type RequestOptions } from "zcrm";
import { SECRETS } from "../faults/secrets.js";
import { SOAK_FAULTS } from "./faults.js";
import { OPERATIONS } from "./operations.js";
import { oneOf, randomOf } from "./random.js";

/** The number of calls at the same time. */
export const CONCURRENCY = 50;
/** The share of calls that meet a fault. */
const FAULTY = 0.3;
const NAMES = Object.keys(SOAK_FAULTS);

/** Makes the calls of a soak test and counts how they end. Each call follows from the seed and its number. */
export class Caller {
  readonly outcomes = new Map<string, number>();
  /** The calls that ended in a way they must not. */
  readonly problems: string[] = [];
  readonly #seed: number;
  readonly #options: ClientOptions;
  readonly #folder: string;
  readonly #crm: CrmClient;
  /** The program's signal, which is never aborted and to which every call listens. */
  readonly #signal = new AbortController().signal;
  #made = 0;

  /** @param folder The folder for downloads. */
  constructor(seed: number, url: string, folder: string) {
    this.#seed = seed;
    this.#folder = folder;
    this.#options = {
      clientId: "1000.ID",
      clientSecret: SECRETS.clientSecret,
      refreshToken: SECRETS.refreshToken,
      apiUrl: url,
      accountsUrl: url,
      retry: { maxDelay: 1 },
      maxConcurrency: CONCURRENCY,
    };
    this.#crm = this.#client();
  }

  /** Makes calls until their total number is reached. Resolves when all of them have settled. */
  async callUpTo(total: number): Promise<void> {
    const work = async (): Promise<void> => {
      while (this.#made < total) {
        this.#made += 1;
        await this.#callOnce(this.#made);
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, work));
  }

  close(): Promise<void> {
    return this.#crm.close();
  }

  #client(): CrmClient {
    return createClient({ ...this.#options, store: memoryStore() });
  }

  async #callOnce(number: number): Promise<void> {
    const random = randomOf(this.#seed * 1_000_003 + number);
    const operation = oneOf(OPERATIONS, random);
    const name = random() < FAULTY ? oneOf(NAMES, random) : undefined;
    const fault = name === undefined ? undefined : SOAK_FAULTS[name];
    const aborting = new AbortController();
    const reason = new Error("the caller gave up");
    const options: RequestOptions = {
      signal: fault?.caller === "aborts" ? aborting.signal : this.#signal,
      ...(name !== undefined && { headers: { "x-fault": name } }),
      ...(fault?.caller === "hurries" && { timeout: 30 + random() * 30, idleTimeout: 30 }),
    };
    const timer = fault?.caller === "aborts" && setTimeout(() => aborting.abort(reason), random() * 20);
    // A refresh token yields only a few access tokens, so a call whose token is rejected uses a new client.
    const crm = name === "401" ? this.#client() : this.#crm;
    let outcome = "value";
    try {
      await operation(crm, options, this.#folder);
    } catch (error) {
      outcome = summaryOf(error, reason);
    }
    if (timer) clearTimeout(timer);
    if (crm !== this.#crm) await crm.close();
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
    if (outcome !== "value" && !fault?.ends.includes(outcome)) {
      this.problems.push(`call ${number} (${name ?? "no fault"}) ended with ${outcome}`);
    }
  }
}

function summaryOf(error: unknown, reason: Error): string {
  if (error === reason) return "the caller's reason";
  if (isCrmError(error)) return `${error.name} ${error.code}`;
  return error instanceof Error ? error.message : String(error);
}
