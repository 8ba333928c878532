import { creditsIn } from "../response/credits.js";
import type { HttpResponse } from "../response/response.js";
import type { AgedCredits } from "./fleet.js";

/** The API credits that an organization has left, as far as its client knows. */
export class CreditsLeft {
  readonly #now: () => number;
  #left = 0;
  /** Epoch milliseconds; less than any time while nothing is known. */
  #at = Number.NEGATIVE_INFINITY;

  /** @param now Epoch milliseconds */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** What Zoho stated last, and when. */
  get last(): { readonly left: number; readonly at: Date } | undefined {
    return this.#at === Number.NEGATIVE_INFINITY ? undefined : { left: this.#left, at: new Date(this.#at) };
  }

  /** The same, for another clock. */
  get aged(): AgedCredits | undefined {
    if (this.#at === Number.NEGATIVE_INFINITY) return undefined;
    return { left: this.#left, age: Math.max(0, this.#now() - this.#at) };
  }

  readonly note = (response: HttpResponse): void => {
    const left = creditsIn(response);
    if (left !== undefined) this.#set(left, this.#now());
  };

  /** Learns what Zoho stated to another process, unless this one knows something newer. */
  learn({ left, age }: AgedCredits): void {
    const at = this.#now() - age;
    if (at > this.#at) this.#set(left, at);
  }

  #set(left: number, at: number): void {
    this.#left = left;
    this.#at = at;
  }
}
