/** Parts of schemas, and schemas of parts. */
import { metadataOf, schemaOf } from "./metadata.js";
import { ALL_OTHERS, type Choose, isSelection, NOT_CHOSEN } from "./module-choice.js";
import type { Schema } from "./schema.js";

/** The schema of some of a schema's modules. @throws what `choose` throws */
export function selected(schema: Schema, choose: Choose): Schema {
  const whole = metadataOf(schema);
  const { modules, leftOut } = choose(whole.map(({ module }) => module));
  const names = new Set(modules.map(({ api_name }) => api_name));
  return schemaOf(
    whole.filter(({ module }) => names.has(module.api_name)),
    { profile: schema.profile, leftOut: { ...only(schema.leftOut, (module) => names.has(module)), ...leftOut } },
  );
}

/** A schema in which the modules of another one replace their older selves, or are new. */
export function merged(older: Schema, newer: Schema): Schema {
  const isRefreshed = (module: string): boolean => Object.hasOwn(newer.modules, module);
  const leftOut = {
    ...only(older.leftOut, (module) => !isRefreshed(module)),
    ...newer.leftOut,
    ...(isSelection(older) && NOT_CHOSEN),
  };
  if (!isSelection(older)) delete leftOut[ALL_OTHERS];
  return schemaOf([...metadataOf(older).filter(({ module }) => !isRefreshed(module.api_name)), ...metadataOf(newer)], {
    // What one of the profiles hides is missing in a part of it.
    profile: older.profile === newer.profile ? newer.profile : null,
    leftOut,
  });
}

const only = (leftOut: Schema["leftOut"], isWanted: (module: string) => boolean): Record<string, string> =>
  Object.fromEntries(Object.entries(leftOut).filter(([place]) => isWanted(place.replace(/\/.*$/s, ""))));
