import type { Setting } from "../settings/settings.js";
import { userReference } from "../settings/users.js";
import type { Values } from "../values/values.js";
import type { UserCrm } from "./crm.js";
import type { CrmRecord } from "./record.js";

/** A tag as records carry it. */
export interface Tag {
  readonly name: string;
  readonly id: string;
}

/** The tags that a record has. */
export const recordTags = ({ Tag: tags }: CrmRecord): readonly Tag[] => (Array.isArray(tags) ? tags : []);

/** The tags of a module. */
export const tagsOf = ({ settings }: UserCrm, module: string): Setting[] =>
  [...settings.list("tags").values()].filter((tag) => tag.module === module);

/** The tags with these names in a module, without duplicates. A new name creates the tag. */
export function tagsNamed(crm: UserCrm, module: string, names: Iterable<string>): Tag[] {
  const known = new Map(tagsOf(crm, module).map(({ name, id }) => [name, id]));
  return Array.from(new Set(names), (name) => {
    const tag = { name, id: known.get(name) ?? crm.ids.next() };
    if (!known.has(name)) crm.settings.list("tags").set(tag.id, { ...tagFacts(crm), ...tag, module });
    return tag;
  });
}

/** The members of a new tag besides its name. */
export function tagFacts(crm: UserCrm): Values {
  const [time, user] = [crm.time(), userReference(crm.user)];
  return { created_time: time, modified_time: time, modified_by: user, created_by: user };
}
