import { element } from "./element.js";
import { hear } from "./live.js";
import { post } from "./server.js";

const STEPS = { "1 minute": "1m", "1 hour": "61m", "1 day": "25h", "60 days": "60d" };

/** @typedef {import("../contract.js").TokenList} TokenList */
/** @typedef {import("../contract.js").TokenSummary} TokenSummary */

/** @type {import("./main.js").View} */
export async function clientView({ left, watch }) {
  const tokens = element("div", { class: "scroll" });
  /** @type {TokenList | undefined} */
  let list;
  let now = 0;
  let shown = "";
  const show = () => {
    if (list === undefined || now === 0) return;
    const rows = [
      ...list.refreshTokens.map((line) => tokenRow(line, "refresh", "until it is revoked")),
      ...list.accessTokens.map((line) => tokenRow(line, "access", lifeOf(line, now))),
    ];
    const text = rows.map(({ textContent }) => textContent).join("\n");
    if (text === shown) return;
    shown = text;
    tokens.replaceChildren(
      element("p", {}, "Client ", element("code", {}, list.clientId)),
      element(
        "p",
        { class: "quiet" },
        `Refresh tokens: ${list.refreshTokens.length}, access tokens: ${list.accessTokens.length}`,
      ),
      element("table", {}, element("tbody", {}, ...rows)),
    );
  };
  hear(
    "tokens",
    (told) => {
      list = told;
      show();
    },
    left,
  );
  hear(
    "clock",
    ({ time }) => {
      now = time;
      show();
    },
    left,
  );
  return element(
    "section",
    {},
    environment(watch),
    element(
      "div",
      { class: "card" },
      element("h2", {}, "Clock"),
      element(
        "p",
        { class: "quiet" },
        "Tokens expire and records are dated by the emulator's clock. It moves on, never back.",
      ),
      element(
        "div",
        { class: "bar" },
        ...Object.entries(STEPS).map(([text, by]) =>
          element("button", { type: "button", click: () => watch(post("clock", { by })) }, `+ ${text}`),
        ),
      ),
    ),
    element(
      "div",
      { class: "card" },
      element(
        "div",
        { class: "bar" },
        element("h2", {}, "Tokens"),
        element(
          "button",
          { type: "button", class: "end", click: () => watch(post("tokens/expire")) },
          "Expire access tokens",
        ),
      ),
      tokens,
    ),
  );
}

/** @param {TokenSummary} line @param {number} now */
function lifeOf({ expires = 0 }, now) {
  const seconds = (expires - now) / 1000;
  return seconds > 0 ? `${Math.ceil(seconds / 60)} min left` : "expired";
}

/** @param {TokenSummary} line @param {string} kind @param {string} life */
const tokenRow = ({ token, user }, kind, life) =>
  element(
    "tr",
    {},
    element("td", {}, element("code", {}, token)),
    element("td", {}, kind),
    element("td", {}, user),
    element("td", { class: "quiet" }, life),
  );

/**
 * The lines that a client needs. They hold secrets, invented as they are, so they are fetched when asked for.
 *
 * @param {import("./main.js").Watch} watch
 */
function environment(watch) {
  const lines = element(
    "pre",
    { class: "lines", tabindex: 0 },
    "export ZCRM__client_id=••••\nexport ZCRM__client_secret=••••\nexport ZCRM__refresh_token=••••\n…",
  );
  const fetched = async () => /** @type {string} */ ((await post("environment")).lines.join("\n"));
  const show = async () => {
    lines.textContent = await fetched();
  };
  /** @param {Event} event */
  const copy = async ({ currentTarget }) => {
    await navigator.clipboard.writeText(await fetched());
    if (currentTarget instanceof HTMLElement) currentTarget.textContent = "Copied";
  };
  return element(
    "div",
    { class: "card" },
    element(
      "div",
      { class: "bar" },
      element("h2", {}, "Environment"),
      element("button", { type: "button", class: "end", click: () => watch(show()) }, "Show"),
      element("button", { type: "button", click: (event) => watch(copy(event)) }, "Copy"),
    ),
    element(
      "p",
      { class: "quiet" },
      "A client that is started with these lines talks to this emulator, as whom you act here.",
    ),
    lines,
  );
}
