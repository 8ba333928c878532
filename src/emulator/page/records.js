import { element } from "./element.js";
import { jsonView } from "./json-view.js";
import { get } from "./server.js";

/** @type {import("./main.js").View} */
export async function recordsView({ path: [module, id], query }) {
  /** @type {import("../panel/overview.js").Overview} */
  const { modules } = await get("overview");
  const chosen =
    module ??
    modules.find(({ name, count }) => name === "Leads" && count > 0)?.name ??
    modules.find(({ count }) => count > 0)?.name ??
    "Leads";
  const detail = id === undefined ? await table(chosen, Number(query.get("page")) || 1) : await record(chosen, id);
  return element(
    "div",
    { class: "split" },
    element(
      "nav",
      { class: "side", "aria-label": "Modules" },
      element("ul", {}, ...modules.map((one) => moduleLink(one, one.name === chosen))),
    ),
    detail,
  );
}

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

/**
 * @param {string} module
 * @param {number} wanted
 */
async function table(module, wanted) {
  /** @type {import("../panel/records.js").RecordPage} */
  const { columns, rows, total, page, pages } = await get("records", { module, page: wanted });
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
 */
async function record(module, id) {
  /** @type {Record<string, unknown>} */
  const found = await get("record", { module, id });
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
