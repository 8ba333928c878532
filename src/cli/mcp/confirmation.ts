/** Codes that let a previewed write be sent: once, within ten minutes, and only as it was previewed. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { byText } from "../../schema/canonical.js";
import type { Params } from "../call/send.js";
import { ToolProblem } from "./problem.js";

/** A call as a tool wants it to be sent. */
export interface WantedCall {
  /** The tool that wants it. */
  readonly tool: string;
  /** The operation's name. */
  readonly operation: string;
  readonly params: Params;
}

/** How long a code is valid, in milliseconds. */
export const VALIDITY = 10 * 60_000;

/** The bytes of a code that make it different from others for the same call. */
const SALT_BYTES = 4;
const KEY_BYTES = 32;

/** Bytes that nobody can guess. */
export type RandomBytes = (count: number) => Buffer;

export class Confirmations {
  readonly #now: () => number;
  readonly #random: RandomBytes;
  readonly #key: Buffer;
  /** The signatures of codes that were used, with the time at which each expires. */
  readonly #used = new Map<string, number>();

  /** @param random Its key comes from here, so codes of another process are worth nothing */
  constructor(now: () => number, random: RandomBytes) {
    this.#now = now;
    this.#random = random;
    this.#key = random(KEY_BYTES);
  }

  /** A code for this call. */
  codeFor(call: WantedCall): string {
    const expiry = (this.#now() + VALIDITY).toString(36);
    const salt = this.#random(SALT_BYTES).toString("hex");
    return `${expiry}-${salt}-${this.#signature(expiry, salt, call)}`;
  }

  /**
   * Takes the code of a call, which cannot be used again.
   * @throws ToolProblem if the code is not one for exactly this call, was used, or is too old
   */
  redeem(code: string, call: WantedCall): void {
    const [expiry = "", salt = "", signature = ""] = code.split("-");
    const expires = Number.parseInt(expiry, 36);
    if (!isSame(signature, this.#signature(expiry, salt, call))) throw refused("it does not belong to these arguments");
    if (this.#used.has(signature)) throw refused("it was used before");
    if (this.#now() > expires) throw refused("it is older than ten minutes");
    this.#forgetExpired();
    this.#used.set(signature, expires);
  }

  #signature(expiry: string, salt: string, { tool, operation, params }: WantedCall): string {
    const text = JSON.stringify([expiry, salt, tool, operation, ordered(params)]);
    return createHmac("sha256", this.#key).update(text).digest("hex").slice(0, 32);
  }

  #forgetExpired(): void {
    for (const [signature, expires] of this.#used) if (this.#now() > expires) this.#used.delete(signature);
  }
}

/** Compares in a time that does not tell how much is right. */
function isSame(given: string, own: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(own)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** The same value with its members sorted: a model may write them in any order. The order of a list stays. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).toSorted(([one], [other]) => byText(one, other));
  return Object.fromEntries(members.map(([name, member]) => [name, ordered(member)]));
}

const refused = (reason: string): ToolProblem =>
  new ToolProblem(
    `Nothing was sent: the confirm code is not valid, because ${reason}. Call the tool without confirm to get a preview and a new code.`,
  );
