/** Code that can be copied, and what scrolls sideways within a page. */

/** Adds a button to each block of code, where the browser lets a page copy. */
export function addCopyButtons(): void {
  if (!navigator.clipboard) return;
  for (const block of document.querySelectorAll<HTMLElement>(".code")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.addEventListener("click", () => void copy(button, block.querySelector("code")?.textContent ?? ""));
    button.addEventListener("blur", () => {
      button.textContent = "Copy";
    });
    block.append(button);
  }
}

async function copy(button: HTMLButtonElement, text: string): Promise<void> {
  const isCopied = await navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );
  button.textContent = isCopied ? "Copied" : "Not allowed";
}

/** The keyboard scrolls only what takes the focus. */
export function letKeyboardScroll(): void {
  const watcher = new ResizeObserver((changes) => {
    for (const { target } of changes) {
      if (!(target instanceof HTMLElement)) continue;
      const scrolls = target.scrollWidth > target.clientWidth;
      if (scrolls) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
      if (scrolls) target.setAttribute("role", "group");
      else target.removeAttribute("role");
      if (scrolls) target.setAttribute("aria-label", target.matches("pre") ? "Code" : "Table");
      else target.removeAttribute("aria-label");
    }
  });
  for (const element of document.querySelectorAll("main pre, .scroll")) watcher.observe(element);
}
