import { element } from "./element.js";
import { field } from "./field.js";
import { hear } from "./live.js";
import { get, post } from "./server.js";

/** @typedef {import("../contract.js").WaitingFault} WaitingFault */
/** @typedef {import("../contract.js").SampleError} SampleError */

/** @type {import("./main.js").View} */
export async function faultsView({ left, watch }) {
  /** @type {[readonly import("../contract.js").ReferenceOperation[], readonly SampleError[]]} */
  const [operations, errors] = await Promise.all([get("reference"), get("errors")]);
  const waiting = element("div", { class: "card scroll" });
  hear(
    "faults",
    (faults) => {
      waiting.replaceChildren(faultTable(faults, watch));
    },
    left,
  );
  return element(
    "section",
    {},
    element(
      "div",
      { class: "bar" },
      element("h2", {}, "Faults"),
      element("span", { class: "quiet" }, "A fault spoils the next calls that fit it, to see how a client bears it."),
    ),
    faultForm(operations, errors, watch),
    element(
      "div",
      { class: "bar" },
      element("h2", {}, "Waiting"),
      element("button", { type: "button", class: "end", click: () => watch(post("faults/clear")) }, "Remove all"),
    ),
    waiting,
  );
}

/**
 * @param {readonly import("../contract.js").ReferenceOperation[]} operations
 * @param {readonly SampleError[]} errors
 * @param {import("./main.js").Watch} watch
 */
function faultForm(operations, errors, watch) {
  const operation = element("input", { placeholder: "any", autocomplete: "off" });
  const nth = element("input", { type: "number", min: 1, value: 1, required: true });
  const times = element("input", { type: "number", min: 1, value: 1, required: true });
  const status = element("input", { type: "number", min: 200, max: 599, placeholder: "the real one" });
  const body = element("textarea", { class: "short", spellcheck: "false" });
  const headers = element("textarea", { class: "short", spellcheck: "false", placeholder: "Retry-After: 2" });
  const delay = element("input", { type: "number", min: 1, placeholder: "none" });
  const slow = element("input", { type: "number", min: 1, placeholder: "at once" });
  const broken = element(
    "select",
    {},
    element("option", { value: "" }, "stays"),
    element("option", { value: "before" }, "breaks before the answer"),
    element("option", { value: "after headers" }, "breaks after the headers"),
    element("option", { value: "truncate" }, "breaks in the middle of the body"),
  );
  const usual = element(
    "select",
    {
      change: () => {
        const chosen = errors[Number(usual.value)];
        status.value = chosen === undefined ? "" : String(chosen.status);
        body.value = chosen?.body ?? "";
        headers.value = Object.entries(chosen?.headers ?? {})
          .map(([name, value]) => `${name}: ${value}`)
          .join("\n");
      },
    },
    element("option", { value: -1 }, "the real one"),
    ...errors.map(({ name, status: code }, index) => element("option", { value: index }, `${code} ${name}`)),
  );

  /** @param {Event} event */
  const add = (event) => {
    event.preventDefault();
    const numbers = Object.entries({ nth, times, status, delay, slow }).filter(([, input]) => input.value !== "");
    const fault = {
      operation: operation.value.trim(),
      ...Object.fromEntries(numbers.map(([name, input]) => [name, input.valueAsNumber])),
      body: body.value,
      headers: readHeaders(headers.value),
      ...(broken.value === "truncate" ? { truncate: true } : { reset: broken.value }),
    };
    watch(post("faults", fault));
  };
  return element(
    "form",
    { class: "card", submit: add },
    element("h3", {}, "Which calls"),
    element(
      "div",
      { class: "grid" },
      field("Operation", operation, { choices: operations.map(({ id }) => id) }),
      field("From call", nth, { note: "of those that fit" }),
      field("Times", times),
    ),
    element("h3", {}, "What they get"),
    element(
      "div",
      { class: "grid" },
      field("Answer", usual),
      field("Status", status),
      field("Connection", broken),
      field("Delay", delay, { note: "ms before the answer" }),
      field("Slow body", slow, { note: "ms in all" }),
    ),
    element(
      "details",
      {},
      element("summary", {}, "Body and headers"),
      element("div", { class: "grid wide" }, field("Body", body), field("Headers", headers, { note: "one a line" })),
    ),
    element("div", { class: "bar" }, element("button", { class: "main" }, "Add fault")),
  );
}

/** @param {string} text - lines such as `Retry-After: 2` */
const readHeaders = (text) =>
  Object.fromEntries(
    text
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map((line) => {
        const [name = "", ...value] = line.split(":");
        return [name.trim(), value.join(":").trim()];
      }),
  );

/**
 * @param {readonly WaitingFault[]} faults
 * @param {import("./main.js").Watch} watch
 */
function faultTable(faults, watch) {
  if (faults.length === 0)
    return element("p", { class: "empty" }, "No fault is waiting: every call gets its real answer.");
  const head = ["Calls", "What happens", ""].map((text) => element("th", { scope: "col" }, text));
  return element(
    "table",
    {},
    element("thead", {}, element("tr", {}, ...head)),
    element("tbody", {}, ...faults.map((fault) => row(fault, watch))),
  );
}

/**
 * @param {WaitingFault} fault
 * @param {import("./main.js").Watch} watch
 */
const row = (fault, watch) =>
  element(
    "tr",
    {},
    element("td", {}, ...callsOf(fault)),
    element("td", {}, effectOf(fault)),
    element(
      "td",
      {},
      element(
        "button",
        { type: "button", class: "end", click: () => watch(post("faults/remove", { number: fault.number })) },
        "Remove",
      ),
    ),
  );

/** @param {WaitingFault} fault */
const callsOf = ({ operation, skip, left }) => [
  left === 1 ? "the next call" : `the next ${left} calls`,
  operation === undefined ? "" : " of ",
  operation !== undefined && element("code", {}, operation),
  skip === 1 ? ", after one more" : skip > 1 ? `, after ${skip} more` : "",
];

/** @param {WaitingFault} fault */
function effectOf({ status, body, headers, delay, slow, reset, truncate }) {
  const breaksFirst = reset === true || reset === "before";
  const answers = status !== undefined || body !== undefined || headers !== undefined;
  const what = typeof body === "string" ? body : body === undefined ? "" : JSON.stringify(body);
  const code = /"(?:code|error)"\s*:\s*"([^"]*)"/.exec(what)?.[1];
  return [
    delay !== undefined && `waits ${delay} ms`,
    breaksFirst && "breaks the connection before any answer",
    !breaksFirst && answers && ["answers", status ?? 500, code].filter(Boolean).join(" "),
    !breaksFirst && !answers && "gives the real answer",
    !breaksFirst && slow !== undefined && `sends the body over ${slow} ms`,
    reset === "after headers" && "breaks the connection after the headers",
    truncate === true && "breaks the connection in the middle of the body",
  ]
    .filter(Boolean)
    .join(", ");
}
