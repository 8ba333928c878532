// As whom the page acts: an organisation and a user of it. It is kept for as long as the browser's tab is open.
const KEPT = "actor";

/** @type {{ organization?: string, user?: string }} */
let actor = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");

/** What the emulator is told of it; nothing means the first ones. */
export const actorParameters = () => ({ ...actor });

/** @param {{ organization?: string, user?: string }} chosen */
export function actAs(chosen) {
  actor = chosen;
  sessionStorage.setItem(KEPT, JSON.stringify(chosen));
}
