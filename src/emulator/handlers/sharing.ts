/** Records that are shared with other users, and with which permission. */

import type { Call } from "../calls/call.js";
import type { Handler, HandlerContext, Handlers } from "../calls/handler.js";
import { readRows, rowsResponse } from "../conventions/rows.js";
import { badRequest, invalidData } from "../http/errors.js";
import { type ActionRow, errorBody, json, noContent, success } from "../http/responses.js";
import { limits } from "../limits.js";
import type { Setting } from "../settings/settings.js";
import { userReference } from "../settings/users.js";
import { isObject, textOf, type Values } from "../values/values.js";

/** The maximum number of users that a record can be shared with. */
const MAX_USERS = limits.sharing.usersPerRecord;

/** @throws HttpError 400 if the record does not exist */
function recordId(call: Call, { crm }: HandlerContext): string {
  const id = call.path("id");
  if (crm.records.table(call.path("module")).records.has(id)) return id;
  throw badRequest("ENTITY_ID_INVALID", "ENTITY_ID_INVALID");
}

const sharesOf = ({ crm }: HandlerContext, record: string): Setting[] =>
  [...crm.settings.list("shares").values()].filter((share) => share.record === record);

const shareUser = ({ id, full_name, zuid }: Setting) => ({ id, full_name, zuid });

const getSharedRecordDetails: Handler = (call, context) => {
  const { crm } = context;
  const users = crm.settings.list("users");
  const shares = sharesOf(context, recordId(call, context));
  const wanted = call.query.get("sharedTo");
  const share = shares.flatMap(({ id: _, record: _record, user: id, ...facts }) => {
    const user = users.get(String(id));
    return user === undefined || (wanted !== null && wanted !== id) ? [] : [{ ...facts, user: shareUser(user) }];
  });
  if (share.length === 0) return noContent();
  const free = [...users.values()].filter(
    ({ id, status }) => status === "active" && id !== crm.userId && !shares.some(({ user }) => user === id),
  );
  const more = call.query.get("view") === "manage" ? { shareable_user: free.map(shareUser) } : {};
  return json(200, { share, ...more });
};

/** Grants each user of the body a permission, unless `refuse` returns an error. */
const grantCall =
  (message: string, refuse: (shares: readonly Setting[], user: string) => ActionRow | undefined): Handler =>
  (call, context) => {
    const record = recordId(call, context);
    const rows = readRows(call, context, "share").map((read): ActionRow => {
      if ("refusal" in read) return read.refusal;
      const user = isObject(read.row.user) ? textOf(read.row.user.id) : "";
      if (context.crm.users.active(user) === undefined) return invalidData({ api_name: "user" });
      const refusal = refuse(sharesOf(context, record), user);
      if (refusal === undefined) store(context, record, user, read.row);
      return refusal ?? success(message, {});
    });
    return rowsResponse(call, "share", rows);
  };

function store(
  { crm }: HandlerContext,
  record: string,
  user: string,
  { permission, share_related_records }: Values,
): void {
  const id = `${record}/${user}`;
  crm.settings.list("shares").set(id, {
    share_related_records: share_related_records ?? false,
    shared_through: null,
    shared_time: crm.time(),
    permission,
    shared_by: userReference(crm.user),
    record,
    user,
    id,
  });
}

const isShared = (shares: readonly Setting[], user: string): boolean => shares.some((share) => share.user === user);

const shareRecord = grantCall("record will be shared successfully", (shares, user) => {
  if (isShared(shares, user)) return errorBody("DUPLICATE_DATA", "duplicate data", { api_name: "user", id: user });
  if (shares.length < MAX_USERS) return undefined;
  return errorBody("SHARE_LIMIT_EXCEEDED", "Cannot share a record to more than 10 users.");
});

const updateSharePermissions = grantCall("sharing will be updated successfully", (shares, user) =>
  isShared(shares, user) ? undefined : invalidData({ api_name: "user" }),
);

const revokeSharedRecord: Handler = (call, context) => {
  for (const { id } of sharesOf(context, recordId(call, context))) context.crm.settings.list("shares").delete(id);
  return json(200, { share: success("shared records will be revoked successfully", {}) });
};

export const sharingHandlers: Handlers = {
  getSharedRecordDetails,
  shareRecord,
  updateSharePermissions,
  revokeSharedRecord,
};
