// Creates and changes records through the API, so that the log shows what a client would send.
import { write } from "./api.js";
import { element } from "./element.js";
import { field } from "./field.js";
import { headOf, hrefOf, label } from "./part.js";
import { get } from "./server.js";

/** @typedef {import("../../modules/modules.js").FieldDefinition} FieldDefinition */
/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Input */

/** So many fields are seen at once, beside those that must be or are set. */
const SEEN = 9;

/**
 * @param {string} module
 * @param {string | undefined} id - of the record to change
 * @param {import("./main.js").Watch} watch
 * @returns {Promise<import("./part.js").Part>}
 */
export async function recordForm(module, id, watch) {
  /** @type {[readonly FieldDefinition[], Record<string, unknown>]} */
  const [definitions, record] = await Promise.all([
    get("fields", { module }),
    id === undefined ? {} : get("record", { module, id }),
  ]);
  const all = definitions.map((definition) => {
    const before = textOf(record[definition.apiName], definition);
    const input = inputFor(definition);
    input.value = before;
    return { definition, input, before };
  });
  const seen = all.filter(({ definition, before }, index) => definition.mandatory || before !== "" || index < SEEN);
  const others = all.filter((one) => !seen.includes(one));
  const button = element("button", { class: "main" }, id === undefined ? "Create" : "Save");
  const base = hrefOf(module);
  const address = `/crm/v2/${encodeURIComponent(module)}`;

  const send = async () => {
    const changed = all.filter(({ input, before }) => input.value !== before);
    const values = changed.map(({ definition, input }) => [definition.apiName, sentFor(input.value, definition)]);
    button.disabled = true;
    try {
      const written = await write(
        id === undefined ? "POST" : "PUT",
        id === undefined ? address : `${address}/${id}`,
        Object.fromEntries(values),
      );
      location.assign(`${base}/${written}`);
    } finally {
      button.disabled = false;
    }
  };
  /** @param {typeof all} some */
  const grid = (some) =>
    element(
      "div",
      { class: "grid" },
      ...some.map(({ definition, input }) =>
        field(definition.apiName, input, { note: noteOf(definition), choices: definition.pickList }),
      ),
    );
  const view = element(
    "section",
    {},
    id === undefined ? headOf(base, label(module), "New record") : headOf(`${base}/${id}`, id, "Edit"),
    element(
      "form",
      {
        class: "card",
        // Whether a value will do is for the emulator to say.
        novalidate: true,
        submit: (event) => {
          event.preventDefault();
          watch(send());
        },
      },
      grid(seen),
      others.length > 0 && element("details", {}, element("summary", {}, `${others.length} more fields`), grid(others)),
      element("div", { class: "bar" }, button),
    ),
  );
  // What is typed in stays, whatever happens meanwhile.
  return { view, show: async () => undefined };
}

/** @param {FieldDefinition} definition */
const noteOf = ({ mandatory, type, lookup }) =>
  [mandatory && "required", lookup === undefined ? type !== "text" && type : `id of ${lookup}`]
    .filter(Boolean)
    .join(", ");

/**
 * @param {FieldDefinition} definition
 * @returns {Input}
 */
function inputFor({ type, mandatory }) {
  const required = { required: mandatory };
  if (type === "boolean")
    return element("select", {}, ...["", "true", "false"].map((value) => element("option", { value }, value)));
  if (type === "textarea" || isJson(type))
    return element("textarea", { class: "short", spellcheck: "false", ...required });
  if (type === "date") return element("input", { type: "date", ...required });
  if (type === "datetime") return element("input", { placeholder: "2026-05-14T12:54:51+03:00", ...required });
  return element("input", { autocomplete: "off", ...required });
}

/** @param {FieldDefinition["type"]} type */
const isJson = (type) => type === "jsonarray" || type === "jsonobject" || type === "multiselectpicklist";

/**
 * What stands in the input for a value.
 *
 * @param {unknown} value
 * @param {FieldDefinition} definition
 */
function textOf(value, { type }) {
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return "";
  if (typeof value === "object" && "id" in value) return String(value.id);
  return isJson(type) || typeof value === "object" ? JSON.stringify(value) : String(value);
}

/**
 * What is sent for a text: as it is where it is not what the field holds, for the emulator to refuse.
 *
 * @param {string} text
 * @param {FieldDefinition} definition
 */
function sentFor(text, { type }) {
  if (text === "") return null;
  if (type === "integer" || type === "double") return Number.isNaN(Number(text)) ? text : Number(text);
  if (type === "boolean") return text === "true";
  if (type === "lookup" || type === "ownerlookup") return { id: text };
  if (!isJson(type)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
