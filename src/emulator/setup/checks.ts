/** Validates the options of an emulator, for programs without types and for setup files. */
import { messageOf } from "../../core/kind.js";
import { checkedSchema } from "../../schema/schema-check.js";
import { FIELD_TYPES } from "../../schema/values/field-type.js";
import { isObject } from "../values/values.js";
import { EDITIONS, type EmulatorOptions, type SeedData } from "./setup.js";

export const isPort = (port: number): boolean => Number.isInteger(port) && port >= 0 && port <= 65_535;

/** The expected type of an option. */
interface OptionCheck {
  readonly want: string;
  is(value: unknown): boolean;
}

const isText = (value: unknown): boolean => typeof value === "string" && value !== "";
const isFunction = (value: unknown): boolean => typeof value === "function";
const isListOf = (test: (one: unknown) => boolean) => (value: unknown) => Array.isArray(value) && value.every(test);
const isMapOf = (test: (one: unknown) => boolean) => (value: unknown) =>
  isObject(value) && Object.values(value).every(test);

const isIterable = (value: unknown): boolean => isObject(value) && Symbol.iterator in value;

const isTexts = isListOf(isText);

const TEXT: OptionCheck = { want: "a non-empty string", is: isText };
const FLAG: OptionCheck = { want: "true or false", is: (value) => typeof value === "boolean" };
const NAMED = (example: string): OptionCheck => ({
  want: `an array of names, or of objects with a name, such as ${example}`,
  is: isListOf(
    (one) => isText(one) || (isObject(one) && isText(one.name) && (one.lacks === undefined || isTexts(one.lacks))),
  ),
});

export const SHAPES: Readonly<Record<keyof EmulatorOptions, OptionCheck>> = {
  name: TEXT,
  seed: {
    want: 'arrays of records by module, such as { "Leads": [{ "Last_Name": "Doe" }] }',
    // The rows of a generator are checked as they are stored.
    is: isMapOf((rows) => (Array.isArray(rows) ? rows.every(isObject) : isIterable(rows))),
  },
  defaultData: FLAG,
  modules: {
    want: `fields by module, such as { Projects: { Budget: { type: "double" } } }; types are ${FIELD_TYPES.join(", ")}`,
    is: isMapOf(
      isMapOf(
        (field) =>
          isObject(field) &&
          (field.pickList === undefined || isTexts(field.pickList)) &&
          FIELD_TYPES.some((type) => type === field.type),
      ),
    ),
  },
  // What is wrong with one is said by the check of schemas.
  schema: { want: "a schema, as pullSchema returns it and schema.json holds it", is: isObject },
  edition: { want: `one of ${EDITIONS.join(", ")}`, is: (value) => EDITIONS.some((known) => known === value) },
  listCeiling: {
    want: "a number of records from 1",
    is: (value) => typeof value === "number" && Number.isInteger(value) && value > 0,
  },
  roles: NAMED('["CEO", { name: "Sales", reporting_to: "CEO" }]'),
  profiles: NAMED('["Administrator", { name: "Reader", lacks: ["Crm_Implied_Delete_Leads"] }]'),
  territories: NAMED('["Europe", { name: "France", parent: "Europe" }]'),
  variableGroups: { want: 'an array of names, such as ["General"]', is: isTexts },
  company: { want: 'an object, such as { company_name: "Acme" }', is: isObject },
  users: {
    want: 'an array of users, such as [{ last_name: "Sample", email: "sam@example.com" }]',
    is: isListOf(
      (one) =>
        isObject(one) &&
        isText(one.last_name) &&
        isText(one.email) &&
        [one.territories, one.manages].every((named) => named === undefined || isTexts(named)),
    ),
  },
  views: {
    want: 'arrays of views by module, such as { Leads: [{ name: "All of Paris" }] }',
    is: isMapOf(isListOf((one) => isObject(one) && isText(one.name))),
  },
  blueprints: {
    want: 'processes by module, such as { Deals: { field: "Stage", transitions: [{ name: "Win", from: "Open", to: "Won" }] } }',
    is: isMapOf((one) => isObject(one) && isText(one.field) && isListOf(isObject)(one.transitions)),
  },
  functions: { want: "functions by name, such as { double: ({ number }) => 2 * number }", is: isMapOf(isFunction) },
  strict: FLAG,
  port: { want: "a number from 0 to 65535", is: (value) => typeof value === "number" && isPort(value) },
  host: TEXT,
  tls: {
    want: "a key and its certificate in PEM format, such as { key, cert }",
    // Their content is validated where it is used.
    is: (value) => isObject(value) && typeof value.key === "string" && typeof value.cert === "string",
  },
  dataCenter: {
    want: 'a data center, such as "eu"',
    is: (value) => typeof value === "string" && /^[a-z]{2}$/.test(value),
  },
  now: { want: "a function that returns milliseconds since 1970", is: isFunction },
  description: { want: "an OpenAPI document", is: isObject },
  overlays: { want: 'an array of files, such as ["my-endpoints.yaml"]', is: isTexts },
  handlers: {
    want: "functions by operation, such as { getInvoicePdf: (request, { id }) => new Response(pdfOf(id)) }",
    is: isMapOf(isFunction),
  },
  callbackHosts: { want: 'an array of hosts, such as ["ci.example.com"]', is: isTexts },
  data: TEXT,
};

export const isOption = (name: string): name is keyof EmulatorOptions => Object.hasOwn(SHAPES, name);

export const isSeedData = (data: unknown): data is SeedData => SHAPES.seed.is(data);

/** What is wrong with the value of an option. */
export function problemOf(name: keyof EmulatorOptions, value: unknown): string | undefined {
  const { want, is } = SHAPES[name];
  if (value === undefined) return undefined;
  if (is(value)) return name === "schema" ? schemaProblem(value) : undefined;
  return `${name}: ${name === "seed" ? wrongRow(value) : ""}expected ${want}`;
}

function schemaProblem(value: unknown): string | undefined {
  try {
    checkedSchema(value, "it");
    return undefined;
  } catch (error) {
    return `schema: ${messageOf(error)}`;
  }
}

/** @throws TypeError naming the option that is unknown or invalid */
export function checkOptions(options: object): void {
  for (const [name, value] of Object.entries(options)) {
    if (!isOption(name)) throw new TypeError(`unknown option ${name}`);
    const problem = problemOf(name, value);
    if (problem !== undefined) throw new TypeError(problem);
  }
}

/** Names the row that is not a record. */
export function wrongRow(data: unknown): string {
  for (const [module, rows] of Object.entries(isObject(data) ? data : {})) {
    if (isIterable(rows)) continue;
    if (!Array.isArray(rows)) return `${module} is not an array; `;
    const index = rows.findIndex((row) => !isObject(row));
    if (index >= 0) return `${module}[${index}] is not a record; `;
  }
  return "";
}
