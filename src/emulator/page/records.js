import { write } from "./api.js";
import { element } from "./element.js";
import { jsonView } from "./json-view.js";
import { hear, heard } from "./live.js";
import { recordForm } from "./record-form.js";
import { get } from "./server.js";

/** @typedef {import("../panel/overview.js").Overview} Overview */
/** @typedef {import("../panel/records.js").RecordPage} RecordPage */
/** @typedef {import("../panel/records.js").BinEntry} BinEntry */
/** @typedef {import("./main.js").Watch} Watch */

/** @type {import("./main.js").View} */
export async function recordsView({ path: [named, id, action], query, left, watch }) {
  /** @type {Overview} */
  const { modules } = await heard("overview");
  const module = named ?? first(modules);
  const list = element("ul", {});
  const part = await partOf(module, id, action, query, watch);
  let shown = "";
  /** @type {Promise<void> | undefined} */
  let showing;
  hear(
    "overview",
    (/** @type {Overview} */ overview) => {
      const text = JSON.stringify(overview.modules);
      if (text !== shown) list.replaceChildren(...overview.modules.map((one) => moduleLink(one, one.name === module)));
      shown = text;
      // Whatever is told while the part is fetched may be news to it.
      const next = (showing ?? Promise.resolve())
        .catch(() => undefined)
        .then(() => (left.aborted ? undefined : part.show()));
      showing = next;
      watch(next, "a refresh");
    },
    left,
  );
  return element(
    "div",
    { class: "split" },
    element("nav", { class: "side", "aria-label": "Modules" }, list),
    part.view,
  );
}

/**
 * A part of the view that shows what the emulator has now, again and again.
 *
 * @typedef {{ readonly view: HTMLElement, show(): Promise<void> }} Part
 */

/**
 * @param {string} module
 * @param {string | undefined} id - of a record, or a word for something else
 * @param {string | undefined} action
 * @param {URLSearchParams} query
 * @param {Watch} watch
 * @returns {Part | Promise<Part>}
 */
function partOf(module, id, action, query, watch) {
  if (id === undefined) return tablePart(module, query, watch);
  if (id === "deleted") return binPart(module);
  if (id === "new") return recordForm(module, undefined, watch);
  if (action === "edit") return recordForm(module, id, watch);
  return recordPart(module, id, watch);
}

/** @param {Overview["modules"]} modules */
const first = (modules) =>
  [...modules].sort((a, b) => Number(b.name === "Leads") - Number(a.name === "Leads")).find(({ count }) => count > 0)
    ?.name ?? "Leads";

/** @param {string} module */
export const hrefOf = (module) => `#/records/${encodeURIComponent(module)}`;

/**
 * @param {Overview["modules"][number]} module
 * @param {boolean} isCurrent
 */
const moduleLink = ({ name, label, count }, isCurrent) =>
  element(
    "li",
    {},
    element(
      "a",
      { href: hrefOf(name), "aria-current": isCurrent && "true", class: count === 0 && "none" },
      label,
      element("span", { class: "count" }, count.toLocaleString("en")),
    ),
  );

/**
 * What `show` finds replaces what is there, unless it is the same: a user may have marked some of it.
 *
 * @template T
 * @param {HTMLElement} place
 * @param {(found: T) => readonly Node[]} draw
 */
function shownIn(place, draw) {
  let shown = "";
  return (/** @type {T} */ found) => {
    const text = JSON.stringify(found);
    if (text === shown) return;
    shown = text;
    place.replaceChildren(...draw(found));
  };
}

/**
 * @param {string} module
 * @param {URLSearchParams} query
 * @param {Watch} watch
 * @returns {Part}
 */
function tablePart(module, query, watch) {
  const base = hrefOf(module);
  const head = element("span", { class: "pages" });
  const body = element("div", {});
  const word = element("input", {
    type: "search",
    placeholder: "Search by word",
    "aria-label": "Search records by word",
    input: () => watch(show()),
  });
  word.value = query.get("word") ?? "";
  const draw = shownIn(body, (/** @type {RecordPage} */ found) => {
    head.replaceChildren(...pagesOf(base, found, word.value));
    return [found.rows.length === 0 ? noRecords(word.value) : recordTable(base, found)];
  });
  const show = async () => {
    const asked = word.value;
    /** @type {RecordPage} */
    const found = await get("records", { module, word: asked, page: query.get("page") ?? 1 });
    // An answer to what was typed before may come late.
    if (asked === word.value) draw(found);
  };
  return {
    view: element(
      "section",
      {},
      element(
        "div",
        { class: "bar" },
        element("h2", {}, label(module)),
        head,
        element("span", { class: "end" }, word),
        element("a", { class: "button", href: `${base}/deleted` }, "Recycle bin"),
        element("a", { class: "button main", href: `${base}/new` }, "New record"),
      ),
      body,
    ),
    show,
  };
}

/** @param {string} word */
const noRecords = (word) =>
  element(
    "p",
    { class: "card empty" },
    word === "" ? "No records yet. What a client creates appears here." : `No record has “${word}”.`,
  );

/**
 * @param {string} base
 * @param {RecordPage} found
 * @param {string} word
 */
function pagesOf(base, { total, page, pages }, word) {
  /** @param {number} to @param {string} text */
  const turn = (to, text) => {
    const query = new URLSearchParams({ page: String(to), ...(word !== "" && { word }) });
    return element(
      "button",
      { type: "button", disabled: to < 1 || to > pages, click: () => location.assign(`${base}?${query}`) },
      text,
    );
  };
  const count = element(
    "span",
    { class: "count" },
    `${total.toLocaleString("en")} ${total === 1 ? "record" : "records"}`,
  );
  if (pages === 1) return [count];
  return [
    count,
    element("span", { class: "count" }, `page ${page} of ${pages}`),
    turn(page - 1, "Newer"),
    turn(page + 1, "Older"),
  ];
}

/**
 * @param {string} base
 * @param {RecordPage} found
 */
const recordTable = (base, { columns, rows }) =>
  element(
    "div",
    { class: "card scroll", tabindex: 0, role: "region", "aria-label": "Records" },
    element(
      "table",
      { class: "records" },
      element("thead", {}, element("tr", {}, ...columns.map((name) => element("th", { scope: "col" }, label(name))))),
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
  );

/**
 * @param {string} module
 * @returns {Part}
 */
function binPart(module) {
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
      element(
        "div",
        { class: "bar" },
        element("a", { href: hrefOf(module) }, label(module)),
        element("span", { class: "quiet" }, "/"),
        element("h2", {}, "Recycle bin"),
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

/**
 * @param {string} module
 * @param {string} id
 * @param {Watch} watch
 * @returns {Part}
 */
function recordPart(module, id, watch) {
  const base = hrefOf(module);
  const body = element("div", {});
  const draw = shownIn(body, recordOf);
  let deleting = false;
  const remove = async () => {
    if (!confirm("Move this record to the recycle bin?")) return;
    deleting = true;
    try {
      await write("DELETE", `/crm/v2/${encodeURIComponent(module)}/${id}`);
      location.assign(base);
    } finally {
      deleting = false;
    }
  };
  return {
    view: element(
      "section",
      {},
      element(
        "div",
        { class: "bar" },
        element("a", { href: base }, label(module)),
        element("span", { class: "quiet" }, "/"),
        element("h2", {}, id),
        element(
          "a",
          { class: "end", href: `#/reference/getRecord?module=${encodeURIComponent(module)}&id=${id}` },
          "Try it in a call",
        ),
        element("a", { class: "button", href: `${base}/${id}/edit` }, "Edit"),
        element("button", { type: "button", click: () => watch(remove()) }, "Delete"),
      ),
      body,
    ),
    show: async () => {
      if (!deleting) draw(await get("record", { module, id }));
    },
  };
}

/** @param {Record<string, unknown>} found */
function recordOf(found) {
  const fields = Object.entries(found).filter(([name]) => !name.startsWith("$"));
  const set = fields.filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0));
  const unset = fields.filter((field) => !set.includes(field)).map(([name]) => name);
  const rows = set.map(([name, value]) =>
    element("tr", {}, element("th", { scope: "row" }, name), element("td", {}, textOf(value))),
  );
  return [
    element("div", { class: "card scroll" }, element("table", { class: "fields" }, element("tbody", {}, ...rows))),
    ...(unset.length > 0
      ? [
          element(
            "details",
            {},
            element("summary", {}, `${unset.length} fields without a value`),
            element("p", { class: "quiet" }, unset.join(", ")),
          ),
        ]
      : []),
    element("details", {}, element("summary", {}, "As JSON"), jsonView(found)),
  ];
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
