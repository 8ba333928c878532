/** What the console's page and the emulator send each other: events without being asked, and calls with their results. */
import type { Fault } from "../calls/faults.js";
import type { LoggedRequest } from "../calls/request-log.js";
import type { FieldDefinition } from "../modules/modules.js";

export type { Fault, FieldDefinition, LoggedRequest };

/** Server-Sent Events by name. A stream begins with the whole state, then reports what changed. */
export interface ConsoleEvents {
  readonly clock: {
    /** Milliseconds since 1970, rounded down to a second. */
    readonly time: number;
  };
  readonly overview: Overview;
  readonly faults: readonly WaitingFault[];
  readonly tokens: TokenList;
  readonly requests: NewRequests;
}

/**
 * Calls below `/_emulator/`, by method and name. A `GET` sends its input as the query, a `POST` as JSON. Each also
 * carries the organization and user that the page acts as, if they are not the first ones.
 */
export interface ConsoleCalls {
  "GET records"(input: { readonly module: string; readonly word: string; readonly page: number }): RecordPage;
  "GET record"(input: { readonly module: string; readonly id: string }): RecordDetails | null;
  /** The writable fields of a module: mandatory ones first, then plain ones, then lookups and JSON. */
  "GET fields"(input: { readonly module: string }): readonly FieldDefinition[];
  /** The recycle bin of a module, the latest deletion first. */
  "GET bin"(input: { readonly module: string }): readonly BinEntry[];
  "GET request"(input: { readonly number: number }): LoggedRequest;
  "POST requests/clear"(): void;
  /** Errors that a fault can respond with, for the page to suggest. */
  "GET errors"(): readonly SampleError[];
  "POST faults"(fault: Fault): void;
  "POST faults/remove"(input: { readonly number: number }): void;
  "POST faults/clear"(): void;
  /** An access token for the calls that the page makes. */
  "POST token"(): { readonly token: string };
  "POST tokens/expire"(): void;
  /** Advances the clock, e.g. by `61m`. */
  "POST clock"(input: { readonly by: string }): void;
  /** Shell lines that contain the client's secrets. */
  "POST environment"(): { readonly lines: readonly string[] };
  "GET reference"(): readonly ReferenceOperation[];
}

/** What every view of the page shows or depends on. */
export interface Overview {
  /** Rises with every change of the state. */
  readonly revision: number;
  readonly credits: { readonly used: number; readonly limit: number };
  readonly modules: readonly ModuleSummary[];
  readonly organizations: readonly OrganizationSummary[];
}

export interface ModuleSummary {
  readonly name: string;
  readonly label: string;
  /** The number of records. */
  readonly count: number;
  /** The number of records in the recycle bin. */
  readonly deleted: number;
}

export interface OrganizationSummary {
  /** Identifies the organization in calls. */
  readonly owner: string;
  readonly name: string;
  /** The active users, the first user of the organization at the top. */
  readonly users: readonly { readonly id: string; readonly name: string }[];
}

/** One page of a module's records, newest first: all records, or those that contain a word. */
export interface RecordPage {
  readonly module: string;
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly id: string; readonly cells: readonly unknown[] }[];
}

/** A record with what belongs to it. */
export interface RecordDetails {
  /** What its module calls it, e.g. `Greta Olsen`. */
  readonly name: string;
  /** As the API returns it, but with the fields in the order of the description. */
  readonly record: Readonly<Record<string, unknown>>;
  /** The latest first. */
  readonly notes: readonly {
    readonly id: string;
    readonly title: string;
    readonly content: string;
    readonly by: string;
  }[];
  readonly files: readonly { readonly id: string; readonly name: string; readonly size: number | undefined }[];
}

export interface BinEntry {
  readonly id: string;
  readonly name: string;
  readonly time: string;
  readonly by: string;
}

/** An entry of the request log in short. `GET request` returns all of it. */
export interface RequestSummary
  extends Pick<LoggedRequest, "method" | "path" | "operation" | "name" | "status" | "time" | "duration" | "call"> {
  /** Rises from entry to entry. */
  readonly number: number;
}

/** What is new in the request log. */
export interface NewRequests {
  /** Number of the oldest entry still in the log, or of the next entry if the log is empty. */
  readonly oldest: number;
  readonly added: readonly RequestSummary[];
}

/** A fault that has not been used up. */
export interface WaitingFault extends Fault {
  readonly number: number;
  /** How many matching calls pass first. */
  readonly skip: number;
  /** How many calls the fault hits after that. */
  readonly left: number;
}

/** A response that the page suggests for a fault. */
export interface SampleError {
  readonly name: string;
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The tokens of an organization, each abbreviated. */
export interface TokenList {
  readonly clientId: string;
  readonly refreshTokens: readonly TokenSummary[];
  readonly accessTokens: readonly TokenSummary[];
}

export interface TokenSummary {
  readonly token: string;
  /** Name of the user whose token it is. */
  readonly user: string;
  /** When the token expires, in milliseconds since 1970. */
  readonly expires?: number;
}

/** One operation, with what a form for it needs. */
export interface ReferenceOperation {
  readonly id: string;
  /** As programs call it, e.g. `records.list`. */
  readonly name: string;
  readonly tag: string;
  readonly summary: string;
  readonly description: string;
  readonly method: string;
  /** Path from the root of the server, with parameters in braces. */
  readonly path: string;
  readonly parameters: readonly ReferenceParameter[];
  readonly body?: ReferenceBody;
  /** Alternatives, each of which may need several scopes at once. */
  readonly scopes: readonly (readonly string[])[];
  /** An example of the first successful response. Empty if it has no JSON. */
  readonly answer: string;
}

export interface ReferenceParameter {
  readonly name: string;
  /** Its name in a program. */
  readonly codeName: string;
  readonly type: "string" | "number" | "boolean" | "array";
  readonly in: string;
  readonly required: boolean;
  readonly description: string;
  readonly example: string;
  /** The allowed values, if the description lists them. */
  readonly choices: readonly string[];
}

export interface ReferenceBody {
  readonly type: string;
  /** The body that the form starts with. Empty for a form with fields. */
  readonly example: string;
  /** Fields of a form; a field that takes a file has no example. */
  readonly fields: readonly { readonly name: string; readonly isFile: boolean; readonly example: string }[];
}
