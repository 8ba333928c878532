import { Store } from "./store.js";

/** The keys that the page understands outside of inputs. */
export const KEYS: Readonly<Record<string, string>> = {
  "/": "search",
  j: "next entry",
  k: "previous entry",
  "?": "these keys",
};

export const isHelpOpen: Store<boolean> = new Store(false);

addEventListener("keydown", (event) => {
  const { key, target, altKey, ctrlKey, metaKey } = event;
  if (altKey || ctrlKey || metaKey || (target instanceof Element && target.closest("input, select, textarea, dialog")))
    return;
  if (key === "/") {
    const search = document.querySelector<HTMLInputElement>("main input[type=search]");
    if (search === null) return;
    event.preventDefault();
    search.focus();
  } else if (key === "j" || key === "k") focusEntry(key === "j" ? 1 : -1);
  else if (key === "?") isHelpOpen.set(true);
});

/** Moves the focus along the entries of the list that the page shows. */
function focusEntry(step: 1 | -1): void {
  const entries = [...document.querySelectorAll<HTMLElement>("main [data-item]")].filter((one) =>
    one.checkVisibility(),
  );
  const at = entries.indexOf(document.activeElement as HTMLElement);
  const next = at < 0 ? (step > 0 ? 0 : entries.length - 1) : at + step;
  entries[Math.min(entries.length - 1, Math.max(0, next))]?.focus();
}
