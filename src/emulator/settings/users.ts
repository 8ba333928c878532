/** The users of the organization. */
import type { Setting } from "./settings.js";

export const USER = { name: "Ada Example", id: "4100000000000201001", email: "ada@example.com" } as const;

/** A user as shown in records. */
export interface UserReference {
  readonly name: string;
  readonly id: string;
  readonly email: string;
}

/** The user without the address, as results of writes show them. */
export const userReference = ({ name, id }: UserReference): { readonly name: string; readonly id: string } => ({
  name,
  id,
});

/** Turns an entry of the list of users into what records show. */
export const userOf = ({ full_name, id, email }: Setting): UserReference => ({
  name: String(full_name),
  id,
  email: String(email),
});

/** A role, a profile or a territory as shown in users. */
export const settingReference = ({ name, id }: Setting): { readonly name: string; readonly id: string } => ({
  name: String(name),
  id,
});

/** The id across all of Zoho, which a user gets after they confirm the invitation. */
export const zuidOf = (id: string): string => `9000${id.slice(-5)}`;

/** The display settings of a user, which no call changes. */
const TAB = { font_color: "#FFFFFF", background: "#222222" };
const THEME = {
  normal_tab: TAB,
  selected_tab: TAB,
  new_background: null,
  background: "#F3F0EB",
  screen: "fixed",
  type: "default",
};
const CUSTOMIZED = {
  notes_desc: null,
  show_right_panel: null,
  bc_view: null,
  show_home: false,
  show_detail_view: true,
  show_left_panel: true,
  unpin_recent_item: null,
};

/** The members of a user, in Zoho's order. @param values Their name, address, role and profile, among others */
export const userDetails = ({ id, ...values }: Setting, since: string, by: UserReference): Setting => ({
  country: "Kenya",
  language: "en_US",
  microsoft: false,
  id,
  state: null,
  fax: null,
  country_locale: "KE",
  sandboxDeveloper: false,
  Reporting_To: null,
  zip: null,
  decimal_separator: "en_KE",
  created_time: since,
  time_format: "hh:mm a",
  offset: 10_800_000,
  profile: null,
  created_by: userReference(by),
  zuid: zuidOf(id),
  full_name: [values.first_name, values.last_name].filter((name) => typeof name === "string" && name !== "").join(" "),
  territories: [],
  phone: null,
  Current_Shift__s: null,
  dob: null,
  status: "active",
  role: null,
  customize_info: CUSTOMIZED,
  city: null,
  distance_preference__s: "Miles",
  signature: null,
  name_format: "Salutation,First Name,Last Name",
  locale: "en_US",
  Shift_Effective_From__s: null,
  personal_account: true,
  Isonline: true,
  default_tab_group: "0",
  Modified_By: userReference(by),
  street: null,
  alias: null,
  theme: THEME,
  first_name: null,
  email: null,
  status_reason__s: null,
  website: null,
  Modified_Time: since,
  mobile: null,
  last_name: null,
  time_zone: "Africa/Nairobi",
  confirm: true,
  Next_Shift__s: null,
  date_format: "MM/dd/yyyy",
  ...values,
});
