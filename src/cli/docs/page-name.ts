/** Finds the page that a name is about. */
import { nearest } from "../../core/errors/nearest.js";
import { CommandError } from "../command.js";
import type { PackedSite } from "./packed-site.js";

/** The maximum number of suggestions. */
const MAX_MEANT = 5;

/**
 * @param name An operation by its name or id, an old call, an error code, a module or a guide
 * @returns The address of its page from the root of the site
 * @throws CommandError that suggests known names
 */
export function pageNamed(name: string, { names }: PackedSite): string {
  const plain = name.replace(/^(?:crm|ZCRMRestClient)\./, "").toLowerCase();
  const all = Object.entries(names);
  const [, address] = all.find(([one]) => one === name) ?? all.find(([one]) => one.toLowerCase() === plain) ?? [];
  if (address !== undefined) return address;
  const meant = meantBy(plain, Object.keys(names));
  const hint =
    meant.length === 0 ? "zcrm docs opens the first page, which has a search" : `did you mean ${meant.join(", ")}?`;
  throw new CommandError(`${JSON.stringify(name.slice(0, 100))} has no page; ${hint}`);
}

function meantBy(name: string, names: readonly string[]): readonly string[] {
  const near = nearest(name, names, Math.min(3, Math.floor(name.length / 3)));
  if (near !== undefined) return [near];
  return names.filter((one) => name.length > 2 && one.toLowerCase().includes(name)).slice(0, MAX_MEANT);
}
