import { element } from "./element.js";
import { get, post } from "./server.js";

const STEPS = { "1 minute": "1m", "1 hour": "61m", "1 day": "25h", "60 days": "60d" };

/** @type {import("./main.js").View} */
export async function clientView({ watch }) {
  const tokens = element("div", {});
  const refresh = async () => {
    /** @type {import("../panel/tokens.js").TokenList} */
    const { clientId, refreshTokens, accessTokens } = await get("tokens");
    tokens.replaceChildren(
      element("p", {}, "Client ", element("code", {}, clientId)),
      element("p", { class: "quiet" }, `${refreshTokens.length} refresh and ${accessTokens.length} access tokens`),
      element(
        "table",
        {},
        element(
          "tbody",
          {},
          ...refreshTokens.map((token) => tokenRow(token, "refresh", "until it is revoked")),
          ...accessTokens.map(({ token, seconds }) =>
            tokenRow(token, "access", seconds > 0 ? `${Math.ceil(seconds / 60)} min left` : "expired"),
          ),
        ),
      ),
    );
  };
  await refresh();
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
          element("button", { type: "button", click: () => watch(post("clock", { by }).then(refresh)) }, `+ ${text}`),
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
        element("button", { type: "button", class: "end", click: () => watch(refresh()) }, "Refresh"),
        element(
          "button",
          { type: "button", click: () => watch(post("tokens/expire").then(refresh)) },
          "Expire access tokens",
        ),
      ),
      tokens,
    ),
  );
}

/** @param {string} token @param {string} kind @param {string} life */
const tokenRow = (token, kind, life) =>
  element(
    "tr",
    {},
    element("td", {}, element("code", {}, token)),
    element("td", {}, kind),
    element("td", { class: "quiet" }, life),
  );

/**
 * The lines that a client needs. They hold secrets, invented as they are, so they are fetched when asked for.
 *
 * @param {(work: Promise<unknown>) => void} watch
 */
function environment(watch) {
  const lines = element(
    "pre",
    { class: "lines", tabindex: 0 },
    "export ZCRM__client_id=••••\nexport ZCRM__client_secret=••••\nexport ZCRM__refresh_token=••••\n…",
  );
  const fetched = async () => /** @type {string} */ ((await get("environment")).lines.join("\n"));
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
    element("p", { class: "quiet" }, "A client that is started with these lines talks to this emulator."),
    lines,
  );
}
