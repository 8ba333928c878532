import { json } from "../answers.js";
import { unknownParent } from "../errors.js";
import type { Handler, Handlers } from "../handler.js";
import { cutPage } from "../paging.js";
import { ORGANIZATION, USER, userDetails } from "../people.js";

const getUsers: Handler = (call, { organization }) => {
  const { items, info } = cutPage([userDetails(organization.since)], call.query);
  return json(200, { users: items, info });
};

const getUser: Handler = (call, { organization }) => {
  if (call.path("id") !== USER.id) throw unknownParent(call.path("id"));
  return json(200, { users: [userDetails(organization.since)] });
};

const getOrganization: Handler = () => json(200, { org: [ORGANIZATION] });

export const userHandlers: Handlers = { getUsers, getUser, getOrganization };
