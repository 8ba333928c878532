/** What a CRM should hold, in plain lists: written so simply that it can be believed. */

export interface Lead {
  readonly id: string;
  readonly Last_Name: string;
  readonly Email: string | null;
  readonly tags: readonly string[];
  /** When it was last changed, in milliseconds. */
  readonly modified: number;
  readonly converted: boolean;
}

export interface Contact {
  readonly id: string;
  readonly Last_Name: string;
  /** Id of the account, which may be gone. */
  readonly account: string;
}

export interface Note {
  readonly id: string;
  readonly title: string;
  readonly lead: string;
}

/** One organization. Lists are in the order in which their entries came, but what is deleted comes last first. */
export interface Company {
  readonly leads: readonly Lead[];
  readonly deleted: readonly { readonly id: string; readonly time: number }[];
  readonly accounts: readonly string[];
  readonly contacts: readonly Contact[];
  readonly notes: readonly Note[];
  /** Names of the tags of leads, used or not. */
  readonly tags: readonly string[];
}

export const EMPTY: Company = { leads: [], deleted: [], accounts: [], contacts: [], notes: [], tags: [] };

/** What there should be. */
export interface Model {
  companies: readonly Company[];
  now: number;
  saved: { readonly companies: readonly Company[]; readonly now: number } | undefined;
}

/** The leads that lists show. */
export const open = ({ leads }: Company): readonly Lead[] => leads.filter(({ converted }) => !converted);

/** Entries newest first, as lists have them. */
export const newest = <T>(entries: readonly T[]): readonly T[] => entries.toReversed();

export const change = (company: Company, id: string, values: Partial<Lead>): Company => ({
  ...company,
  leads: company.leads.map((lead) => (lead.id === id ? { ...lead, ...values } : lead)),
});

export const add = (company: Company, ...leads: readonly Lead[]): Company => ({
  ...company,
  leads: [...company.leads, ...leads],
});

/** Moves leads to the recycle bin. */
export const bin = (company: Company, ids: readonly string[], time: number): Company => ({
  ...company,
  leads: company.leads.filter(({ id }) => !ids.includes(id)),
  deleted: [...ids.toReversed().map((id) => ({ id, time })), ...company.deleted],
});
