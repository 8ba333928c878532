/** The events that the command line names, or all of them. */
import { notified } from "../../../generated/limits.js";
import { getModules } from "../../../generated/operations/modules.js";
import type { ApiClient } from "../../core/operation.js";
import type { WatchedEvent } from "../../notifications/index.js";
import { didYouMean, UsageError } from "../command.js";

const KINDS = ["create", "edit", "delete", "all"] as const;

/**
 * @param words For example `Leads.all`; none for all events of all modules that Zoho can notify of
 * @throws UsageError for a word that is not an event, or whose module the organization does not have; what the call throws
 */
export async function watchedEvents(crm: ApiClient, words: readonly string[]): Promise<readonly WatchedEvent[]> {
  for (const word of words) checkForm(word);
  const { modules } = await getModules(crm);
  const names = modules.flatMap(({ api_name, api_supported }) => (api_supported === false ? [] : (api_name ?? [])));
  const isNotified = ({ api_name = "", generated_type }: (typeof modules)[number]): boolean =>
    names.includes(api_name) && (generated_type === "custom" || notified.includes(api_name));
  for (const word of words) {
    const [module = ""] = word.split(".");
    if (!names.includes(module))
      throw new UsageError(`${word}: the organization has no module ${module}${didYouMean(module, names)}`);
  }
  const events = words.length > 0 ? words : modules.filter(isNotified).map(({ api_name }) => `${api_name}.all`);
  return events as readonly WatchedEvent[];
}

function checkForm(word: string): void {
  const [module = "", kind = "", ...more] = word.split(".");
  if (module !== "" && more.length === 0 && KINDS.some((known) => known === kind)) return;
  const of = module === "" ? "Leads" : module;
  throw new UsageError(`${word}: pass ${KINDS.map((known) => `${of}.${known}`).join(", ")}${didYouMean(kind, KINDS)}`);
}
