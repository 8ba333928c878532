import { type ErrorBody, errorBody, json, noContent, success } from "../answers.js";
import { missingParameter, unknownId, unknownRelatedId } from "../errors.js";
import type { Handler, Handlers, Zoho } from "../handler.js";
import { cutPage } from "../paging.js";
import { ORGANIZATION, PROFILES, ROLES, USER, userDetails, userReference } from "../people.js";
import type { Setting } from "../settings.js";
import { isObject } from "../values.js";
import { isRefusal, settingCalls, type Values } from "./setting-calls.js";

const users = settingCalls({
  key: "users",
  added: "User added",
  updated: "User updated",
  deleted: "User deleted",
  unique: ["email"],
  complete: (row, _list, zoho) => {
    const places = readPlaces(row);
    const { organization } = zoho;
    // The id comes when the entry is stored.
    return isRefusal(places)
      ? places
      : userDetails({ ...row, ...places, id: "00000" }, organization.time(), organization.user);
  },
  change: (row, entry, zoho) => refused(row, entry) ?? changed(row, entry, zoho),
  details: ({ id, email }) => ({ id, email }),
});

/** The role and the profile that a row names, by id or as an object. */
function readPlaces(row: Values): Values | ErrorBody {
  const places: Record<string, unknown> = {};
  for (const [member, known] of [
    ["role", ROLES],
    ["profile", PROFILES],
  ] as const) {
    const given = row[member];
    if (given === undefined) continue;
    const id = isObject(given) ? given.id : given;
    const place = known.find((one) => one.id === id);
    if (place === undefined) return unknownRelatedId(member);
    places[member] = { name: place.name, id: place.id };
  }
  return places;
}

function refused({ status, email }: Values, entry: Setting) {
  if (entry.status === "deleted") return errorBody("CANNOT_UPDATE_DELETED_USER", "Deleted user cannot be updated");
  if (email !== undefined && email !== entry.email) {
    return errorBody("EMAIL_UPDATE_NOT_ALLOWED", "Cannot update email of a confirmed CRM User");
  }
  if (status === undefined || status !== entry.status) return undefined;
  return status === "active"
    ? errorBody("ID_ALREADY_ACTIVE", "User is already active")
    : errorBody("ID_ALREADY_DEACTIVATED", "User is already deactivated");
}

function changed(row: Values, entry: Setting, { organization }: Zoho): Values | ErrorBody {
  const places = readPlaces(row);
  if (isRefusal(places)) return places;
  const { full_name: _, ...whole } = { ...entry, ...row, ...places };
  return {
    ...userDetails({ ...whole, id: entry.id }, organization.since, USER),
    Modified_Time: organization.time(),
    Modified_By: userReference(organization.user),
  };
}

/** A deleted user stays in the list, but owns nothing more. */
const deleteUser: Handler = (call, { organization }) => {
  const list = organization.settings.list("users");
  const id = call.path("id");
  const entry = list.get(id);
  const refusal =
    entry === undefined
      ? unknownId(id)
      : entry.status === "deleted"
        ? errorBody("ID_ALREADY_DELETED", "User is already deleted")
        : id === USER.id
          ? errorBody("AUTHORIZATION_FAILED", "user does not have sufficient privilege to delete users")
          : undefined;
  if (entry !== undefined && refusal === undefined) list.set(id, { ...entry, status: "deleted", confirm: false });
  return json(200, { users: [refusal ?? success("User deleted", { id })] });
};

const administers = ({ profile }: Setting): boolean => isObject(profile) && profile.name === "Administrator";

/** By `type` of the list: which users it has. */
const TYPES: Readonly<Record<string, (user: Setting, acting: string) => boolean>> = {
  AllUsers: () => true,
  ActiveUsers: ({ status }) => status === "active",
  DeactiveUsers: ({ status }) => status === "disabled" || status === "inactive",
  ConfirmedUsers: ({ confirm }) => confirm === true,
  NotConfirmedUsers: ({ confirm }) => confirm !== true,
  DeletedUsers: ({ status }) => status === "deleted",
  ActiveConfirmedUsers: ({ status, confirm }) => status === "active" && confirm === true,
  AdminUsers: administers,
  ActiveConfirmedAdmins: (user) => administers(user) && user.status === "active" && user.confirm === true,
  CurrentUser: ({ id }, acting) => id === acting,
};

const getUsers: Handler = (call, { organization }) => {
  const selects = TYPES[call.query.get("type") ?? "AllUsers"] ?? (() => true);
  const found = [...organization.settings.list("users").values()].filter((user) =>
    selects(user, organization.actingUser),
  );
  const { items, info } = cutPage(found, call.query);
  return items.length === 0 ? noContent() : json(200, { users: items, info });
};

const getOrganization: Handler = (_call, { organization }) => {
  const several = organization.settings.list("currencies").size > 0;
  const photo = organization.settings.list("logos").get("logo")?.file_id ?? null;
  return json(200, { org: [{ ...ORGANIZATION, mc_status: several, photo_id: photo }] });
};

/** Nobody can read the logo back, so its bytes are not kept. */
const uploadOrganizationPhoto: Handler = async (call, { organization }) => {
  const file = (await call.form()).get("file");
  if (!(file instanceof File)) throw missingParameter("file");
  organization.settings.list("logos").set("logo", { id: "logo", file_id: organization.ids.next() });
  return json(200, success("photo uploaded successfully", {}));
};

export const userHandlers: Handlers = {
  getUsers,
  getUser: users.get,
  createUser: users.create,
  updateUsers: users.update,
  updateUser: users.updateOne,
  deleteUser,
  getOrganization,
  uploadOrganizationPhoto,
};
