/** The objects of a JSON text, one after the other, so that the text need not be in memory. */

/** No object is this long, in characters. */
const MAX_LENGTH = 5_000_000;

/** The text is not what the format says. @param item The number of the object, from 1 */
export class ItemError extends Error {
  readonly item: number;

  constructor(item: number, message: string) {
    super(message);
    this.item = item;
  }
}

/** Splits text into the texts of objects. */
export interface ItemSplitter {
  /** @returns the items that this text completes, each with its number */
  push(text: string): Item[];
  /** @returns the last item, if nothing follows it */
  end(): Item[];
}

export interface Item {
  /** For JSON, the position in the array from 1; for NDJSON, the line. */
  readonly number: number;
  readonly text: string;
}

/** One object on each line. */
export function lineItems(): ItemSplitter {
  let line = 0;
  let rest = "";
  const itemsOf = (lines: readonly string[]): Item[] =>
    lines.flatMap((text) => {
      line += 1;
      return text.trim() === "" ? [] : [{ number: line, text }];
    });
  return {
    push(text) {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      if (rest.length > MAX_LENGTH) throw new ItemError(line + 1, "the line has no end");
      return itemsOf(lines);
    },
    end: () => itemsOf([rest]),
  };
}

/** The objects of an array. */
export function arrayItems(): ItemSplitter {
  let rest = "";
  let at = 0;
  let number = 0;
  let place: "before" | "within" | "after" = "before";
  /** Brackets that are open within the item. */
  let depth = 0;
  let isString = false;
  /** Whether an item is expected, because of a comma. */
  let isOpen = false;

  const take = (items: Item[], end: number): void => {
    const isLast = rest[end] === "]";
    const text = rest.slice(0, end);
    rest = rest.slice(end + 1);
    at = 0;
    if (text.trim() === "") {
      // Only an empty array has nothing between its brackets.
      if (isOpen || !isLast) throw new ItemError(number + 1, "an object is missing between two commas");
      return;
    }
    number += 1;
    items.push({ number, text });
  };

  const scan = (items: Item[]): void => {
    while (at < rest.length) {
      const character = rest[at];
      if (place !== "within") {
        const isBracket = place === "before" && character === "[";
        if (!isBracket && !/\s/.test(character ?? "")) throw new ItemError(number + 1, outside(place));
        rest = rest.slice(at + 1);
        at = 0;
        if (isBracket) place = "within";
        continue;
      }
      if (isString) {
        if (character === "\\") at += 1;
        else if (character === '"') isString = false;
      } else if (character === '"') isString = true;
      else if (character === "{" || character === "[") depth += 1;
      else if (depth > 0 && (character === "}" || character === "]")) depth -= 1;
      else if (depth === 0 && (character === "," || character === "]")) {
        if (character === "]") place = "after";
        take(items, at);
        isOpen = character === ",";
        continue;
      }
      at += 1;
    }
    if (rest.length > MAX_LENGTH) throw new ItemError(number + 1, "the object has no end");
  };

  return {
    push(text) {
      rest += text;
      const items: Item[] = [];
      scan(items);
      return items;
    },
    end() {
      if (place !== "after")
        throw new ItemError(number + 1, place === "before" ? outside(place) : "the array has no end");
      return [];
    },
  };
}

const outside = (place: "before" | "after"): string =>
  place === "before"
    ? "the file must be an array of objects, [{…}, {…}]; for one object on each line, pass --format ndjson"
    : "something follows the array";
