import { Store } from "../state/store.js";

/** The user that the page acts as. Without members, it is the first user of the first organization. */
export interface Actor {
  readonly organization?: string;
  readonly user?: string;
}

/** The actor is kept while the browser tab is open. */
const KEY = "actor";

export const actor: Store<Actor> = new Store(JSON.parse(sessionStorage.getItem(KEY) ?? "{}"));

export function actAs(chosen: Actor): void {
  sessionStorage.setItem(KEY, JSON.stringify(chosen));
  actor.set(chosen);
}
