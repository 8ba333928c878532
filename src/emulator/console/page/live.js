// What the emulator tells without being asked. Each connection begins with the whole, and then tells of changes.
import { actAs } from "./actor.js";
import { addressOf } from "./server.js";

/** Milliseconds until a connection that was refused is tried again. */
const PAUSE = 2000;

const EVENTS = /** @type {const} */ (["clock", "overview", "faults", "tokens", "requests"]);
/** @typedef {(typeof EVENTS)[number]} EventName */

/**
 * What is told, by event.
 *
 * @typedef {object} Told
 * @property {{ readonly time: number }} clock
 * @property {import("../contract.js").Overview} overview
 * @property {readonly import("../contract.js").WaitingFault[]} faults
 * @property {import("../contract.js").TokenList} tokens
 * @property {readonly import("../contract.js").RequestSummary[]} requests
 */

/** @type {Partial<Told>} */
let latest = {};
/** @type {{ readonly [Name in EventName]: Set<(data: Told[Name]) => void> }} */
const listeners = {
  clock: new Set(),
  overview: new Set(),
  faults: new Set(),
  tokens: new Set(),
  requests: new Set(),
};
/** @type {(isThere: boolean) => void} */
let onState = () => undefined;
/** @type {EventSource | undefined} */
let source;

/**
 * Calls `listener` with what was told last, and with whatever is told from now on.
 *
 * @template {EventName} Name
 * @param {Name} name
 * @param {(data: Told[Name]) => void} listener
 * @param {AbortSignal} [left] - ends it
 */
export function hear(name, listener, left) {
  listeners[name].add(listener);
  left?.addEventListener("abort", () => listeners[name].delete(listener));
  const told = latest[name];
  if (told !== undefined) listener(told);
}

/**
 * What is told next, or was told last.
 *
 * @template {EventName} Name
 * @param {Name} name
 * @returns {Promise<Told[Name]>}
 */
export const heard = (name) =>
  new Promise((resolve) => {
    const ended = new AbortController();
    hear(
      name,
      (data) => {
        resolve(data);
        ended.abort();
      },
      ended.signal,
    );
  });

/**
 * Connects, again and again where the emulator is gone, and not while nobody sees the page: a browser has few
 * connections for all pages together.
 *
 * @param {(isThere: boolean) => void} [tell] - whether the emulator is there
 */
export function connect(tell = onState) {
  onState = tell;
  source?.close();
  source = undefined;
  latest = {};
  if (document.hidden) return;
  const opened = new EventSource(addressOf("events"));
  source = opened;
  opened.addEventListener("open", () => {
    latest = {};
    onState(true);
  });
  opened.addEventListener("error", () => {
    onState(false);
    // Where it was refused, the browser does not try again. A new emulator may not have the organisation of the old one.
    if (opened.readyState !== EventSource.CLOSED) return;
    setTimeout(() => {
      if (source !== opened) return;
      actAs({});
      connect();
    }, PAUSE);
  });
  for (const name of EVENTS) {
    opened.addEventListener(name, ({ data }) => {
      const told = JSON.parse(data);
      // Of the log the page is told only what is new, so that it is put together here.
      receive(name, name === "requests" ? joinLog(latest.requests ?? [], told) : told);
    });
  }
}

/**
 * @template {EventName} Name
 * @param {Name} name
 * @param {Told[Name]} told
 */
function receive(name, told) {
  latest[name] = told;
  for (const listener of listeners[name]) listener(told);
}

/** The most entries that are shown. */
const MOST = 500;

/**
 * @param {readonly import("../contract.js").RequestSummary[]} log - oldest first
 * @param {import("../contract.js").NewRequests} news
 */
const joinLog = (log, { oldest, added }) => [...log, ...added].filter(({ number }) => number >= oldest).slice(-MOST);

document.addEventListener("visibilitychange", () => connect());
