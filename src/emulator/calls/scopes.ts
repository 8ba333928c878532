/** What a token may do: compares the granted scopes with those that the description requires for a call. */
import type { Grant } from "../accounts/accounts.js";
import { type Description, METHODS, type OperationObject } from "../description.js";
import type { ModuleDefinition } from "../modules/modules.js";
import type { Organization } from "../organization.js";
import { ACTIVITIES } from "../records/store.js";
import { splitList } from "../values/values.js";
import type { Call } from "./call.js";
import { moduleOf } from "./module-of.js";

/** Scopes that exist besides those that calls require: the identity of a user, and the mails of later versions. */
const UNUSED = [
  ...["email", "profile", "ZohoCRM.org.UPDATE"],
  ...["ZohoCRM.send_mail.{module}.CREATE", "ZohoCRM.send_mail.all.CREATE"],
];
/** The actions on each group of settings, whether there is a call for it or not. */
const SETTINGS_OPERATIONS = ["READ", "CREATE", "UPDATE", "DELETE"];
/** What `{module}` means besides the modules that have records. All custom modules share one name. */
const OTHER_NAMES = ["custom", "activities", "attachments"];
/** Used if a call fails to name a module. Its handler refuses the call for that reason. */
const ANY = "*";

/** Zoho accepts commas; other clients write spaces. */
export const readScopes = (text: string): string[] => splitList(text.replaceAll(/\s+/g, ","));

/** The scopes that exist. */
export class Scopes {
  readonly #security: Security;
  readonly #wanted: readonly string[];

  constructor({ paths, security = [] }: Description) {
    this.#security = security;
    const operations = Object.values(paths).flatMap((item) => METHODS.flatMap((method) => item[method] ?? []));
    const wanted = operations.flatMap((operation) => alternatives(operation.security ?? security).flat());
    this.#wanted = [...new Set([...UNUSED, ...wanted.flatMap(withOperations)])];
  }

  /** Whether the granted scopes allow a call. A lenient organization does not check. */
  allow(call: Call, organization: Organization, granted: Grant["scopes"]): boolean {
    if (granted === undefined || !organization.strict) return true;
    const wanted = alternatives(call.route.operation.security ?? this.#security);
    const isOfModule = wanted.some((scopes) => scopes.some((scope) => scope.includes(MODULE)));
    const module = isOfModule ? scopeModule(call, organization) : ANY;
    const isGranted = (scope: string) => granted.some((one) => covers(one, withModule(scope, module)));
    return wanted.some((scopes) => scopes.every(isGranted));
  }

  /** The first of `scopes` that does not exist. A lenient organization accepts every scope. */
  unknown(scopes: readonly string[], { strict, records }: Organization): string | undefined {
    if (!strict) return undefined;
    const modules = [...OTHER_NAMES, ...Array.from(records.tables(), ({ module }) => scopeNameOf(module))];
    const all = this.#wanted.flatMap((scope) => modules.map((module) => withModule(scope, module)));
    const known = [...new Set(all)];
    return [...new Set(scopes)].find((scope) => !known.some((one) => covers(scope, one)));
  }
}

/** In the scopes of the description: the module of the call. */
export const MODULE = "{module}";

const withModule = (scope: string, module: string): string => scope.replace(MODULE, module);

/** `ZohoCRM.settings.fields.READ` and the like. */
function withOperations(scope: string): readonly string[] {
  const [, group] = /^(ZohoCRM\.settings\.\w+)\.\w+$/.exec(scope) ?? [];
  return group === undefined ? [scope] : SETTINGS_OPERATIONS.map((operation) => `${group}.${operation}`);
}

type Security = NonNullable<OperationObject["security"]>;

/** The alternative lists of scopes of an operation: a call needs every scope of one of them. */
const alternatives = (security: Security): readonly (readonly string[])[] =>
  security.map((scheme) => Object.values(scheme).flat());

/**
 * `ZohoCRM.modules.ALL` covers every operation on every module, `ZohoCRM.settings.READ` covers reading every setting.
 */
function covers(granted: string, wanted: string): boolean {
  const given = granted.toLowerCase().split(".");
  const asked = wanted.toLowerCase().split(".");
  const group = given.slice(0, -1);
  if (group.length < 2) return granted.toLowerCase() === wanted.toLowerCase();
  const operation = given.at(-1);
  return (
    group.length < asked.length &&
    group.every((part, index) => part === asked[index] || asked[index] === ANY) &&
    (operation === "all" || operation === asked.at(-1))
  );
}

/** `Sales_Orders` is `salesorders` in scopes. */
export const scopeNameOf = ({ apiName, custom }: ModuleDefinition): string =>
  custom ? "custom" : apiName.replaceAll("_", "").toLowerCase();

/** The name of a module in scopes. A caller who may access any module gets the error for an unknown one. */
function scopeModule(call: Call, organization: Organization): string {
  const name = moduleOf(call, organization);
  if (name === undefined) return ANY;
  const table = organization.records.tableOf(name);
  if (table !== undefined) return scopeNameOf(table.module);
  return name === ACTIVITIES ? name.toLowerCase() : "custom";
}
