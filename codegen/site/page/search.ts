/** The search field: it shows results while the reader types, and the keyboard alone is enough. */
import type { SearchEntry, WrittenEntry } from "./entry.js";
import { SearchIndex } from "./search-index.js";

interface Parts {
  readonly input: HTMLInputElement;
  readonly list: HTMLElement;
  readonly status: HTMLElement;
}

/** @param root The way from the page to the root of the site */
export function startSearch({ input, list, status }: Parts, entries: readonly WrittenEntry[], root: string): void {
  let index: SearchIndex | undefined;
  let active = -1;

  const options = () => [...list.querySelectorAll("a")];

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const activate = (place: number) => {
    const all = options();
    if (all.length === 0) return;
    active = (place + all.length) % all.length;
    for (const [at, option] of all.entries()) option.setAttribute("aria-selected", String(at === active));
    const chosen = all[active];
    chosen?.scrollIntoView({ block: "nearest" });
    if (chosen) input.setAttribute("aria-activedescendant", chosen.id);
  };

  const show = () => {
    const query = input.value.trim();
    if (query === "") {
      status.textContent = "";
      return close();
    }
    // The first key of the reader pays for it, so that no page does that is only read.
    index ??= new SearchIndex(entries);
    const found = index.find(query);
    list.replaceChildren(
      ...(found.length === 0 ? [nothing(query)] : found.map((entry, at) => optionOf(entry, at, root))),
    );
    list.hidden = false;
    list.scrollTop = 0;
    input.setAttribute("aria-expanded", "true");
    status.textContent =
      found.length === 0
        ? `Nothing found for ${query}`
        : `${found.length} ${found.length === 1 ? "result" : "results"}`;
    active = -1;
    activate(0);
  };

  input.addEventListener("input", show);
  input.addEventListener("focus", show);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return show();
      activate(active + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter") {
      options()[active]?.click();
    } else if (event.key === "Escape") {
      if (list.hidden) input.blur();
      close();
      // A search field would also lose its text.
      event.preventDefault();
    }
  });
  list.addEventListener("click", close);
  document.addEventListener("click", ({ target }) => {
    if (target instanceof Node && !list.contains(target) && target !== input) close();
  });
  input.closest("search")?.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !list.contains(relatedTarget)) close();
  });
  document.addEventListener("keydown", (event) => {
    const { target, key } = event;
    const isTyping = target instanceof HTMLElement && target.matches("input:not([type=radio]), textarea, select");
    if (key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}

function optionOf({ kind, title, detail, address }: SearchEntry, at: number, root: string): HTMLElement {
  const option = document.createElement("a");
  option.id = `result-${at}`;
  option.role = "option";
  option.tabIndex = -1;
  option.href = `${root}${address}`;
  option.className = kind === "guide" || kind === "group" ? "title" : "name";
  option.append(part("strong", title), part("span", detail), part("small", kind));
  return option;
}

function nothing(query: string): HTMLElement {
  const line = part("p", `Nothing found for “${query}”`);
  line.role = "option";
  line.setAttribute("aria-disabled", "true");
  return line;
}

function part(name: string, text: string): HTMLElement {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}
