/** What generated files say about where they come from. */
import { stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { GenerateOptions } from "../options.js";
import { shownPath } from "./paths.js";

/** The rest of the first line of every file. Its paths do not depend on the working directory. */
export async function signatureOf(options: GenerateOptions): Promise<string> {
  const { spec, overlays = [], out } = options;
  const project = await projectOf(out);
  const described = spec === undefined && overlays.length > 0 ? [] : [spec ?? "zcrm/openapi.json"];
  const sources = [...described, ...overlays].map((file) => pathFrom(project, file)).join(" and ");
  return `${sources}. Do not edit: change the source, then run \`${commandOf(options, project)}\`.`;
}

/** The folder of the project that code is written into: the nearest one with a package.json. */
async function projectOf(out: string): Promise<string> {
  for (let folder = resolve(out); folder !== dirname(folder); folder = dirname(folder)) {
    if (await stat(join(folder, "package.json")).catch(() => undefined)) return folder;
  }
  return dirname(resolve(out));
}

/** The command that generates the same code when it is run in a folder. */
export function commandOf({ spec, overlays = [], map = {}, out, only }: GenerateOptions, folder: string): string {
  const flags = [
    ...(spec === undefined ? [] : ["--spec", pathFrom(folder, spec)]),
    ...overlays.flatMap((overlay) => ["--overlay", pathFrom(folder, overlay)]),
    ...(only === true ? ["--only"] : []),
    ...Object.entries(map).flatMap(([address, path]) => ["--map", `${address}=${pathFrom(folder, path)}`]),
    "--out",
    pathFrom(folder, out),
  ];
  return `npx zcrm generate ${flags.map(quoted).join(" ")}`;
}

/** An argument as people paste it into a shell, which must not carry out what the name of a file contains. */
function quoted(argument: string): string {
  if (/^[\w./:=@-]*$/.test(argument)) return argument;
  return /[$`"\\!]/.test(argument) ? `'${argument.replaceAll("'", "'\\''")}'` : `"${argument}"`;
}

const pathFrom = (folder: string, file: string): string =>
  file.startsWith("zcrm/") ? file : shownPath(resolve(file), folder);
