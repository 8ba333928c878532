import { element } from "./element.js";
import { hrefOf, label, shownIn, textOf } from "./part.js";
import { get } from "./server.js";

/** @typedef {import("../contract.js").RecordPage} RecordPage */

/**
 * @param {string} module
 * @param {URLSearchParams} query
 * @param {import("./main.js").Watch} watch
 * @returns {import("./part.js").Part}
 */
export function tablePart(module, query, watch) {
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
