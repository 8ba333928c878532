// What an emulator and its organisations begin with.

/** What a field holds, by Zoho's names of data types. */
export type FieldType = (typeof FIELD_TYPES)[number];
export const FIELD_TYPES = [
  "text",
  "textarea",
  "email",
  "phone",
  "website",
  "picklist",
  "multiselectpicklist",
  "lookup",
  "ownerlookup",
  "integer",
  "double",
  "boolean",
  "date",
  "datetime",
  "jsonarray",
  "jsonobject",
  "autonumber",
  "fileupload",
] as const;

/** A field of one's own, in the simplest terms. */
export interface CustomField {
  readonly type: FieldType;
  readonly mandatory?: boolean;
  readonly unique?: boolean;
  readonly maxLength?: number;
  readonly pickList?: readonly string[];
  /** Whether values that the pick list lacks are refused. */
  readonly restricted?: boolean;
  /** The module that a lookup points to. */
  readonly lookup?: string;
}

/** Fields of one's own by module and API name. A module that Zoho does not have becomes a custom one. */
export type CustomModules = Readonly<Record<string, Readonly<Record<string, CustomField>>>>;

/** Records by module, e.g. `{ Leads: [{ Last_Name: "Doe" }] }`. Read-only fields such as `id` and `Created_Time` are taken as well. */
export type SeedData = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** Ids of the seeded records by module, in the order of the data. */
export type SeededIds = Record<string, string[]>;

/** Zoho's editions, which differ in what they allow. */
export type Edition = (typeof EDITIONS)[number];
export const EDITIONS = ["free", "standard", "professional", "enterprise", "ultimate"] as const;

/** A custom view; `criteria` is e.g. `{ field: "City", comparator: "equal", value: "Paris" }`. */
export interface CustomViewSetup {
  name: string;
  criteria?: Readonly<Record<string, unknown>>;
}

/** A role. Without `reporting_to` it reports to the first one. */
export interface RoleSetup {
  name: string;
  reporting_to?: string;
}

/** A profile. `lacks` names what errors name, e.g. `Crm_Implied_Delete_Leads`. */
export interface ProfileSetup {
  name: string;
  lacks?: readonly string[];
}

/** A territory below `parent`, with criteria as a custom view has them. */
export interface TerritorySetup {
  name: string;
  parent?: string;
  criteria?: Readonly<Record<string, unknown>>;
}

/** Someone who joins an organisation. Places are named; role and profile are the first ones where they are not. */
export interface NewUser {
  first_name?: string;
  last_name: string;
  email: string;
  role?: string;
  profile?: string;
  territories?: readonly string[];
  /** Territories that he is the manager of. */
  manages?: readonly string[];
}

/**
 * A function of the organisation.
 *
 * @param args - the query, its `arguments` and the body, merged
 * @param info - writes a line of `userMessage`
 * @returns the output; what is no text is sent as JSON. It has 10 seconds
 */
export type CrmFunction = (args: Readonly<Record<string, unknown>>, info: (line: string) => void) => unknown;

/** A process that moves `field`. */
export interface BlueprintSetup {
  name?: string;
  field: string;
  /** `mandatory` names fields that a step wants filled, and `Notes` for a note. */
  transitions: readonly { name: string; from: string | readonly string[]; to: string; mandatory?: readonly string[] }[];
  /** How long a record may be in a state, e.g. `{ Open: "2d" }`. */
  limits?: Readonly<Record<string, string>>;
}

/** An organisation to begin with. */
export interface OrganizationSetup {
  /** No two have the same. The folder `data` finds an added organisation again by it. */
  name?: string;
  /** Records to begin with, by module, e.g. `{ Leads: [{ Last_Name: "Doe" }] }`. An unknown module becomes a custom one. */
  seed?: SeedData;
  /** Begin with a few invented leads, contacts, accounts and deals. @default true unless `seed` is given */
  defaultData?: boolean;
  /** Fields and modules of one's own, e.g. `{ Projects: { Budget: { type: "double" } } }`. */
  modules?: CustomModules;
  /** Decides how many credits and how many calls at the same moment there are. @default "enterprise" */
  edition?: Edition;
  /** Roles, higher ones first; the first is that of the first user. @default ["CEO"] */
  roles?: readonly (string | RoleSetup)[];
  /** Profiles. The first may do everything, and is that of the first user. @default ["Administrator"] */
  profiles?: readonly (string | ProfileSetup)[];
  /** Territories, higher ones first. @default Midwest, of the first user */
  territories?: readonly (string | TerritorySetup)[];
  /** Groups of variables. @default ["General"] */
  variableGroups?: readonly string[];
  /** What the organisation says of itself, e.g. `{ company_name: "Acme" }`. */
  company?: Readonly<Record<string, unknown>>;
  /** People beside the first user, Ada Example. */
  users?: readonly NewUser[];
  /** Custom views by module. */
  views?: Readonly<Record<string, readonly CustomViewSetup[]>>;
  /** Processes by module. Then their steps alone move a record through them. @default an example on deals */
  blueprints?: Readonly<Record<string, BlueprintSetup>>;
  /** Functions that the calls of functions run, by name. */
  functions?: Readonly<Record<string, CrmFunction>>;
  /** Refuse what breaks the description, as Zoho does. `false` takes what can be taken. @default true */
  strict?: boolean;
}

/** How to start an emulator. */
export interface EmulatorOptions extends OrganizationSetup {
  /** TCP port; 0 takes a free one. @default 0 */
  port?: number;
  /** Address to listen at; any other than loopback lets other machines in. @default "127.0.0.1" */
  host?: string;
  /** PEM texts; with them the emulator speaks HTTPS, as clients want that put `https://` before a host. */
  tls?: { key: string; cert: string };
  /** What consents name as `location`. @default "us" */
  dataCenter?: string;
  /** The clock by which tokens expire and records are dated, in milliseconds since 1970. @default Date.now */
  now?: () => number;
  /** The OpenAPI document to route by. @default the one that ships as `zcrm/openapi.json` */
  description?: object;
  /** Hosts, besides this machine, that notifications and finished bulk jobs are posted to. @default none */
  callbackHosts?: readonly string[];
  /**
   * Folder to keep everything in. What it holds is gone on with, client and tokens too, and not seeded. Organisations that
   * are added are found again by their names, and their users by their addresses.
   */
  data?: string;
}
