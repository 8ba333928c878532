import { write } from "./api.js";
import { element } from "./element.js";
import { jsonView } from "./json-view.js";
import { headOf, hrefOf, label, shownIn, textOf } from "./part.js";
import { get } from "./server.js";

/**
 * @param {string} module
 * @param {string} id
 * @param {import("./main.js").Watch} watch
 * @returns {import("./part.js").Part}
 */
export function recordPart(module, id, watch) {
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
      headOf(
        base,
        label(module),
        id,
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
