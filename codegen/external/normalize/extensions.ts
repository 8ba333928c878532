import { isData, isObject, type JsonObject, shown } from "../json.js";
import { child } from "../pointer.js";
import type { Report } from "../warning.js";

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === "string" && value !== "";
const isFlag: Check = (value) => typeof value === "boolean";
const areTexts: Check = (value) => Array.isArray(value) && value.every(isText);
const isTextByName: Check = (value) => isObject(value) && Object.values(value).every(isText);

/** The project's own extensions, by the place where they mean something, and the values that they can have. */
const EXTENSIONS = {
  document: {
    "x-error-remedies": isTextByName,
    "x-errors": (value) => isObject(value) && Object.values(value).every((one) => isObject(one) && isText(one.remedy)),
    "x-errors-in-success": isFlag,
    "x-no-slash-in-path": (value) => isObject(value) && isText(value.unless),
  },
  operation: {
    "x-any-of": areTexts,
    "x-ceiling": (value) => isObject(value) && typeof value.rows === "number" && isText(value["way-out"]),
    "x-empty": isObject,
    "x-example-headers": isTextByName,
    "x-example-parameters": areTexts,
    "x-nothing": isText,
    "x-outcome-check": isText,
    "x-paging": (value) =>
      value === "page" || (isObject(value) && isText(value.member) && typeof value.default === "number"),
    "x-records-of": isText,
    "x-stable-response": isFlag,
  },
  parameter: { "x-field-names": isFlag, "x-module-name": isFlag },
  schema: {
    "x-data-type": isText,
    "x-extensible-enum": areTexts,
    "x-field-names": isFlag,
    "x-module": isText,
    "x-module-part": isFlag,
    "x-record": (value) => ["read", "create", "update", "change", "upsert", "query"].includes(String(value)),
    "x-record-of": isText,
    "x-unrecorded": isFlag,
    "x-write": isText,
  },
} satisfies Readonly<Record<string, Readonly<Record<string, Check>>>>;

/** The extensions that the generator reads in an object, with the values that they can have. All others are left out. */
export function extensionsOf(
  place: keyof typeof EXTENSIONS,
  given: JsonObject,
  at: string,
  warn: Report,
): [string, unknown][] {
  return Object.entries<Check>(EXTENSIONS[place]).flatMap(([name, check]): [string, unknown][] => {
    if (!Object.hasOwn(given, name)) return [];
    if (check(given[name]) && isData(given[name])) return [[name, given[name]]];
    warn(child(at, name), "extension", `${name} cannot be ${shown(given[name])}; it is left out`);
    return [];
  });
}
