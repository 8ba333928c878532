/** The client of a command, and what its calls cost. */
import { credits as costs } from "../../../generated/limits.js";
import { createClient } from "../../index.js";
import type { Values } from "../definition.js";
import { type STORE_OPTIONS, usableTokens } from "../tokens/store.js";
import { commandLimits } from "./limits.js";

type Client = ReturnType<typeof createClient>;

/** A client that is created when it is needed: a check against a file needs none. */
export interface LazyClient extends AsyncDisposable {
  readonly open: () => Promise<Client>;
  /** API credits for reading, by the calls that were sent. */
  readonly credits: number;
}

const COSTS: Readonly<Record<string, number>> = costs;

export function lazyClient(tokens: Values<typeof STORE_OPTIONS>): LazyClient {
  let client: Promise<Client> | undefined;
  let credits = 0;
  const request = ({ operation }: { readonly operation: string }): void => {
    credits += COSTS[operation] ?? 1;
  };
  return {
    open: () => {
      const create = async (): Promise<Client> =>
        createClient({ ...(await usableTokens(tokens)).options, ...(await commandLimits()), hooks: { request } });
      client ??= create();
      return client;
    },
    get credits() {
      return credits;
    },
    async [Symbol.asyncDispose]() {
      await (await client?.catch(() => undefined))?.[Symbol.asyncDispose]();
    },
  };
}
