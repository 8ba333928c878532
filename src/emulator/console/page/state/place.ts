import { problem } from "./problem.js";
import { Store } from "./store.js";

/** Where the page is, by its address `#/view/path?query`. */
export interface Place {
  readonly view: string;
  readonly path: readonly string[];
  readonly query: URLSearchParams;
}

function readPlace(): Place {
  const [address = "", query = ""] = location.hash.replace(/^#\/?/, "").split("?", 2);
  const [view = "", ...path] = address.split("/").map(decode);
  return { view, path, query: new URLSearchParams(query) };
}

/** An address that a user typed may contain an invalid escape. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export const place: Store<Place> = new Store(readPlace());

addEventListener("hashchange", () => {
  // The link that skips the header leads to no other view.
  if (location.hash === "#content") return;
  problem.set(undefined);
  place.set(readPlace());
});
