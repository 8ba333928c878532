/** What to do about a pull that failed. */
import { CrmError, isCrmError } from "../../core/errors/errors.js";
import { CommandError } from "../command.js";

/** The scopes that a pull needs. */
const SCOPES = [
  "ZohoCRM.settings.modules.READ",
  "ZohoCRM.settings.fields.READ",
  "ZohoCRM.settings.layouts.READ",
  "ZohoCRM.settings.related_lists.READ",
];

/** The same error, with what to do about it if that is known. */
export function withRemedy(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return new CommandError("stopped; nothing was written", 130);
  if (!isCrmError(error) || error.code !== "OAUTH_SCOPE_MISMATCH") return error;
  const remedy =
    `zcrm pull needs ${SCOPES.join(", ")} (or ZohoCRM.settings.ALL), and ZohoCRM.users.READ for the profile: ` +
    "run zcrm login, which asks for all of them, or pass them to zcrm login --scopes with the others that you need";
  const { code, operation, status, details } = error;
  return new CrmError(`${error.message}\n${remedy}`, { code, operation, status, details, cause: error });
}
