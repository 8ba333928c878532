/** The responses of real organizations: all modules of one, and the fields of two modules of another. */
import { readFile } from "node:fs/promises";
import type { Organization } from "./organization.js";

const recorded = async (name: string) =>
  JSON.parse(await readFile(new URL(`../../spec/recorded/settings-${name}.json`, import.meta.url), "utf8"));

export const recordedOrganization = async (): Promise<Organization> => ({
  profile: "Administrator",
  modules: (await recorded("modules")).modules,
  fields: {
    Deals: (await recorded("fields-deals")).fields,
    Notes: (await recorded("fields-notes")).fields,
  },
  // None have been recorded.
  layouts: {},
  relatedLists: {},
});
