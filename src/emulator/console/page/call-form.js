import { call } from "./api.js";
import { element, prose } from "./element.js";
import { field } from "./field.js";
import { jsonView } from "./json-view.js";

/** @typedef {import("../contract.js").ReferenceOperation} ReferenceOperation */
/** @typedef {import("../contract.js").ReferenceParameter} ReferenceParameter */
/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Input */

/**
 * An operation with a form that calls it.
 *
 * @param {ReferenceOperation} operation
 * @param {URLSearchParams} given - values of parameters to begin with
 * @param {import("./main.js").Watch} watch
 */
export function callForm(operation, given, watch) {
  const { method, path, summary, description, body } = operation;
  const inputs = operation.parameters.map((parameter) => ({ parameter, input: inputFor(parameter, given) }));
  const needed = inputs.filter(({ parameter }) => parameter.required);
  const optional = inputs.filter(({ parameter }) => !parameter.required);
  const fields = (body?.fields ?? []).map(({ name, isFile, example }) => ({
    name,
    input: element("input", isFile ? { type: "file", required: true } : { value: example, autocomplete: "off" }),
  }));
  const text = element("textarea", { spellcheck: "false", "aria-label": "Body" });
  text.value = body?.example ?? "";
  const answer = element("div", { "aria-live": "polite" });
  const button = element("button", { class: "main" }, "Send");

  const send = async () => {
    button.disabled = true;
    try {
      const form = fields.length > 0 ? formOf(fields, body?.type) : undefined;
      const content = form ?? (body === undefined ? undefined : text.value);
      const headers = { ...headersOf(inputs), ...(form === undefined && body && { "Content-Type": body.type }) };
      answer.replaceChildren(await answerView(await call(method, addressOf(path, inputs), { headers, content })));
    } finally {
      button.disabled = false;
    }
  };
  /** @param {readonly { parameter: ReferenceParameter, input: Input }[]} some */
  const grid = (some) =>
    element(
      "div",
      { class: "grid" },
      ...some.map(({ parameter: { name, in: place, description: hint }, input }) =>
        field(name, input, { hint, ...(place !== "query" && { note: place }) }),
      ),
    );
  return element(
    "section",
    {},
    element(
      "form",
      {
        class: "card",
        submit: (event) => {
          event.preventDefault();
          watch(send());
        },
      },
      element("h2", {}, summary),
      element(
        "p",
        { class: "address" },
        element("span", { class: `method ${method}` }, method),
        element("code", {}, path),
      ),
      prose(description),
      needed.length > 0 && element("h3", {}, "Parameters"),
      needed.length > 0 && grid(needed),
      optional.length > 0 &&
        element(
          "details",
          { open: optional.some(({ input }) => input.value !== "") },
          element(
            "summary",
            {},
            optional.length === 1 ? "1 optional parameter" : `${optional.length} optional parameters`,
          ),
          grid(optional),
        ),
      body && element("h3", {}, "Body ", element("span", { class: "count" }, body.type)),
      body &&
        (fields.length > 0
          ? element("div", { class: "grid" }, ...fields.map(({ name, input }) => field(name, input)))
          : text),
      element("div", { class: "bar" }, button),
    ),
    answer,
  );
}

/**
 * @param {ReferenceParameter} parameter
 * @param {URLSearchParams} given
 * @returns {Input}
 */
function inputFor({ name, in: place, required, example, choices }, given) {
  // A search needs one of its four ways, though none of them by itself.
  const isNeeded = required || name === "criteria";
  const value = given.get(name) ?? (name === "module" ? "Leads" : isNeeded ? example : "");
  const common = { required };
  if (choices.length === 0 || place === "path") {
    const input = element("input", { ...common, placeholder: required ? "" : example, autocomplete: "off" });
    input.value = value;
    return input;
  }
  const options = (required ? choices : ["", ...choices]).map((choice) => element("option", { value: choice }, choice));
  const select = element("select", common, ...options);
  select.value = choices.includes(value) ? value : (options[0]?.value ?? "");
  return select;
}

/**
 * @param {string} path
 * @param {readonly { parameter: ReferenceParameter, input: Input }[]} inputs
 */
function addressOf(path, inputs) {
  const query = new URLSearchParams();
  let address = path;
  for (const { parameter, input } of inputs) {
    if (parameter.in === "path") address = address.replace(`{${parameter.name}}`, encodeURIComponent(input.value));
    if (parameter.in === "query" && input.value !== "") query.append(parameter.name, input.value);
  }
  return query.size === 0 ? address : `${address}?${query}`;
}

/** @param {readonly { parameter: ReferenceParameter, input: Input }[]} inputs */
const headersOf = (inputs) =>
  Object.fromEntries(
    inputs
      .filter(({ parameter, input }) => parameter.in === "header" && input.value !== "")
      .map(({ parameter, input }) => [parameter.name, input.value]),
  );

/**
 * @param {readonly { name: string, input: HTMLInputElement }[]} fields
 * @param {string} [type]
 */
function formOf(fields, type) {
  const form = new FormData();
  for (const { name, input } of fields) {
    if (input.files !== null) for (const file of input.files) form.append(name, file);
    else if (input.value !== "") form.append(name, input.value);
  }
  if (type !== "application/x-www-form-urlencoded") return form;
  return new URLSearchParams([...form].map(([name, value]) => [name, String(value)]));
}

/** @param {Awaited<ReturnType<typeof call>>} answer */
async function answerView({ address, response, bytes, milliseconds }) {
  const redirected = response.type === "opaqueredirect";
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
  return element(
    "section",
    { class: "card", "aria-label": "Answer" },
    element(
      "div",
      { class: "bar" },
      element(
        "strong",
        { class: `status s${Math.floor(response.status / 100)}` },
        redirected ? "redirect" : `${response.status} ${response.statusText}`,
      ),
      element("code", {}, address),
      element(
        "span",
        { class: "end count" },
        `${milliseconds.toFixed(0)} ms · ${bytes.size.toLocaleString("en")} bytes`,
      ),
    ),
    await contentView(response.headers.get("content-type") ?? "", bytes),
    element("details", {}, element("summary", {}, "Headers"), element("pre", { tabindex: 0 }, headers)),
  );
}

/**
 * @param {string} type
 * @param {Blob} bytes
 */
async function contentView(type, bytes) {
  if (bytes.size === 0) return element("p", { class: "quiet" }, "No body.");
  if (!/json|text|xml|csv/.test(type)) {
    const link = element("a", { href: URL.createObjectURL(bytes), download: "answer" }, "Save the file");
    return element("p", {}, link);
  }
  const text = await bytes.text();
  try {
    return jsonView(JSON.parse(text));
  } catch {
    return element("pre", { tabindex: 0 }, text);
  }
}
