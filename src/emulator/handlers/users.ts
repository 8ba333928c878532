import { json, noContent } from "../answers.js";
import type { Handler, Handlers } from "../handler.js";
import { cutPage } from "../paging.js";
import { ORGANIZATION, USER, userDetails } from "../people.js";

const getUsers: Handler = (call, { organization }) => {
  const { items, info } = cutPage([userDetails(organization.since)], call.query);
  return json(200, { users: items, info });
};

const getUser: Handler = (call, { organization }) =>
  call.path("id") === USER.id ? json(200, { users: [userDetails(organization.since)] }) : noContent();

const getOrganization: Handler = () => json(200, { org: [ORGANIZATION] });

export const userHandlers: Handlers = { getUsers, getUser, getOrganization };
