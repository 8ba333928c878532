// Modules, roles and profiles.
import { type Answer, json, noContent } from "../answers.js";
import { unknownModule } from "../errors.js";
import type { Handler, Handlers } from "../handler.js";
import { moduleDetails } from "../module-view.js";
import { PROFILES, ROLES } from "../people.js";
import { settingCalls } from "./setting-calls.js";

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

const getRole: Handler = (call) => oneOf("roles", ROLES, call.path("id"));

const getProfiles: Handler = () => json(200, { profiles: PROFILES });

const getProfile: Handler = (call) => oneOf("profiles", PROFILES, call.path("id"));

/** A setting that does not exist is no content, as it is with records. */
function oneOf(key: string, items: readonly { readonly id: string }[], id: string): Answer {
  const found = items.find((item) => item.id === id);
  return found === undefined ? noContent() : json(200, { [key]: [found] });
}

const territories = settingCalls({ key: "territories", added: "", updated: "", deleted: "", unique: [] });

export const settingsHandlers: Handlers = {
  getModules,
  getModule,
  getRoles,
  getRole,
  getProfiles,
  getProfile,
  getTerritories: territories.list,
  getTerritory: territories.get,
};
