import { createRequire } from "node:module";
import { DescriptionError } from "../problem.js";
import { overlayFrom } from "./read/overlays.js";
import { readExternal } from "./read/read.js";

const ignore = (): void => undefined;

/** The description of the package with overlays applied, as an emulator goes by it. */
export async function describeWith(overlays: readonly string[]): Promise<object> {
  const spec = createRequire(import.meta.url).resolve("zcrm/openapi.json");
  const joined = await readExternal(spec, {}, ignore);
  const { document, origins, dead } = joined;
  for (const overlay of overlays) await overlayFrom(overlay, spec, joined, ignore);
  const problems = dead.in(document).map(({ pointer, message }) => {
    const { file, line, column } = origins.find(document, pointer, true);
    return { file, line, column, rule: "reference", message };
  });
  if (problems.length > 0) throw new DescriptionError(problems);
  return document;
}
