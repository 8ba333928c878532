import { createConfig, type Document, lintDocument, Source } from "@redocly/openapi-core";
import { OWN_MEMBERS } from "../own-members.js";
import { RULES } from "../rules.js";
import type { JsonObject } from "./json.js";
import { DeadReferences } from "./read/dead-references.js";
import { LocalFiles } from "./read/files.js";
import { Origins } from "./read/origins.js";
import { Reader } from "./read/reader.js";
import type { Report } from "./warning.js";

/** What the normalized form depends on is reported where it is made. */
const REPORTED_ELSEWHERE: ReadonlySet<string> = new Set([
  "operation-id",
  "records-of",
  "record-schemas",
  "server-host",
  "parameter-names",
  "schema-names",
  "unique-types",
]);

/**
 * Checks OpenAPI's structure and the project's own rules. Other descriptions may break them.
 * @param warn Called for what is not OpenAPI, and may therefore not be in the code.
 * @param suggest Called for what would make the description, and so the documentation of the code, better.
 */
export async function lint(document: JsonObject, warn: Report, suggest: Report): Promise<void> {
  const rules = Object.keys(RULES).filter((rule) => !REPORTED_ELSEWHERE.has(rule));
  const { styleguide } = await createConfig({
    plugins: [OWN_MEMBERS, { id: "zcrm", rules: { oas3: { ...RULES } } }],
    rules: {
      struct: "warn",
      ...Object.fromEntries(rules.map((rule) => [`zcrm/${rule}`, "warn" as const])),
    },
  });
  const whole: Document = { source: new Source("", ""), parsed: document };
  // Dead references in examples and extensions are left. They lead nowhere here either: no file is read.
  const [files, dead] = [new LocalFiles({}, new Reader([]), new Origins()), new DeadReferences()];
  await dead.take(whole, files);
  const options = { document: whole, config: styleguide, externalRefResolver: files };
  const problems = await lintDocument(options).catch((error: Error) => {
    warn("#", "rules", `the rules could not be checked: ${error.message}`);
    return [];
  });
  dead.restore();
  for (const { ruleId, message, location } of problems) {
    const report = ruleId === "struct" ? warn : suggest;
    const at = location[0]?.pointer?.replace(/\/$/, "") || "#";
    report(at, ruleId.replace(/^zcrm\//, ""), message.split("\n")[0] ?? message);
  }
}
