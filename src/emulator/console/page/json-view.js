import { element } from "./element.js";

/** What is beyond is cut: a browser would be busy with it for long. */
const MOST = 200_000;

/**
 * A value as JSON, with names and texts told apart by colour.
 *
 * @param {unknown} value
 */
export function jsonView(value) {
  const text = JSON.stringify(value, undefined, 2) ?? "";
  const view = element("pre", { tabindex: 0 });
  let end = 0;
  for (const match of text
    .slice(0, MOST)
    .matchAll(/("(?:\\.|[^"\\])*")(\s*:)?|-?\d[\d.eE+-]*|\b(?:true|false|null)\b/g)) {
    view.append(text.slice(end, match.index));
    const kind = match[1] === undefined ? "other" : match[2] === undefined ? "string" : "key";
    view.append(element("span", { class: kind }, match[1] ?? match[0]), match[2] ?? "");
    end = match.index + match[0].length;
  }
  view.append(text.slice(end, MOST), text.length > MOST ? "\n… and more" : "");
  return view;
}
