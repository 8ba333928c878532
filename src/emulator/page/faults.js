import { element } from "./element.js";
import { get, post } from "./server.js";

/** @type {import("./main.js").View} */
export async function faultsView({ watch }) {
  /** @type {[readonly import("../panel/reference.js").ReferenceOperation[], readonly import("../panel/faults.js").WaitingFault[]]} */
  const [operations, first] = await Promise.all([get("reference"), get("faults")]);
  const waiting = element("div", { class: "card scroll" });
  const show = async (faults = /** @type {typeof first} */ ([])) => {
    waiting.replaceChildren(
      faults.length === 0
        ? element("p", { class: "empty" }, "No fault is waiting: every call gets its real answer.")
        : element(
            "table",
            {},
            element(
              "thead",
              {},
              element(
                "tr",
                {},
                ...["Calls", "What happens", "Times left", ""].map((text) => element("th", { scope: "col" }, text)),
              ),
            ),
            element("tbody", {}, ...faults.map(row)),
          ),
    );
  };
  const refresh = async () => show(await get("faults"));

  /**
   * @param {import("../panel/faults.js").WaitingFault} fault
   * @param {number} index
   */
  const row = (fault, index) =>
    element(
      "tr",
      {},
      element("td", {}, element("code", {}, fault.operation ?? "any")),
      element("td", {}, effect(fault)),
      element("td", {}, fault.left),
      element(
        "td",
        {},
        element(
          "button",
          { type: "button", click: () => watch(post("faults/remove", { index }).then(refresh)) },
          "Remove",
        ),
      ),
    );

  const operation = element("input", {
    name: "operation",
    list: "operations",
    placeholder: "any",
    autocomplete: "off",
  });
  const status = element("input", {
    name: "status",
    type: "number",
    min: 200,
    max: 599,
    placeholder: "the real one",
    list: "statuses",
  });
  const delay = element("input", { name: "delay", type: "number", min: 1, placeholder: "none" });
  const times = element("input", { name: "times", type: "number", min: 1, value: 1, required: true });
  const reset = element("input", { name: "reset", type: "checkbox" });

  /** @param {Event} event */
  const add = (event) => {
    event.preventDefault();
    const fault = {
      operation: operation.value.trim(),
      times: times.valueAsNumber,
      ...(status.value !== "" && { status: status.valueAsNumber }),
      ...(delay.value !== "" && { delay: delay.valueAsNumber }),
      ...(reset.checked && { reset: true }),
    };
    watch(post("faults", fault).then(refresh));
  };
  await show(first);
  return element(
    "section",
    {},
    element("h2", {}, "Faults"),
    element("p", { class: "quiet" }, "A fault spoils the next calls that fit it, to see how a client bears it."),
    element(
      "form",
      { class: "card", submit: add },
      element(
        "div",
        { class: "grid" },
        field("Operation", operation),
        field("Status", status),
        field("Delay in ms", delay),
        field("Times", times),
        element("label", { class: "check" }, reset, "Break the connection"),
      ),
      element("datalist", { id: "operations" }, ...operations.map(({ id }) => element("option", { value: id }))),
      element(
        "datalist",
        { id: "statuses" },
        ...[401, 403, 429, 500, 502, 503].map((value) => element("option", { value })),
      ),
      element("button", { class: "main" }, "Add fault"),
    ),
    waiting,
  );
}

/** @param {import("../panel/faults.js").WaitingFault} fault */
const effect = ({ status, delay, reset }) =>
  [
    delay !== undefined && `waits ${delay} ms`,
    reset && "breaks the connection",
    !reset && status !== undefined && `answers ${status}`,
    !reset && status === undefined && delay !== undefined && "then answers",
  ]
    .filter(Boolean)
    .join(", ");

/**
 * An input with its name above it.
 *
 * @param {string} name
 * @param {HTMLElement} input
 * @param {string} [note]
 */
export const field = (name, input, note = "") =>
  element(
    "label",
    {},
    element("span", { class: "name" }, name, note && element("span", { class: "quiet" }, ` ${note}`)),
    input,
  );
