/** Words that may not be the name of a function, parameter or type. */
const RESERVED: ReadonlySet<string> = new Set(
  (
    "abstract any arguments as async await bigint boolean break case catch class const continue debugger declare " +
    "default delete do else enum eval export extends false finally for from function get if implements import in " +
    "infer instanceof interface is keyof let module namespace never new null number object of package private " +
    "protected public readonly require return satisfies set static string super switch symbol this throw true try " +
    "type typeof undefined unique unknown var void while with yield"
  ).split(" "),
);

/** Words of the language that may still name a variable or a parameter. */
const CONTEXTUAL: ReadonlySet<string> = new Set(
  (
    "abstract any as async bigint boolean declare from get infer is keyof module namespace never number object of " +
    "readonly require satisfies set string symbol type undefined unique unknown"
  ).split(" "),
);

/** Whether the text can name a variable. */
export const isIdentifier = (text: string): boolean =>
  /^[A-Za-z_$][\w$]*$/.test(text) && (!RESERVED.has(text) || CONTEXTUAL.has(text));

/**
 * A name of the description that code declares or uses: the check that every such name passes.
 * @throws Error if it could be anything but a name.
 */
export function checkedName(name: string): string {
  if (isIdentifier(name)) return name;
  throw new Error(`${JSON.stringify(name)} cannot be a name in code`);
}

/** `Custom views` → `customViews`, `OAuth` → `oauth`, `If-Modified-Since` → `ifModifiedSince`. */
export function camelCase(text: string): string {
  const [first = "", ...rest] = wordsOf(text);
  return [isAcronym(first) ? first.toLowerCase() : lowerFirst(first), ...rest.map(upperFirst)].join("");
}

/** `getRecords` → `GetRecords`. */
export const pascalCase = (text: string): string => wordsOf(text).map(upperFirst).join("");

/** `Custom views` → `custom-views`, the name of the tag's file. */
export const kebabCase = (text: string): string =>
  wordsOf(text)
    .map((word) => word.toLowerCase())
    .join("-");

const wordsOf = (text: string): string[] => text.split(/[^A-Za-z0-9_$]+/).filter((word) => word !== "");
const isAcronym = (word: string): boolean => /^[A-Z]{2}/.test(word);
const lowerFirst = (word: string): string => word.charAt(0).toLowerCase() + word.slice(1);
/** A word all in capitals loses them: `EXTERNAL` → `External`. */
const upperFirst = (word: string): string =>
  word.charAt(0).toUpperCase() + (/^[A-Z]+$/.test(word) ? word.slice(1).toLowerCase() : word.slice(1));

/** Names that Windows keeps for devices, whatever ending a file of that name has. */
export const DEVICES: readonly string[] = [
  "con",
  "prn",
  "aux",
  "nul",
  ..."0123456789".split("").flatMap((digit) => [`com${digit}`, `lpt${digit}`]),
];

export const isDeviceName = (name: string): boolean => DEVICES.includes(name.toLowerCase());
