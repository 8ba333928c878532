import { EMAIL } from "../../schema/values/value-problem.js";
import type { Handler, HandlerContext, Handlers } from "../calls/handler.js";
import { modifiedResponse } from "../conventions/modified-since.js";
import { cutPage } from "../conventions/paging.js";
import { isRefusal, settingCalls } from "../conventions/setting-lists.js";
import { invalidData, notPrivileged, patternNotMatched, unknownId, unknownRelatedId } from "../http/errors.js";
import { type ErrorBody, errorBody, json, noContent, success } from "../http/responses.js";
import { limits } from "../limits.js";
import type { UserCrm } from "../records/crm.js";
import { isAdministrator } from "../settings/profiles.js";
import type { Setting } from "../settings/settings.js";
import { settingReference, USER, userDetails, userOf, userReference } from "../settings/users.js";
import { idIn, isObject, type Values } from "../values/values.js";

/** Users included in the free edition. */
const FREE_USERS = limits.users.freeEdition;

const users = settingCalls({
  key: "users",
  dated: true,
  added: "User added",
  updated: "User updated",
  deleted: "User deleted",
  unique: ["email"],
  complete: (given, _list, { crm, organization }) => {
    const row = writableMembers(given);
    if (organization.edition === "free" && crm.users.countActive() >= FREE_USERS)
      return errorBody("LICENSE_LIMIT_EXCEEDED", "Request exceeds your license limit. Need to upgrade in order to add");
    if (row.email !== undefined && !isEmail(row.email)) return patternNotMatched("email").body;
    const places = readAssignments(row, crm);
    if (isRefusal(places)) return places;
    const [[role], [profile]] = [crm.settings.list("roles").values(), crm.settings.list("profiles").values()];
    const first = { role: role && settingReference(role), profile: profile && settingReference(profile) };
    // The user is invited. The id is set when the entry is stored.
    const invited = { ...first, ...row, ...places, status: "active", confirm: false, zuid: null, id: "" };
    return userDetails(invited, crm.time(), crm.user);
  },
  change: (row, entry, context) => changeProblem(row, entry) ?? changedUser(writableMembers(row), entry, context),
  details: ({ id, email }) => ({ id, email }),
});

/** Members that only Zoho sets. */
const READ_ONLY = new Set([
  ...["id", "zuid", "full_name", "confirm", "offset", "Isonline", "microsoft", "personal_account", "sandboxDeveloper"],
  ...["created_time", "created_by", "Modified_Time", "Modified_By"],
]);

const writableMembers = (row: Values): Values =>
  Object.fromEntries(Object.entries(row).filter(([member]) => !READ_ONLY.has(member)));

const isEmail = (value: unknown): boolean => typeof value === "string" && EMAIL.test(value);

/** The role, profile and territories that a row names, by id or as an object, as users show them. */
function readAssignments(
  { role, profile, Reporting_To: above, territories }: Values,
  { settings }: UserCrm,
): Values | ErrorBody {
  const places: Record<string, unknown> = {};
  for (const [member, list, given] of [
    ["role", "roles", role],
    ["profile", "profiles", profile],
    ["Reporting_To", "users", above],
  ] as const) {
    // Some users report to nobody.
    if (given === undefined || (list === "users" && given === null)) continue;
    const place = settings.list(list).get(idIn(given));
    if (place === undefined) return unknownRelatedId(member);
    places[member] = list === "users" ? userReference(userOf(place)) : settingReference(place);
  }
  if (!Array.isArray(territories)) return places;
  const found = territories.map((given) => ({ given, territory: settings.list("territories").get(idIn(given)) }));
  if (found.some(({ territory }) => territory === undefined)) return unknownRelatedId("territories");
  places.territories = found.map(({ given, territory }) => ({
    manager: isObject(given) && given.manager === true,
    ...(territory && settingReference(territory)),
  }));
  return places;
}

/** The states that a call can set. */
const STATES: readonly unknown[] = ["active", "inactive", "disabled"];

function changeProblem({ status, email }: Values, entry: Setting) {
  if (entry.status === "deleted") return errorBody("CANNOT_UPDATE_DELETED_USER", "Deleted user cannot be updated");
  if (email !== undefined && email !== entry.email) {
    if (!isEmail(email)) return patternNotMatched("email").body;
    if (entry.confirm === true)
      return errorBody("EMAIL_UPDATE_NOT_ALLOWED", "Cannot update email of a confirmed CRM User");
  }
  if (status === undefined) return undefined;
  if (!STATES.includes(status)) return invalidData({ api_name: "status" });
  // Without the first user, nobody could invite users again.
  if (status !== "active" && entry.id === USER.id) return notPrivileged("update users").body;
  if (status !== entry.status) return undefined;
  return status === "active"
    ? errorBody("ID_ALREADY_ACTIVE", "User is already active")
    : errorBody("ID_ALREADY_DEACTIVATED", "User is already deactivated");
}

function changedUser(row: Values, entry: Setting, { crm }: HandlerContext): Values | ErrorBody {
  const places = readAssignments(row, crm);
  if (isRefusal(places)) return places;
  const { full_name: _, ...whole } = { ...entry, ...row, ...places };
  return {
    ...userDetails({ ...whole, id: entry.id }, crm.since, USER),
    ...changeOf(crm),
  };
}

const changeOf = (crm: UserCrm) => ({
  Modified_Time: crm.time(),
  Modified_By: userReference(crm.user),
});

/** A deleted user stays in the list, but no longer owns anything. */
const deleteUser: Handler = (call, { crm }) => {
  const list = crm.settings.list("users");
  const id = call.path("id");
  const entry = list.get(id);
  const refusal =
    entry === undefined
      ? unknownId(id)
      : entry.status === "deleted"
        ? errorBody("ID_ALREADY_DELETED", "User is already deleted")
        : id === USER.id
          ? notPrivileged("delete users").body
          : undefined;
  if (entry !== undefined && refusal === undefined) {
    list.set(id, { ...entry, status: "deleted", confirm: false, ...changeOf(crm) });
  }
  return json(200, { users: [refusal ?? success("User deleted", { id })] });
};

/** The users in a list, by its `type`. Only two types include deleted users. */
const TYPES: Readonly<Record<string, (user: Setting, acting: string) => boolean>> = {
  AllUsers: () => true,
  ActiveUsers: ({ status }) => status === "active",
  DeactiveUsers: ({ status }) => status === "disabled" || status === "inactive",
  ConfirmedUsers: ({ status, confirm }) => status !== "deleted" && confirm === true,
  NotConfirmedUsers: ({ status, confirm }) => status !== "deleted" && confirm !== true,
  DeletedUsers: ({ status }) => status === "deleted",
  ActiveConfirmedUsers: ({ status, confirm }) => status === "active" && confirm === true,
  AdminUsers: (user) => user.status !== "deleted" && isAdministrator(user),
  ActiveConfirmedAdmins: (user) => user.status === "active" && user.confirm === true && isAdministrator(user),
  CurrentUser: ({ id }, acting) => id === acting,
};

const getUsers: Handler = (call, { crm }) => {
  const selects = TYPES[call.query.get("type") ?? "AllUsers"] ?? (() => true);
  const found = [...crm.settings.list("users").values()].filter((user) => selects(user, crm.userId));
  return modifiedResponse(call, crm, found, (changed) => {
    const { items, info } = cutPage(changed, call.query);
    return items.length === 0 ? noContent() : json(200, { users: items, info });
  });
};

export const userHandlers: Handlers = {
  getUsers,
  getUser: users.get,
  createUser: users.create,
  updateUsers: users.update,
  updateUser: users.updateOne,
  deleteUser,
};
