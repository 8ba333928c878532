import { element, prose } from "./element.js";

let fields = 0;

/**
 * An input with its name above it, and what there is to know of it below.
 *
 * @param {string} name
 * @param {HTMLElement} input
 * @param {{ note?: string, hint?: string, choices?: readonly string[] }} [more] - a word beside the name, a text below,
 *   and values that the input suggests
 */
export function field(name, input, { note, hint, choices = [] } = {}) {
  fields += 1;
  const id = `field-${fields}`;
  input.id = id;
  const text = hint ? prose(hint) : undefined;
  if (text !== undefined) {
    text.id = `${id}-hint`;
    text.classList.add("hint");
    input.setAttribute("aria-describedby", text.id);
  }
  if (choices.length > 0) input.setAttribute("list", `${id}-choices`);
  return element(
    "div",
    { class: "field" },
    element("label", { for: id, class: "name" }, name, note && element("span", { class: "quiet" }, ` ${note}`)),
    input,
    choices.length > 0 &&
      element("datalist", { id: `${id}-choices` }, ...choices.map((value) => element("option", { value }))),
    text,
  );
}
