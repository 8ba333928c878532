/** Conditions that the command line states. */
import { fitting } from "../../schema/values/value-problem.js";
import { UsageError } from "../command.js";

const isTime = fitting("datetime");

/** The condition of `--where` and `--since` together. @throws UsageError for a time without an offset */
export function sinceCondition(where: string | undefined, since: string | undefined): string | undefined {
  if (since === undefined) return where;
  if (!isTime(since))
    throw new UsageError(
      `--since ${since}: pass a time with its offset from UTC, such as 2026-05-14T00:00:00+02:00 or 2026-05-14T00:00:00Z`,
    );
  const changed = `Modified_Time >= '${withSeconds(since)}'`;
  return where === undefined ? changed : `((${where}) and ${changed})`;
}

/** As COQL wants it. */
const withSeconds = (time: string): string =>
  time
    .replace(/T(\d\d:\d\d)(?=Z|[+-])/, "T$1:00")
    .replace(/Z$/, "+00:00")
    .replace(/([+-]\d\d)(\d\d)$/, "$1:$2");
