import { readFile } from "node:fs/promises";
import { installedPackages } from "../../support/package/installed-packages.js";

/** Installs the client libraries that are published for Zoho CRM v2, and returns the folder of modules. */
export const publishedClients = async (): Promise<string> =>
  installedPackages("published-clients", await readFile("test/emulator/published/programs/package.json", "utf8"));
