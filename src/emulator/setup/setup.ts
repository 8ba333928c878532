/** The initial setup of an emulator and its organizations. */

import type { Schema } from "../../schema/schema.js";
import type { FieldType } from "../../schema/values/field-type.js";

/** A custom field, in the simplest terms. */
export interface CustomField {
  /** By Zoho's names of data types. */
  readonly type: FieldType;
  readonly mandatory?: boolean;
  readonly unique?: boolean;
  readonly maxLength?: number;
  readonly pickList?: readonly string[];
  /** Whether values outside of the pick list are refused. */
  readonly restricted?: boolean;
  /** The module that a lookup points to. */
  readonly lookup?: string;
}

/** Custom fields by module and API name. An unknown module becomes a custom one. */
export type CustomModules = Readonly<Record<string, Readonly<Record<string, CustomField>>>>;

/**
 * Records by module, e.g. `{ Leads: [{ Last_Name: "Doe" }] }`. Read-only fields such as `id` and `Created_Time` are
 * accepted as well. A million records come from a generator, which is read as they are stored; the first thousand
 * records then determine the types of new fields.
 */
export type SeedData = Readonly<Record<string, Iterable<Readonly<Record<string, unknown>>>>>;

/** Ids of the seeded records by module, in the order of the data. */
export type SeededIds = Record<string, string[]>;

/** Zoho's editions, which have different limits. */
export type Edition = (typeof EDITIONS)[number];
export const EDITIONS = ["free", "standard", "professional", "enterprise", "ultimate"] as const;

/** A custom view; `criteria` is e.g. `{ field: "City", comparator: "equal", value: "Paris" }`. */
export interface CustomViewSetup {
  name: string;
  criteria?: Readonly<Record<string, unknown>>;
}

/** A role. Without `reporting_to`, it reports to the first role. */
export interface RoleSetup {
  name: string;
  reporting_to?: string;
}

/** A profile. `lacks` names the permissions that errors name, e.g. `Crm_Implied_Delete_Leads`. */
export interface ProfileSetup {
  name: string;
  lacks?: readonly string[];
}

/** A territory below `parent`, with the same criteria as custom views. */
export interface TerritorySetup {
  name: string;
  parent?: string;
  criteria?: Readonly<Record<string, unknown>>;
}

/**
 * A user who joins an organization. Role, profile and territories are names; role and profile default to the first
 * ones.
 */
export interface NewUser {
  first_name?: string;
  last_name: string;
  email: string;
  role?: string;
  profile?: string;
  territories?: readonly string[];
  /** Territories that the user manages. */
  manages?: readonly string[];
}

/**
 * A function of the organization. It may run for up to 10 seconds.
 *
 * @param args The query, its `arguments` and the body, merged
 * @param info Adds a line to `userMessage`
 * @returns The output; a value that is not a string is sent as JSON
 */
export type CrmFunction = (args: Readonly<Record<string, unknown>>, info: (line: string) => void) => unknown;

/**
 * Handles the calls of an operation.
 *
 * @param request The request, without the emulator's address
 * @param path Values of the path parameters by name
 * @returns A `Response`, or a value to send as JSON; `undefined` for 204
 */
export type OperationHandler = (request: Request, path: Readonly<Record<string, string>>) => unknown;

/** A process that changes `field`. */
export interface BlueprintSetup {
  name?: string;
  field: string;
  /** `mandatory` lists fields that a step requires, and `Notes` for a note. */
  transitions: readonly { name: string; from: string | readonly string[]; to: string; mandatory?: readonly string[] }[];
  /** How long a record may stay in a state, e.g. `{ Open: "2d" }`. */
  limits?: Readonly<Record<string, string>>;
}

/** The initial setup of an organization. */
export interface OrganizationSetup {
  /** The unique name of the organization. The folder `data` uses it to find an added organization again. */
  name?: string;
  /** Initial records by module, e.g. `{ Leads: [{ Last_Name: "Doe" }] }`. An unknown module becomes a custom one. */
  seed?: SeedData;
  /**
   * Start with a few fictional leads, contacts, accounts and deals, as far as a `schema` has room for them.
   * @default true unless `seed` is set
   */
  defaultData?: boolean;
  /**
   * The schema of an organization, as `pullSchema` returns it and `schema.json` holds it. The organization then has its
   * modules, fields, layouts and related lists, and no others. Excludes `modules`.
   */
  schema?: Schema;
  /** Custom fields and modules, e.g. `{ Projects: { Budget: { type: "double" } } }`. */
  modules?: CustomModules;
  /** Determines the number of credits and of concurrent calls. @default "enterprise" */
  edition?: Edition;
  /**
   * Lists of records end here, with `DISCRETE_PAGINATION_LIMIT_EXCEEDED` for a page behind it. Zoho's later versions end
   * at 2000; whether v2 does is unverified. @default none
   */
  listCeiling?: number;
  /** Roles, higher ones first. The first user has the first role. @default ["CEO"] */
  roles?: readonly (string | RoleSetup)[];
  /** Profiles. The first one allows everything, and belongs to the first user. @default ["Administrator"] */
  profiles?: readonly (string | ProfileSetup)[];
  /** Territories, higher ones first. @default Midwest, with the first user */
  territories?: readonly (string | TerritorySetup)[];
  /** Groups of variables. @default ["General"] */
  variableGroups?: readonly string[];
  /** Company details, e.g. `{ company_name: "Acme" }`. */
  company?: Readonly<Record<string, unknown>>;
  /** Users besides the first one, Ada Example. */
  users?: readonly NewUser[];
  /** Custom views by module. */
  views?: Readonly<Record<string, readonly CustomViewSetup[]>>;
  /** Processes by module. Only their steps can then move a record through them. @default an example on deals */
  blueprints?: Readonly<Record<string, BlueprintSetup>>;
  /** Functions by name, run by the functions calls. */
  functions?: Readonly<Record<string, CrmFunction>>;
  /** Refuse what violates the description, as Zoho does. `false` accepts as much as possible. @default true */
  strict?: boolean;
}

/** Options for starting an emulator. */
export interface EmulatorOptions extends OrganizationSetup {
  /** TCP port; 0 picks a free one. @default 0 */
  port?: number;
  /** Address to listen on. Any address other than loopback lets other machines connect. @default "127.0.0.1" */
  host?: string;
  /**
   * Key and certificate in PEM format. With them the emulator speaks HTTPS, for clients that put `https://` before a
   * host.
   */
  tls?: { key: string; cert: string };
  /** The data center that consents report as `location`. @default "us" */
  dataCenter?: string;
  /** The clock for the expiry of tokens and the dates of records, in milliseconds since 1970. @default Date.now */
  now?: () => number;
  /** The OpenAPI document that defines the operations. @default the one shipped as `zcrm/openapi.json` */
  description?: object;
  /** Files with OpenAPI overlays that add operations of your own, as for `zcrm generate`. It needs the same packages. */
  overlays?: readonly string[];
  /**
   * Handlers of your own operations, or of any other, by name. Their parameters are checked by the description.
   *
   * @example
   * { getInvoicePdf: (request, { id }) => new Response(pdfs.get(id), { headers: { "Content-Type": "application/pdf" } }) }
   */
  handlers?: Readonly<Record<string, OperationHandler>>;
  /** Hosts, besides this machine, that receive notifications and reports of finished bulk jobs. @default none */
  callbackHosts?: readonly string[];
  /**
   * Folder to keep everything in. An existing folder is resumed, including client and tokens, and not re-seeded.
   * Added organizations are found again by their names, and their users by their addresses.
   */
  data?: string;
}
