/** The names that modules have in code and on disk. They come from API names: labels change with the language. */
import { isDeviceName, pascalCase } from "../../../codegen/code/names.js";
import { byText } from "../canonical.js";
import { OUR_TYPES } from "./ours.js";

/** What the files of a module and its types are called. */
export interface ModuleNames {
  /** The file, without its ending: `Sales_Orders`. */
  readonly file: string;
  /** `SalesOrder` */
  readonly read: string;
  /** `NewSalesOrder` */
  readonly create: string;
  /** `SalesOrderUpdate` */
  readonly update: string;
  /** `SalesOrderColumns` */
  readonly columns: string;
}

/** Types of the language that a program would miss in a file that imports a module's type of the same name. */
const GLOBALS: ReadonlySet<string> = new Set(
  (
    "Array Awaited BigInt Blob Boolean Buffer Date Document Element Error Event Exclude Extract File Function Headers " +
    "Image Iterable Iterator Location Map Math Node NonNullable Notification Number Object Omit Option Parameters " +
    "Partial Pick Plugin Promise Proxy Range Readonly Record Request Required Response Selection Set String Symbol Text URL"
  ).split(" "),
);

/** Names of types that no type and no import of the files may have. */
export const RESERVED: ReadonlySet<string> = new Set([
  ...GLOBALS,
  ...OUR_TYPES,
  ..."CrmClient Download Module ModuleName Org RecordOf Types".split(" "),
]);

/** The maximum length of a file's name, without its ending and a number. */
const MAX_FILE_NAME = 100;

/**
 * The names of all modules. A name depends on its module alone, unless another module would have the same: then the
 * plural and the shorter one keep it, as of `Projects`, `Project` and `New_Projects`.
 */
export function moduleNames(apiNames: readonly string[]): Map<string, ModuleNames> {
  const types = new Set(RESERVED);
  const files = new Set(["index"]);
  const inOrder = apiNames.toSorted(
    (a, b) => Number(isPlural(b)) - Number(isPlural(a)) || a.length - b.length || byText(a, b),
  );
  const names = inOrder.map((apiName) => {
    const read = free(recordName(apiName), (name) => Object.values(typesOf(name)).every((type) => !types.has(type)));
    for (const type of Object.values(typesOf(read))) types.add(type);
    // Some file systems do not tell capitals from small letters.
    const file = free(fileName(apiName), (name) => !files.has(name.toLowerCase()));
    files.add(file.toLowerCase());
    return [apiName, { file, ...typesOf(read) }] as const;
  });
  return new Map(names);
}

/** The first of `name`, `name2`, `name3` … that is free. */
export function free(name: string, isFree: (name: string) => boolean): string {
  for (let number = 1; ; number++) {
    const wish = number === 1 ? name : `${name}${number}`;
    if (isFree(wish)) return wish;
  }
}

/** A name for code: `Lead_Source` → `LeadSource`. */
export const typeName = (apiName: string, prefix: string): string => {
  const name = pascalCase(apiName.replace(/[^A-Za-z0-9]+/g, " "));
  return /^[A-Z]/.test(name) ? name : `${prefix}${name}`;
};

const typesOf = (read: string) => ({
  read,
  create: `New${read}`,
  update: `${read}Update`,
  columns: `${read}Columns`,
});

/** `Sales_Orders` → `SalesOrder`; `Events` → `EventRecord`, because every program knows another `Event`. */
function recordName(apiName: string): string {
  const name = typeName(singular(apiName), "Module");
  return GLOBALS.has(name) ? `${name}Record` : name;
}

const isPlural = (apiName: string): boolean => singular(apiName) !== apiName;

/** Words that end like plurals: `SMS`, `Address`, `Status`, `Analysis`. */
const NOT_PLURAL = /(?:[A-Z]S|ss|us|is|[Ss]eries|[Ss]pecies|[Nn]ews)$/;

/** The singular of a name whose last word is an English plural. */
function singular(name: string): string {
  if (NOT_PLURAL.test(name)) return name;
  if (/[^aeiou_]ies$/.test(name)) return `${name.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|zz)es$/.test(name)) return name.slice(0, -2);
  return /[a-z]s$/.test(name) ? name.slice(0, -1) : name;
}

function fileName(apiName: string): string {
  const name = apiName.replace(/[^A-Za-z0-9_]+/g, "_").slice(0, MAX_FILE_NAME);
  return name === "" || isDeviceName(name) ? `${name}_` : name;
}
