import { element } from "./element.js";
import { hear, heard } from "./live.js";
import { hrefOf } from "./part.js";
import { recordPart } from "./record.js";
import { recordForm } from "./record-form.js";
import { tablePart } from "./record-table.js";
import { binPart } from "./recycle-bin.js";

/** @typedef {import("../contract.js").Overview} Overview */
/** @typedef {import("./part.js").Part} Part */

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
 * @param {string} module
 * @param {string | undefined} id - of a record, or a word for something else
 * @param {string | undefined} action
 * @param {URLSearchParams} query
 * @param {import("./main.js").Watch} watch
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
