import type { Organization } from "../organization.js";
import { userReference } from "../settings/people.js";
import type { Setting } from "../settings/settings.js";
import type { Values } from "../values/values.js";

/** A tag as records carry it. */
export interface Tag {
  readonly name: string;
  readonly id: string;
}

/** The tags of a module. */
export const tagsOf = ({ settings }: Organization, module: string): Setting[] =>
  [...settings.list("tags").values()].filter((tag) => tag.module === module);

/** The tags of these names in a module, each once; using a new name creates the tag. */
export function tagsNamed(organization: Organization, module: string, names: Iterable<string>): Tag[] {
  const known = new Map(tagsOf(organization, module).map(({ name, id }) => [name, id]));
  return Array.from(new Set(names), (name) => {
    const tag = { name, id: known.get(name) ?? organization.ids.next() };
    if (!known.has(name)) organization.settings.list("tags").set(tag.id, { ...tagFacts(organization), ...tag, module });
    return tag;
  });
}

/** What is known of a new tag beside its name. */
export function tagFacts(organization: Organization): Values {
  const [time, user] = [organization.time(), userReference(organization.user)];
  return { created_time: time, modified_time: time, modified_by: user, created_by: user };
}
