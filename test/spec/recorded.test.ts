/** The description fits what Zoho really sends: `recorded/` holds responses of two organizations, without names and ids. */
import { readFile } from "node:fs/promises";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";

type Node = Record<string, unknown>;

const document = JSON.parse(await readFile("generated/openapi.json", "utf8")) as Node & {
  paths: Record<string, Record<string, { responses?: unknown }>>;
};
const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
ajv.addSchema(document, "openapi");

describe("a recorded response fits the description", () => {
  test.each([
    ["settings-modules", "/settings/modules"],
    ["settings-fields-deals", "/settings/fields"],
    ["settings-fields-notes", "/settings/fields"],
  ])("%s", async (name, path) => {
    const schema = `paths/${path.replaceAll("/", "~1")}/get/responses/200/content/application~1json/schema`;
    const validate = ajv.compile({ $ref: `openapi#/${schema}` });
    validate(JSON.parse(await readFile(`test/spec/recorded/${name}.json`, "utf8")));
    expect(validate.errors ?? []).toEqual([]);
  });
});

test("no response has a closed set of values, because Zoho adds new ones", () => {
  // A job's criteria are the caller's own, which the response repeats.
  const own = /BulkReadCriteria/;
  const responses = Object.values(document.paths).flatMap((path) => Object.values(path).map((one) => one.responses));
  const found = placesOf("enum", responses, "#", new Set());
  expect(found.filter((at) => !own.test(at))).toEqual([]);
  expect(found).not.toEqual([]);
});

test("an open set of values in a response has a name, which editors show", () => {
  const responses = Object.values(document.paths).flatMap((path) => Object.values(path).map((one) => one.responses));
  const found = placesOf("x-extensible-enum", responses, "#", new Set());
  expect(found.filter((at) => !/^#\/components\/schemas\/\w+$/.test(at))).toEqual([]);
  expect(found).toContain("#/components/schemas/ModuleOrigin");
});

/** Where a member occurs in a schema and in those that it refers to. */
function placesOf(member: string, node: unknown, at: string, seen: Set<string>): string[] {
  if (typeof node !== "object" || node === null) return [];
  const { $ref } = node as { $ref?: string };
  if ($ref !== undefined) {
    if (seen.has($ref)) return [];
    seen.add($ref);
    return placesOf(member, target($ref), $ref, seen);
  }
  return Object.entries(node).flatMap(([name, value]) => {
    if (name === member && Array.isArray(value)) return [at];
    return /^(x-|examples?$)/.test(name) ? [] : placesOf(member, value, `${at}/${name}`, seen);
  });
}

const target = (ref: string): unknown =>
  ref
    .slice(2)
    .split("/")
    .reduce<unknown>((node, step) => (node as Node)[step], document);
