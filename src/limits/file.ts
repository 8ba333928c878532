import { codeOf } from "../core/kind.js";
import { type LimitsOptions, type SharedLimits, sharedLimits } from "../core/limits/shared-limits.js";
import type { SharedState } from "../core/limits/shared-state.js";
import { needFiles } from "../core/platform.js";

/** Options of {@link fileLimits}. */
export interface FileLimitsOptions extends LimitsOptions {
  /** The folder of the files, one for each organization. @default in the user's cache folder */
  folder?: string;
}

/**
 * Shares the limits of an organization among the processes of one user on this machine.
 * @throws ConfigError if `organization` is empty, or the runtime has no files
 * @example
 * const crm = createClient({ limits: fileLimits() });
 */
export function fileLimits(options: FileLimitsOptions = {}): SharedLimits {
  needFiles("fileLimits", "pass limits that are shared elsewhere, or none");
  return sharedLimits(fileState(options.folder), options);
}

/** Keeps the string of each key in a file of its own. */
export function fileState(folder?: string): SharedState {
  // Loaded on first use, so that a program for a runtime without files can import this module.
  const load = () => import("./file-state.js");
  let ready: Promise<string> | undefined;
  const open = async (): Promise<string> => {
    const { readyFolder } = await load();
    ready ??= readyFolder(folder);
    return ready;
  };
  return {
    name: "file",
    async update(key, change) {
      const { updateText } = await load();
      try {
        return await updateText(await open(), key, change);
      } catch (error) {
        ready = undefined;
        if (codeOf(error) !== "ENOENT") throw error;
        // Somebody removed the folder.
        return updateText(await open(), key, change);
      }
    },
  };
}
