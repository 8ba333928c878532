// Who works in the organisation. Fixed for now: one user, one role, one profile.

export const USER = { name: "Ada Example", id: "4100000000000201001", email: "ada@example.com" } as const;

/** The user as results of writes name him, without the address. */
export const USER_REFERENCE = { name: USER.name, id: USER.id } as const;

const ROLE = { name: "CEO", id: "4100000000000026005" } as const;
const PROFILE = { name: "Administrator", id: "4100000000000026011" } as const;

export const userDetails = (since: string) => ({
  country: "Kenya",
  language: "en_US",
  microsoft: false,
  id: USER.id,
  state: null,
  fax: null,
  country_locale: "KE",
  Reporting_To: null,
  zip: null,
  created_time: since,
  time_format: "hh:mm a",
  offset: 10_800_000,
  profile: PROFILE,
  created_by: USER_REFERENCE,
  zuid: "900000001",
  full_name: USER.name,
  territories: [],
  phone: null,
  dob: null,
  status: "active",
  role: ROLE,
  city: null,
  signature: null,
  locale: "en_US",
  personal_account: true,
  Isonline: true,
  Modified_By: USER_REFERENCE,
  street: null,
  alias: null,
  first_name: "Ada",
  email: USER.email,
  website: null,
  Modified_Time: since,
  mobile: null,
  last_name: "Example",
  time_zone: "Africa/Nairobi",
  confirm: true,
  date_format: "MM/dd/yyyy",
});

export const ROLES = [
  {
    display_label: ROLE.name,
    forecast_manager: null,
    share_with_peers: true,
    name: ROLE.name,
    description: null,
    id: ROLE.id,
    reporting_to: null,
    admin_user: true,
  },
] as const;

export const PROFILES = [
  {
    created_time: null,
    modified_time: null,
    name: PROFILE.name,
    modified_by: null,
    description: "Full access",
    id: PROFILE.id,
    category: false,
    created_by: null,
  },
] as const;

export const ORGANIZATION = {
  country: "US",
  photo_id: null,
  city: null,
  description: null,
  mc_status: false,
  gapps_enabled: false,
  domain_name: "org900000144",
  translation_enabled: false,
  street: null,
  alias: null,
  currency: "US Dollar - USD",
  id: "4100000000000020005",
  state: null,
  fax: null,
  employee_count: "1",
  zip: null,
  website: null,
  currency_symbol: "$",
  mobile: null,
  currency_locale: "en_US",
  primary_zuid: "900000001",
  zia_portal_id: null,
  time_zone: "Africa/Nairobi",
  zgid: "900000144",
  country_code: "US",
  license_details: {
    paid_expiry: null,
    users_license_purchased: "1",
    trial_type: null,
    trial_expiry: null,
    paid: false,
    paid_type: "free",
  },
  phone: null,
  company_name: "Example Ltd",
  privacy_settings: false,
  primary_email: USER.email,
  iso_code: "USD",
} as const;
