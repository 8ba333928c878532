import { element } from "./element.js";
import { jsonView } from "./json-view.js";
import { hear } from "./live.js";
import { get, post } from "./server.js";

/** @typedef {import("../contract.js").RequestSummary} RequestSummary */

/** @type {import("./main.js").View} */
export async function requestsView({ left, watch }) {
  /** @type {readonly RequestSummary[]} */
  let log = [];
  let paused = false;
  /** What is shown, by number of the request. @type {Map<number, HTMLElement>} */
  const entries = new Map();
  const list = element("ol", { class: "log", "aria-label": "Requests, newest first" });
  const empty = element("p", { class: "empty" }, "No requests yet. Whatever a client asks appears here at once.");
  const filter = element("input", {
    type: "search",
    placeholder: "Filter by path, operation or status",
    "aria-label": "Filter requests",
    input: () => select(),
  });

  const select = () => {
    const wanted = filter.value.trim().toLowerCase();
    for (const item of entries.values()) item.hidden = !(item.dataset.text ?? "").includes(wanted);
  };
  const show = () => {
    if (paused) return;
    const numbers = new Set(log.map(({ number }) => number));
    for (const [number, item] of entries) {
      if (numbers.has(number)) continue;
      item.remove();
      entries.delete(number);
    }
    for (const request of log) {
      if (entries.has(request.number)) continue;
      const item = entry(request, watch);
      entries.set(request.number, item);
      list.prepend(item);
    }
    empty.hidden = entries.size > 0;
    select();
  };

  /** @param {Event} event */
  const pause = ({ currentTarget }) => {
    paused = !paused;
    if (!(currentTarget instanceof HTMLElement)) return;
    currentTarget.setAttribute("aria-pressed", String(paused));
    show();
  };
  hear(
    "requests",
    (told) => {
      log = told;
      show();
    },
    left,
  );
  return element(
    "section",
    {},
    element(
      "div",
      { class: "bar" },
      element("h2", {}, "Requests"),
      element("span", { class: "end" }, filter),
      element("button", { type: "button", "aria-pressed": "false", click: pause }, "Pause"),
      element("button", { type: "button", click: () => watch(post("requests/clear")) }, "Clear"),
    ),
    element("div", { class: "card scroll" }, list, empty),
  );
}

/**
 * @param {RequestSummary} request
 * @param {import("./main.js").Watch} watch
 */
function entry({ number, method, path, operation, status }, watch) {
  const more = element("div", { class: "more" });
  const open = async () => {
    /** @type {import("../../calls/request-log.js").LoggedRequest} */
    const request = await get("request", { number });
    const sent = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`);
    more.replaceChildren(
      element("h3", {}, "Address"),
      element("pre", { tabindex: 0 }, `${method} ${request.path}`),
      element("h3", {}, "Headers"),
      element("pre", { tabindex: 0 }, sent.join("\n")),
    );
    if (request.body !== undefined) more.append(element("h3", {}, "Body"), jsonView(request.body));
    if (operation !== undefined)
      more.append(
        element("p", {}, element("a", { href: `#/reference/${operation}` }, `${operation} in the reference`)),
      );
  };
  const details = element(
    "details",
    // Only what is opened is fetched and drawn.
    { toggle: () => more.childNodes.length === 0 && watch(open()) },
    element(
      "summary",
      {},
      element("span", { class: `status s${status === undefined ? 0 : Math.floor(status / 100)}` }, status ?? "reset"),
      element("span", { class: `method ${method}` }, method),
      element("code", {}, path),
      element("span", { class: "quiet" }, operation ?? "unknown"),
    ),
    more,
  );
  return element(
    "li",
    { "data-text": `${method} ${path} ${operation ?? ""} ${status ?? "reset"}`.toLowerCase() },
    details,
  );
}
