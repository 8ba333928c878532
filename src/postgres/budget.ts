import { nameHash } from "../auth/stores/name-hash.js";
import type { TokenBudget } from "../auth/token-store.js";
import type { SharedState } from "../core/limits/shared-state.js";

/** A counted request. */
interface Counted {
  readonly id: string;
  /** Epoch milliseconds, by the clock of the shared place. */
  readonly at: number;
}

/** Counts token requests in a state that processes share, under a key for each refresh token. */
export function sharedBudget(state: SharedState): TokenBudget {
  // As JSON, any string is valid Unicode.
  const keyOf = async (refreshToken: string): Promise<string> =>
    `budget ${await nameHash(JSON.stringify(refreshToken))}`;
  return {
    async take({ refreshToken, id, limit, window }) {
      return state.update(await keyOf(refreshToken), (text, now) => {
        const counted = countedIn(text).filter(({ at }) => now - at < window);
        const isCounted = counted.some((request) => request.id === id);
        const isOver = !isCounted && counted.length >= limit;
        const next = isCounted || isOver ? counted : [...counted, { id, at: now }];
        const ages = counted.map(({ at }) => Math.max(0, now - at)).sort((a, b) => b - a);
        return { text: JSON.stringify(next), life: window, result: isOver ? ages : undefined };
      });
    },
    async giveBack({ refreshToken, id }) {
      await state.update(await keyOf(refreshToken), (text) => {
        const others = countedIn(text).filter((request) => request.id !== id);
        return { text: JSON.stringify(others), life: LIFE, result: undefined };
      });
    },
  };
}

/** Milliseconds: longer than any window. */
const LIFE = 3_600_000;

const countedIn = (text: string | undefined): Counted[] => (text === undefined ? [] : JSON.parse(text));
