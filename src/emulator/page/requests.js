import { element } from "./element.js";
import { jsonView } from "./json-view.js";
import { get, post } from "./server.js";

/** Milliseconds between two looks at the log. */
const PAUSE = 700;
/** The most entries that are shown. */
const MOST = 500;

/** @typedef {import("../panel/requests.js").NumberedRequest} NumberedRequest */

/** @type {import("./main.js").View} */
export async function requestsView({ left, watch }) {
  let last = 0;
  let paused = false;
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
    for (const item of list.children) {
      if (item instanceof HTMLElement) item.hidden = !(item.dataset.text ?? "").includes(wanted);
    }
  };
  const look = async () => {
    /** @type {NumberedRequest[]} */
    const found = await get("requests", { after: last });
    if (found.length === 0) return;
    last = found.at(-1)?.number ?? last;
    list.prepend(...found.reverse().map(entry));
    while (list.children.length > MOST) list.lastElementChild?.remove();
    empty.hidden = true;
    select();
  };
  const follow = async () => {
    while (!left.aborted) {
      if (!paused && !document.hidden) {
        const looking = look();
        watch(looking);
        await looking.catch(() => undefined);
      }
      await new Promise((wake) => setTimeout(wake, PAUSE));
    }
  };

  /** @param {Event} event */
  const pause = ({ currentTarget }) => {
    paused = !paused;
    if (!(currentTarget instanceof HTMLElement)) return;
    currentTarget.setAttribute("aria-pressed", String(paused));
    currentTarget.textContent = paused ? "Go on" : "Pause";
  };
  const clear = async () => {
    await post("requests/clear");
    list.replaceChildren();
    empty.hidden = false;
  };
  void follow();
  return element(
    "section",
    {},
    element(
      "div",
      { class: "bar" },
      element("h2", {}, "Requests"),
      element("span", { class: "end" }, filter),
      element("button", { type: "button", "aria-pressed": "false", click: pause }, "Pause"),
      element("button", { type: "button", click: () => watch(clear()) }, "Clear"),
    ),
    element("div", { class: "card scroll" }, list, empty),
  );
}

/** @param {NumberedRequest} request */
function entry({ method, path, operation, status, headers, body }) {
  const more = element("div", { class: "more" });
  const details = element(
    "details",
    {
      // Only what is opened is drawn.
      toggle: () => {
        if (more.childNodes.length > 0) return;
        const sent = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
        more.append(element("h3", {}, "Headers"), element("pre", { tabindex: 0 }, sent.join("\n")));
        if (body !== undefined) more.append(element("h3", {}, "Body"), jsonView(body));
      },
    },
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
