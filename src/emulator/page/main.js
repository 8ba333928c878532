import { clientView } from "./client.js";
import { element } from "./element.js";
import { faultsView } from "./faults.js";
import { recordsView } from "./records.js";
import { referenceView } from "./reference.js";
import { requestsView } from "./requests.js";
import { get } from "./server.js";

/**
 * One view of the page.
 *
 * @typedef {(place: Place) => Promise<Node>} View
 */

/**
 * Where the page is, by its address `#/view/path?query`.
 *
 * @typedef {object} Place
 * @property {readonly string[]} path
 * @property {URLSearchParams} query
 * @property {AbortSignal} left - aborted when the user leaves it
 * @property {(work: Promise<unknown>) => void} watch - shows the user where work fails
 */

/** @type {Readonly<Record<string, View>>} */
const VIEWS = {
  records: recordsView,
  requests: requestsView,
  faults: faultsView,
  client: clientView,
  reference: referenceView,
};

const content = /** @type {HTMLElement} */ (document.getElementById("content"));
const state = /** @type {HTMLElement} */ (document.getElementById("state"));
const problem = /** @type {HTMLElement} */ (document.getElementById("problem"));
let leaving = new AbortController();

/** @param {Promise<unknown>} work */
function watch(work) {
  work.then(
    () => {
      problem.hidden = true;
    },
    (error) => {
      problem.textContent = error instanceof Error ? error.message : String(error);
      problem.hidden = false;
    },
  );
}

async function show() {
  if (location.hash === "#content") return;
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  const [address = "", query = ""] = location.hash.replace(/^#\/?/, "").split("?", 2);
  const [name = "", ...path] = address.split("/").map(decodeURIComponent);
  const chosen = Object.hasOwn(VIEWS, name) ? name : "records";
  for (const link of document.querySelectorAll("nav a")) {
    if (link.getAttribute("href") === `#/${chosen}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  const view = await VIEWS[chosen]?.({ path, query: new URLSearchParams(query), left: signal, watch });
  if (!signal.aborted && view) content.replaceChildren(view);
}

async function showState() {
  /** @type {import("../panel/overview.js").Overview} */
  const { time, credits } = await get("overview");
  const [used, limit] = [credits.used, credits.limit].map((count) => count.toLocaleString("en"));
  const [date, clock] = new Date(time).toISOString().slice(0, 19).split("T");
  state.replaceChildren(
    `${used} of ${limit} credits · `,
    element("span", { class: "date" }, `${date} `),
    `${clock} UTC`,
  );
}

addEventListener("hashchange", () => watch(show()));
setInterval(() => !document.hidden && showState().catch(() => undefined), 1000);
watch(Promise.all([show(), showState()]));
