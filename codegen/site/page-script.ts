/** The script of the pages, in one file, and the licenses of what it contains. */
import { rolldown } from "rolldown";
import { licensesOf } from "../build/licenses.js";

export interface PageScript {
  readonly code: string;
  readonly licenses: string;
}

/** @param folder The repository */
export async function bundlePageScript(folder: string): Promise<PageScript> {
  const bundle = await rolldown({
    input: `${folder}/codegen/site/page/main.ts`,
    tsconfig: `${folder}/codegen/site/page/tsconfig.json`,
    platform: "browser",
    logLevel: "warn",
  });
  try {
    // Browsers load no module from a file, so it is a script.
    const { output } = await bundle.generate({ format: "iife", minify: true });
    const [{ code, moduleIds }] = output;
    return { code, licenses: licensesOf(moduleIds) };
  } finally {
    await bundle.close();
  }
}
