/** The limits of the organization, which commands and programs of one machine share. */
import { resolveSettings } from "../../config/resolve.js";
import { meansOff } from "../../config/settings-table.js";
import { type AgedCredits, creditsOf } from "../../core/limits/fleet.js";
import { sharedLimits } from "../../core/limits/shared-limits.js";
import { originOf } from "../../engine.js";
import { fileLimits, type SharedLimits } from "../../index.js";
import { fileState } from "../../limits/file.js";
import { limitsFolder, readText, readyFolder } from "../../limits/file-state.js";

const isOff = (): boolean => meansOff(process.env.ZCRM_SHARED_LIMITS ?? "on");

/** The option of a command's client. Without a folder that it can write to, a command has limits of its own. */
export async function commandLimits(): Promise<{ limits?: SharedLimits }> {
  if (isOff()) return {};
  return readyFolder(undefined).then(
    () => ({ limits: fileLimits() }),
    () => ({}),
  );
}

/** The credits that Zoho last said are left, to any command or program that shares its limits; `undefined` if unknown. */
export async function knownCredits(): Promise<AgedCredits | undefined> {
  const folder = limitsFolder();
  if (isOff() || folder === undefined) return undefined;
  try {
    const key = await sharedLimits(fileState()).keyOf(originOf(resolveSettings()));
    return creditsOf(readText(folder, key), Date.now());
  } catch {
    // Without settings, nobody made calls with them.
    return undefined;
  }
}
