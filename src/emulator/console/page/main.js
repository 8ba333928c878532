import { actAs, actorParameters } from "./actor.js";
import { clientView } from "./client.js";
import { element } from "./element.js";
import { faultsView } from "./faults.js";
import { connect, hear } from "./live.js";
import { recordsView } from "./records.js";
import { referenceView } from "./reference.js";
import { requestsView } from "./requests.js";

/**
 * One view of the page.
 *
 * @typedef {(place: Place) => Promise<Node>} View
 */

/**
 * Shows the user where work fails, until work of the same origin goes well.
 *
 * @typedef {(work: Promise<unknown>, by?: string) => void} Watch
 */

/**
 * Where the page is, by its address `#/view/path?query`.
 *
 * @typedef {object} Place
 * @property {readonly string[]} path
 * @property {URLSearchParams} query
 * @property {AbortSignal} left - aborted when the user leaves it
 * @property {Watch} watch
 */

/** @type {Readonly<Record<string, View>>} */
const VIEWS = {
  records: recordsView,
  requests: requestsView,
  faults: faultsView,
  client: clientView,
  reference: referenceView,
};

/** @param {string} id */
const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const content = part("content");
const state = part("state");
const problem = part("problem");
const lost = part("lost");
const actor = /** @type {HTMLSelectElement} */ (part("actor"));
let leaving = new AbortController();

/** Whose failure is shown. */
let failed = "";

/** @type {Watch} */
function watch(work, by = "the user") {
  work.then(
    () => {
      if (failed === by) problem.hidden = true;
    },
    (error) => {
      failed = by;
      problem.textContent = error instanceof Error ? error.message : String(error);
      problem.hidden = false;
    },
  );
}

async function show() {
  if (location.hash === "#content") return;
  problem.hidden = true;
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  const [address = "", query = ""] = location.hash.replace(/^#\/?/, "").split("?", 2);
  const [name = "", ...path] = address.split("/").map(decodeURIComponent);
  const chosen = Object.hasOwn(VIEWS, name) ? name : "records";
  for (const link of document.querySelectorAll("header nav a")) {
    if (link.getAttribute("href") === `#/${chosen}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  const view = await VIEWS[chosen]?.({ path, query: new URLSearchParams(query), left: signal, watch });
  if (!signal.aborted && view) content.replaceChildren(view);
}

let time = "";
let credits = "";
const showState = () => {
  if (time === "" || credits === "") return;
  const [date, clock] = time.split("T");
  state.replaceChildren(`${credits} credits · `, element("span", { class: "date" }, `${date} `), `${clock} UTC`);
};

let shownActors = "";

/** @param {import("../contract.js").Overview} overview */
function showActors({ organizations }) {
  const text = JSON.stringify(organizations);
  if (text === shownActors) return;
  shownActors = text;
  const [first] = organizations;
  const { organization = first?.owner, user = first?.users[0]?.id } = actorParameters();
  actor.replaceChildren(
    ...organizations.map(({ owner, name, users }) =>
      element(
        "optgroup",
        { label: name },
        ...users.map(({ id, name: user }) =>
          element("option", { value: `${owner}/${id}` }, organizations.length > 1 ? `${user}, ${name}` : user),
        ),
      ),
    ),
  );
  actor.value = `${organization}/${user}`;
  part("acting").hidden = actor.options.length < 2;
}

actor.addEventListener("change", () => {
  const [organization = "", user = ""] = actor.value.split("/");
  actAs({ organization, user });
  connect();
  watch(show());
});
addEventListener("hashchange", () => watch(show()));
hear("clock", (now) => {
  time = new Date(now.time).toISOString().slice(0, 19);
  showState();
});
hear("overview", (overview) => {
  const [used, limit] = [overview.credits.used, overview.credits.limit];
  credits = `${used.toLocaleString("en")} of ${limit.toLocaleString("en")}`;
  showState();
  showActors(overview);
});
connect((isThere) => {
  lost.hidden = isThere;
});
watch(show());
