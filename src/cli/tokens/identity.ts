import type { ClientOptions } from "../../config/options.js";
import { printable } from "../../core/errors/printable.js";
import { createClient } from "../../index.js";

/** The owner of the tokens, as the CRM reports it. It proves that the tokens work. */
export interface Identity {
  /** Name and email address. */
  readonly user: string;
  readonly organization: string;
}

/** Asks the CRM who owns the tokens. @throws CrmError */
export async function identityOf(options: ClientOptions): Promise<Identity> {
  await using crm = createClient(options);
  const [{ users }, { org }] = await Promise.all([crm.users.list({ type: "CurrentUser" }), crm.organization.get()]);
  const [user] = users;
  return {
    user: user ? printable(`${user.full_name}${user.email ? ` <${user.email}>` : ""}`) : "an unknown user",
    organization: printable(org[0]?.company_name ?? "an unknown organization"),
  };
}
