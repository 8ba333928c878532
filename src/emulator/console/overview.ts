import { USER } from "../settings/users.js";
import type { Overview } from "./contract.js";
import type { ConsoleContext } from "./endpoint.js";

export const overviewOf = ({ organization, organizations, nameOf, revision }: ConsoleContext): Overview => ({
  revision: revision(),
  credits: organization.usage.credits,
  modules: Array.from(organization.records.tables(), ({ module, records, bin }) => ({
    name: module.apiName,
    label: module.pluralLabel,
    count: records.size,
    deleted: bin.size,
  })),
  organizations: Array.from(organizations, ([owner, { settings }]) => ({
    owner,
    name: nameOf(owner),
    users: [...settings.list("users").values()]
      .filter(({ status }) => status === "active")
      .map(({ id, full_name }) => ({ id, name: String(full_name) }))
      .sort((a, b) => Number(b.id === USER.id) - Number(a.id === USER.id)),
  })),
});
