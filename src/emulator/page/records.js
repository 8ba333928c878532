import { element } from "./element.js";
import { jsonView } from "./json-view.js";
import { get } from "./server.js";

/** Milliseconds between two looks for changes. */
const PAUSE = 1500;

/** @typedef {import("../panel/overview.js").Overview} Overview */
/** @typedef {import("../panel/records.js").RecordPage} RecordPage */

/** @type {import("./main.js").View} */
export async function recordsView({ path: [module, id], query, left, watch }) {
  const view = element("div", { class: "split" });
  let shown = "";
  const show = async () => {
    /** @type {Overview} */
    const { modules } = await get("overview");
    const chosen = module ?? first(modules);
    const found = await (id === undefined
      ? get("records", { module: chosen, page: query.get("page") ?? 1 })
      : get("record", { module: chosen, id }));
    const text = JSON.stringify([modules, found]);
    if (text === shown) return;
    shown = text;
    view.replaceChildren(
      element(
        "nav",
        { class: "side", "aria-label": "Modules" },
        element("ul", {}, ...modules.map((one) => moduleLink(one, one.name === chosen))),
      ),
      id === undefined ? table(found) : record(chosen, id, found),
    );
  };
  const follow = async () => {
    for (;;) {
      await new Promise((wake) => setTimeout(wake, PAUSE));
      if (left.aborted) return;
      if (document.hidden) continue;
      const showing = show();
      watch(showing);
      await showing.catch(() => undefined);
    }
  };
  await show();
  void follow();
  return view;
}

/** @param {Overview["modules"]} modules */
const first = (modules) =>
  [...modules].sort((a, b) => Number(b.name === "Leads") - Number(a.name === "Leads")).find(({ count }) => count > 0)
    ?.name ?? "Leads";

/**
 * @param {import("../panel/overview.js").Overview["modules"][number]} module
 * @param {boolean} isCurrent
 */
const moduleLink = ({ name, label, count }, isCurrent) =>
  element(
    "li",
    {},
    element(
      "a",
      {
        href: `#/records/${encodeURIComponent(name)}`,
        "aria-current": isCurrent && "true",
        class: count === 0 && "none",
      },
      label,
      element("span", { class: "count" }, count.toLocaleString("en")),
    ),
  );

/** @param {RecordPage} found */
function table({ module, columns, rows, total, page, pages }) {
  const base = `#/records/${encodeURIComponent(module)}`;
  /** @param {number} to @param {string} text */
  const turn = (to, text) =>
    element(
      "button",
      { type: "button", disabled: to < 1 || to > pages, click: () => location.assign(`${base}?page=${to}`) },
      text,
    );
  return element(
    "section",
    {},
    element(
      "div",
      { class: "bar" },
      element("h2", {}, module),
      element("span", { class: "count" }, `${total.toLocaleString("en")} ${total === 1 ? "record" : "records"}`),
      pages > 1 && element("span", { class: "end count" }, `page ${page} of ${pages}`),
      pages > 1 && turn(page - 1, "Newer"),
      pages > 1 && turn(page + 1, "Older"),
    ),
    rows.length === 0
      ? element("p", { class: "card empty" }, "No records yet. What a client creates appears here.")
      : element(
          "div",
          { class: "card scroll", tabindex: 0 },
          element(
            "table",
            { class: "records" },
            element(
              "thead",
              {},
              element("tr", {}, ...columns.map((name) => element("th", { scope: "col" }, label(name)))),
            ),
            element(
              "tbody",
              {},
              ...rows.map(({ id, cells }) =>
                element(
                  "tr",
                  {},
                  ...cells.map((cell, index) =>
                    element(
                      "td",
                      {},
                      index === 0 ? element("a", { href: `${base}/${id}` }, textOf(cell) || id) : textOf(cell),
                    ),
                  ),
                ),
              ),
            ),
          ),
        ),
  );
}

/**
 * @param {string} module
 * @param {string} id
 * @param {Record<string, unknown>} found
 */
function record(module, id, found) {
  const fields = Object.entries(found).filter(([name]) => !name.startsWith("$"));
  const set = fields.filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0));
  const unset = fields.filter((field) => !set.includes(field)).map(([name]) => name);
  return element(
    "section",
    {},
    element(
      "div",
      { class: "bar" },
      element("a", { href: `#/records/${encodeURIComponent(module)}` }, module),
      element("span", { class: "quiet" }, "/"),
      element("h2", {}, id),
      element(
        "a",
        { class: "end", href: `#/reference/getRecord?module=${encodeURIComponent(module)}&id=${id}` },
        "Try it in a call",
      ),
    ),
    element(
      "div",
      { class: "card scroll" },
      element(
        "table",
        { class: "fields" },
        element(
          "tbody",
          {},
          ...set.map(([name, value]) =>
            element("tr", {}, element("th", { scope: "row" }, name), element("td", {}, textOf(value))),
          ),
        ),
      ),
    ),
    unset.length > 0 &&
      element(
        "details",
        {},
        element("summary", {}, `${unset.length} fields without a value`),
        element("p", { class: "quiet" }, unset.join(", ")),
      ),
    element("details", {}, element("summary", {}, "As JSON"), jsonView(found)),
  );
}

/** @param {string} name */
const label = (name) => name.replaceAll("_", " ");

/**
 * A lookup by the name that it shows, anything else that is no text as JSON.
 *
 * @param {unknown} value
 * @returns {string}
 */
function textOf(value) {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(textOf).join(", ");
  if (typeof value === "object") return "name" in value ? String(value.name) : JSON.stringify(value);
  const text = String(value);
  return /^\d{4}-\d\d-\d\dT/.test(text) ? text.replace("T", " ").replace(/[+-]\d\d:\d\d$/, "") : text;
}
