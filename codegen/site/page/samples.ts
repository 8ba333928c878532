/** The kind of sample that a reader chose once is shown on all pages. */
import { store, stored } from "./stored.js";

const KEY = "zcrm-sample";

export function keepSampleKind(): void {
  const kinds = [...document.querySelectorAll<HTMLInputElement>("input[name=sample]")];
  const chosen = kinds.find(({ value }) => value === stored(KEY));
  if (chosen) chosen.checked = true;
  for (const kind of kinds) kind.addEventListener("change", () => store(KEY, kind.value));
}
