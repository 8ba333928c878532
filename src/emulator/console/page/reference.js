import { callForm } from "./call-form.js";
import { element } from "./element.js";
import { get } from "./server.js";

/** @typedef {import("../contract.js").ReferenceOperation} ReferenceOperation */

/** @type {Promise<readonly ReferenceOperation[]> | undefined} */
let asked;
let searched = "";

/** @type {import("./main.js").View} */
export async function referenceView({ path: [id = "getRecords"], query, watch }) {
  asked ??= get("reference");
  const operations = await asked;
  const chosen = operations.find((operation) => operation.id === id);
  const given = chosen === undefined ? query : await withRecord(chosen, query);
  const list = element("div", {});
  const show = () => list.replaceChildren(...groups(operations.filter(fits(searched)), id));
  const search = element("input", {
    type: "search",
    value: searched,
    placeholder: `Search ${operations.length} operations`,
    "aria-label": "Search operations",
    input: () => {
      searched = search.value;
      show();
    },
  });
  show();
  return element(
    "div",
    { class: "split wide" },
    element("nav", { class: "side", "aria-label": "Operations" }, search, list),
    chosen === undefined
      ? element("p", { class: "card empty" }, "There is no such operation.")
      : callForm(chosen, given, watch),
  );
}

/**
 * The values to begin with. A call for one record begins with one that there is.
 *
 * @param {ReferenceOperation} operation
 * @param {URLSearchParams} query
 */
async function withRecord({ path }, query) {
  if (!path.includes("/{module}/{id}") || query.has("id")) return query;
  /** @type {import("../contract.js").RecordPage} */
  const { rows } = await get("records", { module: query.get("module") ?? "Leads" });
  const [newest] = rows;
  return new URLSearchParams([...query, ...(newest === undefined ? [] : [["id", newest.id]])]);
}

/** @param {string} text */
const fits = (text) => {
  const words = text.toLowerCase().split(/\s+/);
  return /** @param {ReferenceOperation} operation */ ({ id, tag, summary, path }) => {
    const all = `${id} ${tag} ${summary} ${path}`.toLowerCase();
    return words.every((word) => all.includes(word));
  };
};

/**
 * @param {readonly ReferenceOperation[]} operations
 * @param {string} current
 */
function groups(operations, current) {
  if (operations.length === 0) return [element("p", { class: "empty" }, "No operation fits.")];
  return [...new Set(operations.map(({ tag }) => tag))].flatMap((tag) => [
    element("h2", {}, tag),
    element(
      "ul",
      {},
      ...operations
        .filter((operation) => operation.tag === tag)
        .map(({ id, method, summary }) =>
          element(
            "li",
            {},
            element(
              "a",
              { class: "operation", href: `#/reference/${id}`, "aria-current": id === current && "true" },
              element("span", { class: `method ${method}` }, method),
              element("span", {}, summary),
            ),
          ),
        ),
    ),
  ]);
}
