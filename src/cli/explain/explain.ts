import { CommandError, command, UsageError } from "../command.js";
import { rowsOf } from "../help.js";
import { columnsOf, heading } from "../output.js";
import { type Explanation, explained, explanations, meantCodes, RETRIES } from "./explanations.js";

/** `zcrm explain` */
export const explain = command({
  usage: ["[CODE] [OPTIONS]"],
  words: () => [...new Set(explanations().map(({ code }) => code))].filter((code) => !/\s/.test(code)),
  about: [
    "Explains an error code: its cause, what to do about it, whether the same call can succeed later, and which operations respond with it. It knows the codes of Zoho CRM and of Zoho's accounts server, and those of this client. Errors end with the same remedies. Uppercase and lowercase letters make no difference.",
    "Without a code, it lists all of them.",
  ],
  examples: [
    ["zcrm explain DUPLICATE_DATA", "an error of Zoho CRM"],
    ["zcrm explain invalid_code --json", "an error of Zoho's accounts server, for a program"],
    ["zcrm explain", "all of them"],
  ],
  options: {},
  json: "{ errors: [{ code, origin, cause, remedy, statuses, retry, where, operations, details }] }",
  exitCodes: { 0: "success", 2: "unknown code, or wrong usage" },
  failureCode: 2,
  async run(_, { words }) {
    if (words.length === 0) {
      const errors = explanations();
      return { text: listOf(errors), data: { errors } };
    }
    const code = words.join(" ");
    const errors = explained(code);
    if (errors.length === 0 && words.length > 1 && explained(words[0] ?? "").length > 0)
      throw new UsageError(`pass one code, not ${words.length}`);
    if (errors.length === 0) throw unknownCode(code);
    return { text: errors.map(textOf).join("\n\n"), data: { errors } };
  },
});

/** The maximum number of suggestions. */
const MAX_MEANT = 5;

function unknownCode(code: string): CommandError {
  const meant = meantCodes(code);
  const hint =
    meant.length === 0
      ? "zcrm explain lists all codes"
      : `did you mean ${meant.slice(0, MAX_MEANT).join(", ")}${meant.length > MAX_MEANT ? ", …" : ""}?`;
  return new CommandError(`${JSON.stringify(code.slice(0, 100))} is not a known code; ${hint}`);
}

function textOf(error: Explanation): string {
  const { code, origin, cause, remedy, statuses, retry, where, operations, details } = error;
  const rows: (readonly [string, string])[] = [
    ["What to do", remedy],
    ["Retry", RETRIES[retry]],
    ["Status", statuses.join(", ")],
    ["Occurs in", [...(where === undefined ? [] : [where]), ...operations].join(", ")],
    ["Details, e.g.", details === undefined ? "" : JSON.stringify(details)],
    ["Raised by", origin],
  ];
  const filled = rows.filter(([, value]) => value !== "");
  return `${heading(code)}\n${cause}\n\n${rowsOf(filled, columnsOf(process.stdout) ?? 100)}`;
}

function listOf(errors: readonly Explanation[]): string {
  const origins = [...new Set(errors.map(({ origin }) => origin))];
  const width = columnsOf(process.stdout) ?? 100;
  return origins
    .map((origin) => {
      const own = errors.filter((error) => error.origin === origin);
      return `${heading(`Raised by ${origin}:`)}\n${rowsOf(
        own.map(({ code, cause }) => [code, cause]),
        width,
      )}`;
    })
    .join("\n\n");
}
