// What the calls of a program are expected to come to. The test turns `$` members into matchers: they go to it as JSON.

const anyString = { $any: "String" };
/** A string that matches a pattern. */
const matching = (pattern) => ({ $matching: pattern.source });
/** An object with these members, among others, where a list of others would compare it as a whole. */
const containing = (members) => ({ $containing: members });
/** A list with such objects in it, in whatever order and among others. */
const having = (...rows) => ({ $having: rows });

const done = (message, details = {}) => ({ code: "SUCCESS", status: "success", message, details });
const refused = (code, details = {}) => ({ code, status: "error", details });

/** The user in whose name the programs call. */
const ada = { name: "Ada Example" };
const added = done("record added", { Created_By: ada, Modified_By: ada, id: anyString });
const updated = done("record updated", { Modified_By: ada });
const deleted = done("record deleted");
const noAddress = refused("INVALID_DATA", { api_name: "Email", expected_data_type: "email" });

module.exports = { anyString, matching, containing, having, done, refused, ada, added, updated, deleted, noAddress };
