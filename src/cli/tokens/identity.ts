import type { ClientOptions } from "../../config/options.js";
import { createClient } from "../../index.js";

/** Who the tokens belong to, by the CRM's own word: the proof that they work. */
export interface Identity {
  /** Name and mail address. */
  readonly user: string;
  readonly organization: string;
}

/** Asks the CRM whose the tokens are. @throws CrmError */
export async function identityOf(options: ClientOptions): Promise<Identity> {
  await using crm = createClient(options);
  const [{ users }, { org }] = await Promise.all([crm.users.list({ type: "CurrentUser" }), crm.organization.get()]);
  const [user] = users;
  return {
    user: user ? printable(`${user.full_name}${user.email ? ` <${user.email}>` : ""}`) : "an unknown user",
    organization: printable(org[0]?.company_name ?? "an unknown organisation"),
  };
}

/** Names are typed by people; what steers a terminal is no part of them. */
const printable = (name: string): string => name.replace(/\p{Cc}/gu, " ");
