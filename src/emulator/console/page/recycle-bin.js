import { element } from "./element.js";
import { headOf, hrefOf, label, shownIn, textOf } from "./part.js";
import { get } from "./server.js";

/** @typedef {import("../contract.js").BinEntry} BinEntry */

/**
 * @param {string} module
 * @returns {import("./part.js").Part}
 */
export function binPart(module) {
  const body = element("div", { class: "card scroll", tabindex: 0, role: "region", "aria-label": "Deleted records" });
  const draw = shownIn(body, (/** @type {readonly BinEntry[]} */ entries) => [
    entries.length === 0
      ? element("p", { class: "empty" }, "The recycle bin is empty.")
      : element(
          "table",
          { class: "records" },
          element(
            "thead",
            {},
            element("tr", {}, ...["Name", "Id", "Deleted", "By"].map((text) => element("th", { scope: "col" }, text))),
          ),
          element(
            "tbody",
            {},
            ...entries.map(({ id, name, time, by }) =>
              element("tr", {}, ...[name, id, textOf(time), by].map((text) => element("td", {}, text))),
            ),
          ),
        ),
  ]);
  return {
    view: element(
      "section",
      {},
      headOf(
        hrefOf(module),
        label(module),
        "Recycle bin",
        element(
          "a",
          { class: "end", href: `#/reference/getDeletedRecords?module=${encodeURIComponent(module)}` },
          "Try it in a call",
        ),
      ),
      element(
        "p",
        { class: "quiet" },
        "Zoho CRM keeps what was deleted for 60 days. Its API lists it, and restores nothing.",
      ),
      body,
    ),
    show: async () => draw(await get("bin", { module })),
  };
}
