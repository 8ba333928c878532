import type { Owner } from "../accounts/accounts.js";
import { USER } from "../settings/people.js";
import type { Subject } from "./endpoint.js";

/** What the page shows all the time. */
export interface Overview {
  /** Rises with whatever changes the state. */
  readonly revision: number;
  readonly credits: { readonly used: number; readonly limit: number };
  readonly modules: readonly ModuleLine[];
  readonly organizations: readonly OrganizationLine[];
}

export interface ModuleLine {
  readonly name: string;
  readonly label: string;
  readonly count: number;
  /** How many are in the recycle bin. */
  readonly deleted: number;
}

export interface OrganizationLine {
  readonly owner: Owner;
  readonly name: string;
  /** Who is active, the first one first. */
  readonly users: readonly { readonly id: string; readonly name: string }[];
}

export const overviewOf = ({ organization, organizations, nameOf, revision }: Subject): Overview => ({
  revision: revision(),
  credits: organization.usage.credits,
  modules: Array.from(organization.records.tables(), ({ module, records, bin }) => ({
    name: module.apiName,
    label: module.pluralLabel,
    count: records.size,
    deleted: bin.size,
  })),
  organizations: Array.from(organizations, ([owner, one]) => ({
    owner,
    name: nameOf(owner),
    users: [...one.settings.list("users").values()]
      .filter(({ status }) => status === "active")
      .map(({ id, full_name }) => ({ id, name: String(full_name) }))
      .sort((a, b) => Number(b.id === USER.id) - Number(a.id === USER.id)),
  })),
});
