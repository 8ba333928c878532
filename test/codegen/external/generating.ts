/** What the tests of the generator share: a description, and a folder to generate from and to. */
import { join } from "node:path";
import { type GenerateOptions, generateCode, isDescriptionError } from "../../../codegen/index.js";
import { withFiles } from "../../support/scratch.js";

export const text = { type: "string" };
export const ok = (schema: object) => ({ "200": { description: "ok", content: { "application/json": { schema } } } });
/** A description with these paths. */
export const description = (paths: object, more: object = {}) => ({
  openapi: "3.0.3",
  info: { title: "T", version: "1" },
  paths,
  ...more,
});

/** Generates from files in a temporary folder; paths in the options are relative to it. */
export const generating = <T>(
  files: Record<string, unknown>,
  options: Omit<GenerateOptions, "out">,
  look: (out: string, run: (more?: Partial<GenerateOptions>) => ReturnType<typeof generateCode>) => Promise<T>,
) =>
  withFiles({ "package.json": { type: "module" }, ...files }, (folder) => {
    const inFolder = (path: string) => join(folder, path);
    const out = inFolder("out");
    const given: GenerateOptions = {
      ...options,
      ...(options.spec !== undefined && { spec: inFolder(options.spec) }),
      overlays: (options.overlays ?? []).map(inFolder),
      map: Object.fromEntries(Object.entries(options.map ?? {}).map(([address, path]) => [address, inFolder(path)])),
      out,
    };
    return look(out, (more) => generateCode({ ...given, ...more }));
  });

/** The message of the error that generating fails with. */
export async function failure(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isDescriptionError(error)) throw error ?? new Error("nothing was wrong");
  return error.message;
}
