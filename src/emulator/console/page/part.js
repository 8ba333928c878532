import { element } from "./element.js";

/**
 * A part of the view that shows what the emulator has now, again and again.
 *
 * @typedef {{ readonly view: HTMLElement, show(): Promise<void> }} Part
 */

/** @param {string} module */
export const hrefOf = (module) => `#/records/${encodeURIComponent(module)}`;

/**
 * What `show` finds replaces what is there, unless it is the same: a user may have marked some of it.
 *
 * @template T
 * @param {HTMLElement} place
 * @param {(found: T) => readonly Node[]} draw
 */
export function shownIn(place, draw) {
  let shown = "";
  return (/** @type {T} */ found) => {
    const text = JSON.stringify(found);
    if (text === shown) return;
    shown = text;
    place.replaceChildren(...draw(found));
  };
}

/**
 * Where a part stands, what it is, and what can be done there.
 *
 * @param {string} href
 * @param {string} above
 * @param {string} title
 * @param {...HTMLElement} more
 */
export const headOf = (href, above, title, ...more) =>
  element(
    "div",
    { class: "bar" },
    element("a", { href }, above),
    element("span", { class: "quiet" }, "/"),
    element("h2", {}, title),
    ...more,
  );

/** @param {string} name */
export const label = (name) => name.replaceAll("_", " ");

/**
 * A lookup by the name that it shows, anything else that is no text as JSON.
 *
 * @param {unknown} value
 * @returns {string}
 */
export function textOf(value) {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(textOf).join(", ");
  if (typeof value === "object") return "name" in value ? String(value.name) : JSON.stringify(value);
  const text = String(value);
  return /^\d{4}-\d\d-\d\dT/.test(text) ? text.replace("T", " ").replace(/[+-]\d\d:\d\d$/, "") : text;
}
