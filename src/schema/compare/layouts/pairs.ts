/** The layouts of both schemas, and what is in both of them. */
import type { LayoutField, LayoutSchema, SectionSchema } from "../../schema.js";
import type { Pair } from "../pair.js";

export interface LayoutPair extends Pair<LayoutSchema> {
  readonly name: string;
}

/** The layouts of a module: those of both schemas, and the others. */
export interface PairedLayouts {
  readonly pairs: readonly LayoutPair[];
  /** Those of the pairs that have another name. */
  readonly renamed: readonly LayoutPair[];
  readonly gone: readonly LayoutSchema[];
  readonly added: readonly LayoutSchema[];
}

/**
 * Layouts are the same if they have the same name, or the same id. Two layouts of a module may have the same name.
 * @param ids The id of the layout of a name
 */
export function pairedLayouts(
  { before, after }: Pair<readonly LayoutSchema[]>,
  ids: Pair<(name: string) => unknown>,
): PairedLayouts {
  const left = [...after];
  const taken = (isIt: (layout: LayoutSchema) => boolean): LayoutSchema[] => {
    const index = left.findIndex(isIt);
    return index === -1 ? [] : left.splice(index, 1);
  };
  const match = (layouts: readonly LayoutSchema[], isIt: (was: LayoutSchema, now: LayoutSchema) => boolean) =>
    layouts.flatMap((was) =>
      taken((now) => isIt(was, now)).map((now) => ({ name: now.name, before: was, after: now })),
    );
  const same = match(before, (was, now) => was.name === now.name);
  const rest = before.filter((layout) => !same.some((pair) => pair.before === layout));
  const renamed = match(rest, (was, now) => {
    const id = ids.before(was.name);
    return id !== undefined && id === ids.after(now.name);
  });
  const gone = rest.filter((layout) => !renamed.some((pair) => pair.before === layout));
  return { pairs: [...same, ...renamed], renamed, gone, added: left };
}

/** The fields of a layout, with the section that contains each. */
export function placedFields(layout: LayoutSchema): Map<string, { section: string | undefined; field: LayoutField }> {
  return new Map(
    layout.sections.flatMap(({ name, fields }) =>
      fields.map((field) => [field.api_name, { section: name, field }] as const),
    ),
  );
}

/** The sections of the same name. */
export function sectionPairs({ before, after }: Pair<LayoutSchema>): Pair<SectionSchema>[] {
  const sections = new Map(after.sections.map((section) => [section.name, section]));
  return before.sections.flatMap((section) => {
    const now = sections.get(section.name);
    return now === undefined ? [] : [{ before: section, after: now }];
  });
}
