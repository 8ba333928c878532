import type { Organization } from "./organization.js";
import { userReference } from "./people.js";
import type { Setting } from "./settings.js";
import type { Values } from "./values.js";

/** A tag as records carry it. */
export interface Tag {
  readonly name: string;
  readonly id: string;
}

/** The tags of a module. */
export const tagsOf = ({ settings }: Organization, module: string): Setting[] =>
  [...settings.list("tags").values()].filter((tag) => tag.module === module);

/** The tag of this name in a module; using a new name creates the tag. */
export function tagNamed(organization: Organization, module: string, name: string): Tag {
  const known = tagsOf(organization, module).find((tag) => tag.name === name);
  if (known !== undefined) return { name, id: known.id };
  const tag = { name, id: organization.ids.next() };
  organization.settings.list("tags").set(tag.id, { ...tagFacts(organization), ...tag, module });
  return tag;
}

/** What is known of a new tag beside its name. */
export function tagFacts(organization: Organization): Values {
  const [time, user] = [organization.time(), userReference(organization.user)];
  return { created_time: time, modified_time: time, modified_by: user, created_by: user };
}
