// Modules, roles and profiles.
import { json } from "../answers.js";
import { unknownModule, unknownParent } from "../errors.js";
import type { Handler, Handlers } from "../handler.js";
import { moduleDetails } from "../module-view.js";
import { PROFILES, ROLES } from "../people.js";

const getModules: Handler = (_call, { organization }) => {
  const modules = Array.from(organization.records.tables(), ({ module }, index) => moduleDetails(module, index));
  return json(200, { modules });
};

const getModule: Handler = (call, { organization }) => {
  const name = call.path("module");
  const index = [...organization.records.tables()].findIndex(({ module }) => module.apiName === name);
  if (index < 0) throw unknownModule();
  return json(200, { modules: [moduleDetails(organization.records.table(name).module, index)] });
};

const getRoles: Handler = () => json(200, { roles: ROLES });

const getRole: Handler = (call) => json(200, { roles: [findById(ROLES, call.path("id"))] });

const getProfiles: Handler = () => json(200, { profiles: PROFILES });

const getProfile: Handler = (call) => json(200, { profiles: [findById(PROFILES, call.path("id"))] });

function findById<Item extends { readonly id: string }>(items: readonly Item[], id: string): Item {
  const found = items.find((item) => item.id === id);
  if (found === undefined) throw unknownParent(id);
  return found;
}

export const settingsHandlers: Handlers = { getModules, getModule, getRoles, getRole, getProfiles, getProfile };
