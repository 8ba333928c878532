/** Reads the schema of an organization from Zoho. */
import type { Groups } from "../../generated/client.js";
import type { Field, Layout, Module, RelatedList } from "../../generated/models.js";
import { CrmError, isCrmError } from "../core/errors/errors.js";
import type { RequestOptions } from "../core/request/options.js";
import { schemaOf } from "./metadata.js";
import { checkedRows, type Listed, wordsFor } from "./metadata-rows.js";
import { allModules, type Choose, namedModules } from "./module-choice.js";
import type { Schema } from "./schema.js";

/** What reading a schema needs of a client. */
export interface SchemaClient extends Pick<Groups, "modules" | "fields" | "layouts" | "relatedLists" | "users"> {}

/** Options of {@link pullSchema}. */
export interface PullOptions {
  /** API names. @default "all" */
  modules?: "all" | readonly string[];
  /** Ends the pull, which then fails with the signal's reason. */
  signal?: AbortSignal;
  /** Called before the first module is read, and after each. */
  onProgress?: (progress: PullProgress) => void;
}

/** How far a pull is. */
export interface PullProgress {
  /** Modules read. */
  readonly done: number;
  /** Modules to read. */
  readonly total: number;
  /** The one just read. Missing before the first. */
  readonly module?: string;
  /** What the whole pull costs, without retries. */
  readonly credits: number;
}

/** The most calls that Zoho processes at once in any edition. The client's own limit is usually lower. */
const MOST_AT_ONCE = 25;

/** What is read of each module. */
const PARTS = ["fields", "layouts", "related_lists"] as const;

type Part = (typeof PARTS)[number];

/** The API credits that a pull of this number of modules costs. */
export const pullCredits = (modules: number): number => 2 + PARTS.length * modules;

/**
 * Reads the modules, fields, layouts and related lists of an organization. Costs 2 credits, and 3 for each module. What
 * the API does not have, or the user may not see, is in `leftOut` with the reason. The result does not depend on the order
 * of the responses. The token needs the scopes `ZohoCRM.settings.ALL` and, to know the profile, `ZohoCRM.users.READ`.
 *
 * @throws CrmError `INVALID_MODULE` or `NO_PERMISSION` if a module was named that there is not, or that the user may not
 *   see; `UNREADABLE_ANSWER` if a response does not make sense; and what the calls throw. The message names the module.
 * @example
 * const schema = await pullSchema(crm, { modules: ["Leads", "Deals"] });
 * console.log(schema.profile, Object.keys(schema.modules.Leads?.fields ?? {}));
 */
export function pullSchema(crm: SchemaClient, options: PullOptions = {}): Promise<Schema> {
  const { modules = "all", ...rest } = options;
  return modules === "all" ? pullChosen(crm, allModules, rest) : pullChosen(crm, namedModules(modules), rest);
}

/** Reads the modules that are chosen among those of the organization. */
export async function pullChosen(
  crm: SchemaClient,
  choose: Choose,
  { signal, onProgress }: Omit<PullOptions, "modules">,
): Promise<Schema> {
  const end = new AbortController();
  const request = { signal: signal ? AbortSignal.any([signal, end.signal]) : end.signal };
  try {
    const [known, profile] = await Promise.all([modulesOf(crm, request), profileOf(crm, request)]);
    const { modules, leftOut, areRequired } = choose(known);
    const total = modules.length;
    const credits = pullCredits(total);
    onProgress?.({ done: 0, total, credits });
    const readings = modules.map((module) => new Reading(module));
    let done = 0;
    const calls = readings.flatMap((reading) =>
      PARTS.map((part) => async () => {
        await reading.read(crm, part, request);
        if (!reading.isComplete) return;
        done += 1;
        onProgress?.({ done, total, module: reading.name, credits });
      }),
    );
    await inTurns(calls);
    if (areRequired) for (const reading of readings) reading.demandFields();
    return schemaOf(
      readings.filter(({ isVisible }) => isVisible),
      {
        profile,
        leftOut: Object.fromEntries([...Object.entries(leftOut), ...readings.flatMap(({ leftOut }) => leftOut)]),
      },
    );
  } finally {
    // After a failure, the other calls are of no use.
    end.abort();
  }
}

async function modulesOf(crm: SchemaClient, request: RequestOptions): Promise<readonly Module[]> {
  const { modules } = await crm.modules.list({}, request);
  return checkedRows(modules, "modules");
}

/** The profile of the token's user; null if the token may not read it. */
async function profileOf(crm: SchemaClient, request: RequestOptions): Promise<string | null> {
  try {
    const { users } = await crm.users.list({ type: "CurrentUser" }, request);
    return checkedRows(users, "users")[0]?.profile?.name ?? null;
  } catch (error) {
    if (isCrmError(error, "Forbidden")) return null;
    throw error;
  }
}

/** What has been read of a module. */
class Reading {
  readonly module: Module;
  fields: readonly Field[] = [];
  layouts: readonly Layout[] = [];
  relatedLists: readonly RelatedList[] = [];
  readonly #rejected = new Map<Part, CrmError>();
  #missing: number = PARTS.length;

  constructor(module: Module) {
    this.module = module;
  }

  get name(): string {
    return this.module.api_name;
  }

  get isComplete(): boolean {
    return this.#missing === 0;
  }

  /** Whether it belongs in the schema: without fields, nothing is known of it. */
  get isVisible(): boolean {
    return !this.#rejected.has("fields");
  }

  /** What was not read of it, by place, and why. */
  get leftOut(): [place: string, reason: string][] {
    const fields = this.#rejected.get("fields");
    if (fields) return [[this.name, reasonOf(fields)]];
    return Array.from(this.#rejected, ([part, error]) => [`${this.name}/${part}`, reasonOf(error)]);
  }

  async read(crm: SchemaClient, part: Part, request: RequestOptions): Promise<void> {
    const { name } = this;
    await this.#call(crm, part, request).catch((error: unknown) => {
      const isOfCall = isCrmError(error, "Api") || isCrmError(error, "Response");
      if (!isOfCall) throw error;
      if (!isAboutModule(error)) throw within(error, part, name);
      this.#rejected.set(part, error);
    });
    this.#missing -= 1;
  }

  async #call(crm: SchemaClient, part: Part, request: RequestOptions): Promise<void> {
    const module = this.name;
    if (part === "fields") {
      this.fields = checkedRows((await crm.fields.list({ module }, request)).fields, part, module);
    } else if (part === "layouts") {
      this.layouts = checkedRows((await crm.layouts.list({ module }, request)).layouts, part, module);
    } else {
      const { related_lists } = await crm.relatedLists.list({ module }, request);
      this.relatedLists = checkedRows(related_lists, part, module);
    }
  }

  /** @throws CrmError if the fields cannot be read */
  demandFields(): void {
    const error = this.#rejected.get("fields");
    if (error) throw restated(error, `the module ${this.name} cannot be read: ${error.message}`);
  }
}

/** Whether Zoho rejected a call because of its module. A gateway's page has no code of Zoho's. */
const isAboutModule = (error: CrmError): boolean =>
  isCrmError(error, "Api") &&
  [400, 403, 404].includes(error.status) &&
  !isCrmError(error, "RateLimit") &&
  !error.code.startsWith("HTTP_");

const reasonOf = ({ code, status }: CrmError): string =>
  status === 403 ? `the user may not see it (${code})` : `Zoho does not return it (${code})`;

/** The same error, with what was being read. */
const within = (error: CrmError, listed: Listed, module: string): CrmError =>
  restated(error, `${error.message} (when reading the ${wordsFor(listed, module)})`);

const restated = (cause: CrmError, message: string): CrmError => {
  const { code, operation, status, details, retryable } = cause;
  return new CrmError(message, { code, operation, status, details, retryable, cause });
};

/** Makes calls in order, as many at once as are of use. */
async function inTurns(calls: readonly (() => Promise<void>)[]): Promise<void> {
  const rest = calls.values();
  const worker = async (): Promise<void> => {
    for (const call of rest) await call();
  };
  await Promise.all(Array.from({ length: Math.min(MOST_AT_ONCE, calls.length) }, worker));
}
