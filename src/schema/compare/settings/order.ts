/** The order of what has a position. Positions shift when something is added in front, which is not a difference. */
import type { Pair } from "../pair.js";
import { own } from "./settings.js";

const POSITIONS = ["sequence_number", "quick_sequence_number"];

/** Whether a setting is a position that both have. Only the order of positions counts. */
export const isPosition = (setting: string, { before, after }: Pair<object>): boolean =>
  POSITIONS.includes(setting) && ![before, after].some((item) => Number.isNaN(placeIn(item, setting)));

/** Whether things that are in both schemas changed places. */
export function isReordered(pairs: readonly Pair<object>[], position = "sequence_number"): boolean {
  const placed = pairs
    .filter((pair) => isPosition(position, pair))
    .map(({ before, after }) => ({ was: placeIn(before, position), now: placeIn(after, position) }))
    .toSorted((a, b) => a.was - b.was || a.now - b.now);
  return placed.some(({ now }, index) => now < (placed[index - 1]?.now ?? now));
}

/** Zoho sends some positions as strings of digits. */
function placeIn(item: object, position: string): number {
  const place = own(item, position);
  return place === null || place === "" ? Number.NaN : Number(place);
}
