import { createConfig, type Document, lintDocument, Source } from "@redocly/openapi-core";
import { RULES } from "../rules.js";
import type { JsonObject } from "./json.js";
import { LocalFiles, Origins } from "./read/files.js";
import type { Report } from "./warning.js";

/** The code that assigns names reports these in its own words. */
const REPORTED_ELSEWHERE: ReadonlySet<string> = new Set([
  "operation-id",
  "parameter-names",
  "schema-names",
  "unique-types",
]);

/** Checks the project's own rules and OpenAPI's structure. Other descriptions may break them, with warnings. */
export async function lint(document: JsonObject, warn: Report): Promise<void> {
  const rules = Object.keys(RULES).filter((rule) => !REPORTED_ELSEWHERE.has(rule));
  const { styleguide } = await createConfig({
    plugins: [{ id: "zcrm", rules: { oas3: { ...RULES } } }],
    rules: {
      struct: "warn",
      ...Object.fromEntries(rules.map((rule) => [`zcrm/${rule}`, "warn" as const])),
    },
  });
  const source = new Source("", "");
  const whole: Document = { source, parsed: document };
  const options = { document: whole, config: styleguide, externalRefResolver: new LocalFiles({}, new Origins()) };
  const problems = await lintDocument(options).catch((error: Error) => {
    warn("#", "rules", `the rules could not be checked: ${error.message}`);
    return [];
  });
  for (const { ruleId, message, location } of problems) {
    warn(
      location[0]?.pointer?.replace(/\/$/, "") || "#",
      ruleId.replace(/^zcrm\//, ""),
      message.split("\n")[0] ?? message,
    );
  }
}
