/** @typedef {Node | string | number | null | undefined | false} Child */

/**
 * Makes an element. Data comes in as texts and values of attributes only, so that none of it can become markup.
 *
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {Record<string, string | number | boolean | undefined | ((event: Event) => unknown)>} [attributes] - a
 *   function listens to the event of that name
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== undefined && value !== false) made.setAttribute(key, String(value));
  }
  made.append(...children.filter(isShown).map((child) => (child instanceof Node ? child : String(child))));
  return made;
}

/**
 * @param {Child} child
 * @returns {child is Node | string | number}
 */
const isShown = (child) => child !== null && child !== undefined && child !== false;

/**
 * A text in which `code` stands in backticks.
 *
 * @param {string} text
 */
export const prose = (text) =>
  element(
    "p",
    { class: "quiet" },
    ...text.split("`").map((part, index) => (index % 2 ? element("code", {}, part) : part)),
  );
