// What a program does with one of Zoho's SDKs: every call that the three of them have, group by group.
const logOf = require("../calls.cjs");
const { plain, toolsOf } = require("./tools.cjs");

/** In the order in which they are made: later ones work on what earlier ones made. */
const GROUPS = [
  "organization",
  "records",
  "search",
  "field-types",
  "notes",
  "tags",
  "related-records",
  "external-ids",
  "files",
  "users",
  "sharing",
  "blueprint",
  "contact-roles",
  "metadata",
  "taxes",
  "currencies",
  "variables",
  "notifications",
  "mass-update",
  "bulk-jobs",
  "functions",
  "conversion",
];

/**
 * @param sdk - the package
 * @param settings - a folder with the files to send, an address for notifications, and the groups if not all are wanted
 */
async function drive(sdk, { folder, notifyUrl, groups = GROUPS }) {
  const log = logOf(plain);
  const tools = toolsOf(sdk, folder);
  let made = { notifyUrl };
  for (const group of groups) {
    const callAll = require(`./groups/${group}.cjs`);
    made = { ...made, ...(await callAll(tools, log.in(group), made)) };
  }
  log.print();
}

module.exports = { drive, GROUPS };
