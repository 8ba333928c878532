/** Setting entries that a call names by id or by API name. */
import type { SettingList } from "../settings/settings.js";
import type { Values } from "../values/values.js";

export const isNamed = (entry: Values, name: unknown): boolean => entry.id === name || entry.api_name === name;

/** The id of the entry with this name, or the name itself if there is none. */
export const idOf = (list: SettingList, name: string): string =>
  [...list.values()].find((entry) => isNamed(entry, name))?.id ?? name;
