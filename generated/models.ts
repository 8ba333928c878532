// Generated from spec/components. Do not edit: change the description, then run `npm run codegen`.
import type { FileInput } from "../src/core/operation.js";

/** A person or company that may become a customer. */
export interface Lead extends SystemFields {
  /** Salutation. */
  Salutation: Salutation | null;
  /** First name. */
  First_Name: string | null;
  /** Last name. */
  Last_Name: string;
  /** First and last name, combined by Zoho. */
  Full_Name: string;
  /** Company that the person works for. Required only in forms. Newer organizations accept 200 characters. */
  Company: string | null;
  /** Job title. */
  Designation: string | null;
  /** Email address. A duplicate check field. Format: email. */
  Email: string | null;
  /** A second email address. Format: email. */
  Secondary_Email: string | null;
  /** Work phone number. */
  Phone: string | null;
  /** Mobile phone number. */
  Mobile: string | null;
  /** Fax number. */
  Fax: string | null;
  /** URL of the company's website. */
  Website: string | null;
  /** Skype name. */
  Skype_ID: string | null;
  /** Twitter name, without the @. */
  Twitter: string | null;
  /** Source of the lead. */
  Lead_Source: LeadSource | null;
  /** Status of the lead. */
  Lead_Status: LeadStatus | null;
  /** Rating of the company. */
  Rating: Rating | null;
  /** Industry of the company. */
  Industry: Industry | null;
  /** Annual revenue of the company, in the organization's currency. */
  Annual_Revenue: number | null;
  /** Number of employees of the company. */
  No_of_Employees: number | null;
  /** Free text. */
  Description: string | null;
  /** Street and house number. */
  Street: string | null;
  /** Apartment or building. Newer organizations only. */
  Flat_House_No_Building_Apartment_Name: string | null;
  /** City. */
  City: string | null;
  /** State or province. */
  State: string | null;
  /** Postal code. */
  Zip_Code: string | null;
  /** Country. */
  Country: string | null;
  /** Latitude in degrees north. Newer organizations only. */
  Latitude: number | null;
  /** Longitude in degrees east. Newer organizations only. */
  Longitude: number | null;
  /** Latitude and longitude in one string. Empty if not set. */
  Coordinates: string;
  /** Address in several lines. Empty if not set. */
  Address: string;
  /** Null in all recorded responses. The distance in a location search (unverified). */
  nearby_distance__s: number | null;
  /** Whether the person has opted out of mass email. */
  Email_Opt_Out: boolean;
  /** How the person unsubscribed, set by Zoho. */
  Unsubscribed_Mode: string | null;
  /** When the person unsubscribed. Format: date-time. */
  Unsubscribed_Time: string | null;
  /** Key of the photo. See the photo operations. */
  Record_Image: string | null;
  /** Whether it is marked as a duplicate. Not in any recorded response. */
  Is_Record_Duplicate?: boolean;
  /** When the lead was converted. Format: date-time. */
  Converted_Date_Time?: string | null;
  /** Null in all recorded responses. The status of the enrichment with public data (unverified). */
  Enrich_Status__s?: string | null;
  /** Null in all recorded responses. When public data was last added (unverified). Format: date-time. */
  Last_Enriched_Time__s?: string | null;
  /** Time of the last activity. Format: date-time. */
  Last_Activity_Time: string | null;
  /** Whether the record is locked. */
  Locked__s: boolean;
  /** Whether the lead is converted. */
  $converted: boolean;
  /** Empty until the conversion. Then the ids of the account, contact and deal (unverified). */
  $converted_detail: {
    [key: string]: unknown;
  };
}

/** Values to change in a lead. */
export interface LeadUpdate extends SystemFieldsValue {
  /** Salutation. */
  Salutation?: Salutation | null;
  /** First name. */
  First_Name?: string | null;
  /** Last name. */
  Last_Name?: string;
  /** Company that the person works for. Required only in forms. Newer organizations accept 200 characters. */
  Company?: string | null;
  /** Job title. */
  Designation?: string | null;
  /** Email address. A duplicate check field. Format: email. */
  Email?: string | null;
  /** A second email address. Format: email. */
  Secondary_Email?: string | null;
  /** Work phone number. */
  Phone?: string | null;
  /** Mobile phone number. */
  Mobile?: string | null;
  /** Fax number. */
  Fax?: string | null;
  /** URL of the company's website. */
  Website?: string | null;
  /** Skype name. */
  Skype_ID?: string | null;
  /** Twitter name, without the @. */
  Twitter?: string | null;
  /** Source of the lead. */
  Lead_Source?: LeadSource | null;
  /** Status of the lead. */
  Lead_Status?: LeadStatus | null;
  /** Rating of the company. */
  Rating?: Rating | null;
  /** Industry of the company. */
  Industry?: Industry | null;
  /** Annual revenue of the company, in the organization's currency. */
  Annual_Revenue?: number | null;
  /** Number of employees of the company. */
  No_of_Employees?: number | null;
  /** Free text. */
  Description?: string | null;
  /** Street and house number. */
  Street?: string | null;
  /** Apartment or building. Newer organizations only. */
  Flat_House_No_Building_Apartment_Name?: string | null;
  /** City. */
  City?: string | null;
  /** State or province. */
  State?: string | null;
  /** Postal code. */
  Zip_Code?: string | null;
  /** Country. */
  Country?: string | null;
  /** Latitude in degrees north. Newer organizations only. */
  Latitude?: number | null;
  /** Longitude in degrees east. Newer organizations only. */
  Longitude?: number | null;
  /** Whether the person has opted out of mass email. */
  Email_Opt_Out?: boolean;
}

/** Values of a lead to make. */
export interface NewLead extends LeadUpdate {
  /** Last name. */
  Last_Name: string;
}

/** A company, or a department of one. */
export interface Account extends SystemFields, Addresses {
  /** Name of the company. A duplicate check field. */
  Account_Name: string;
  /** Site of the company, for example its headquarters. */
  Account_Site: string | null;
  /** Number of the account in your own records. `0` if not set. */
  Account_Number: string;
  /** Relationship to the organization. */
  Account_Type: AccountType | null;
  /** Parent company. */
  Parent_Account: LookupRef | null;
  /** Industry of the company. */
  Industry: Industry | null;
  /** Ownership of the company. */
  Ownership: Ownership | null;
  /** Rating of the company. */
  Rating: Rating | null;
  /** Annual revenue, in the organization's currency. */
  Annual_Revenue: number | null;
  /** Number of employees. */
  Employees: number | null;
  /** Standard Industrial Classification code. */
  SIC_Code: number | null;
  /** Ticker symbol on the stock exchange. */
  Ticker_Symbol: string | null;
  /** Phone number. */
  Phone: string | null;
  /** Fax number. */
  Fax: string | null;
  /** URL of the website. */
  Website: string | null;
  /** Free text. */
  Description: string | null;
  /** Territories of the account. They are names, or objects with name and id (unverified). */
  Territories?: (LookupRef | string)[] | null;
  /** Apartment or building. Newer organizations only. */
  Billing_Flat_House_No_Building_Apartment_Name: string | null;
  /** Latitude in degrees north. Newer organizations only. */
  Billing_Latitude: number | null;
  /** Longitude in degrees east. Newer organizations only. */
  Billing_Longitude: number | null;
  /** Latitude and longitude in one string. Empty if not set. */
  Billing_Coordinates: string;
  /** Address in several lines. Empty if not set. */
  Billing_Address: string;
  /** Apartment or building. Newer organizations only. */
  Shipping_Flat_House_No_Building_Apartment_Name: string | null;
  /** Latitude in degrees north. Newer organizations only. */
  Shipping_Latitude: number | null;
  /** Longitude in degrees east. Newer organizations only. */
  Shipping_Longitude: number | null;
  /** Latitude and longitude in one string. Empty if not set. */
  Shipping_Coordinates: string;
  /** Address in several lines. Empty if not set. */
  Shipping_Address: string;
  /** Null in all recorded responses. The distance in a location search (unverified). */
  nearby_distance__s: number | null;
  /** Key of the photo. See the photo operations. */
  Record_Image: string | null;
  /** Time of the last activity. Format: date-time. */
  Last_Activity_Time: string | null;
  /** Whether the record is locked. */
  Locked__s: boolean;
  /** Whether it is marked as a duplicate. Newer organizations only. */
  $is_duplicate: boolean;
}

/** Values to change in an account. */
export interface AccountUpdate extends SystemFieldsValue, AddressesValue {
  /** Name of the company. A duplicate check field. */
  Account_Name?: string;
  /** Site of the company, for example its headquarters. */
  Account_Site?: string | null;
  /** Number of the account in your own records. `0` if not set. */
  Account_Number?: string | null;
  /** Relationship to the organization. */
  Account_Type?: AccountType | null;
  /** Parent company. */
  Parent_Account?: LookupValue | null;
  /** Industry of the company. */
  Industry?: Industry | null;
  /** Ownership of the company. */
  Ownership?: Ownership | null;
  /** Rating of the company. */
  Rating?: Rating | null;
  /** Annual revenue, in the organization's currency. */
  Annual_Revenue?: number | null;
  /** Number of employees. */
  Employees?: number | null;
  /** Standard Industrial Classification code. */
  SIC_Code?: number | null;
  /** Ticker symbol on the stock exchange. */
  Ticker_Symbol?: string | null;
  /** Phone number. */
  Phone?: string | null;
  /** Fax number. */
  Fax?: string | null;
  /** URL of the website. */
  Website?: string | null;
  /** Free text. */
  Description?: string | null;
  /** Territories of the account. They are names, or objects with name and id (unverified). */
  Territories?: readonly (LookupValue | string)[] | null;
  /** Apartment or building. Newer organizations only. */
  Billing_Flat_House_No_Building_Apartment_Name?: string | null;
  /** Latitude in degrees north. Newer organizations only. */
  Billing_Latitude?: number | null;
  /** Longitude in degrees east. Newer organizations only. */
  Billing_Longitude?: number | null;
  /** Apartment or building. Newer organizations only. */
  Shipping_Flat_House_No_Building_Apartment_Name?: string | null;
  /** Latitude in degrees north. Newer organizations only. */
  Shipping_Latitude?: number | null;
  /** Longitude in degrees east. Newer organizations only. */
  Shipping_Longitude?: number | null;
}

/** Values of an account to make. */
export interface NewAccount extends AccountUpdate {
  /** Name of the company. A duplicate check field. */
  Account_Name: string;
}

/** A person at a company, or a private customer. */
export interface Contact extends SystemFields {
  /** Salutation. */
  Salutation: Salutation | null;
  /** First name. */
  First_Name: string | null;
  /** Last name. */
  Last_Name: string;
  /** First and last name, combined by Zoho. */
  Full_Name: string;
  /** Company that the person works for. */
  Account_Name: LookupRef | null;
  /** Vendor that the person works for. */
  Vendor_Name: LookupRef | null;
  /** Job title. */
  Title: string | null;
  /** Department. */
  Department: string | null;
  /** Contact's manager, who is also a contact. */
  Reporting_To: LookupRef | null;
  /** Not in any recorded response. An older name of `Reporting_To` (unverified). */
  Reports_To?: LookupRef | null;
  /** Date of birth. Format: date. */
  Date_of_Birth: string | null;
  /** Email address. A duplicate check field. Format: email. */
  Email: string | null;
  /** A second email address. Format: email. */
  Secondary_Email: string | null;
  /** Work phone number. */
  Phone: string | null;
  /** Mobile phone number. */
  Mobile: string | null;
  /** Home phone number. */
  Home_Phone: string | null;
  /** Another phone number. */
  Other_Phone: string | null;
  /** Fax number. */
  Fax: string | null;
  /** Name of the person's assistant. */
  Assistant: string | null;
  /** Phone number of the assistant. */
  Asst_Phone: string | null;
  /** Skype name. */
  Skype_ID: string | null;
  /** Twitter name, without the @. */
  Twitter: string | null;
  /** Source of the contact. */
  Lead_Source: LeadSource | null;
  /** Free text. */
  Description: string | null;
  /** Territories of the contact. They are names, or objects with name and id (unverified). */
  Territories?: (LookupRef | string)[] | null;
  /** Street and house number of the mailing address. */
  Mailing_Street: string | null;
  /** Apartment or building. Newer organizations only. */
  Mailing_Flat_House_No_Building_Apartment_Name: string | null;
  /** City of the mailing address. */
  Mailing_City: string | null;
  /** State or province of the mailing address. */
  Mailing_State: string | null;
  /** Postal code of the mailing address. */
  Mailing_Zip: string | null;
  /** Country of the mailing address. */
  Mailing_Country: string | null;
  /** Latitude in degrees north. Newer organizations only. */
  Mailing_Latitude: number | null;
  /** Longitude in degrees east. Newer organizations only. */
  Mailing_Longitude: number | null;
  /** Latitude and longitude in one string. Empty if not set. */
  Mailing_Coordinates: string;
  /** Address in several lines. Empty if not set. */
  Mailing_Address: string;
  /** Street and house number of the other address. */
  Other_Street: string | null;
  /** Apartment or building. Newer organizations only. */
  Other_Flat_House_No_Building_Apartment_Name: string | null;
  /** City of the other address. */
  Other_City: string | null;
  /** State or province of the other address. */
  Other_State: string | null;
  /** Postal code of the other address. */
  Other_Zip: string | null;
  /** Country of the other address. */
  Other_Country: string | null;
  /** Latitude in degrees north. Newer organizations only. */
  Other_Latitude: number | null;
  /** Longitude in degrees east. Newer organizations only. */
  Other_Longitude: number | null;
  /** Latitude and longitude in one string. Empty if not set. */
  Other_Coordinates: string;
  /** Address in several lines. Empty if not set. */
  Other_Address: string;
  /** Null in all recorded responses. The distance in a location search (unverified). */
  nearby_distance__s: number | null;
  /** Whether the person has opted out of mass email. */
  Email_Opt_Out: boolean;
  /** How the person unsubscribed, set by Zoho. */
  Unsubscribed_Mode: string | null;
  /** When the person unsubscribed. Format: date-time. */
  Unsubscribed_Time: string | null;
  /** Key of the photo. See the photo operations. */
  Record_Image: string | null;
  /** An older duplicate marker. Not in any recorded response. */
  Is_Record_Duplicate?: boolean;
  /** Time of the last activity. Format: date-time. */
  Last_Activity_Time: string | null;
  /** Whether the record is locked. */
  Locked__s: boolean;
  /** Whether it is marked as a duplicate. Newer organizations only. */
  $is_duplicate: boolean;
}

/** Values to change in a contact. */
export interface ContactUpdate extends SystemFieldsValue {
  /** Salutation. */
  Salutation?: Salutation | null;
  /** First name. */
  First_Name?: string | null;
  /** Last name. */
  Last_Name?: string;
  /** Company that the person works for. */
  Account_Name?: LookupValue | null;
  /** Vendor that the person works for. */
  Vendor_Name?: LookupValue | null;
  /** Job title. */
  Title?: string | null;
  /** Department. */
  Department?: string | null;
  /** Contact's manager, who is also a contact. */
  Reporting_To?: LookupValue | null;
  /** Not in any recorded response. An older name of `Reporting_To` (unverified). */
  Reports_To?: LookupValue | null;
  /** Date of birth. Format: date. */
  Date_of_Birth?: string | null;
  /** Email address. A duplicate check field. Format: email. */
  Email?: string | null;
  /** A second email address. Format: email. */
  Secondary_Email?: string | null;
  /** Work phone number. */
  Phone?: string | null;
  /** Mobile phone number. */
  Mobile?: string | null;
  /** Home phone number. */
  Home_Phone?: string | null;
  /** Another phone number. */
  Other_Phone?: string | null;
  /** Fax number. */
  Fax?: string | null;
  /** Name of the person's assistant. */
  Assistant?: string | null;
  /** Phone number of the assistant. */
  Asst_Phone?: string | null;
  /** Skype name. */
  Skype_ID?: string | null;
  /** Twitter name, without the @. */
  Twitter?: string | null;
  /** Source of the contact. */
  Lead_Source?: LeadSource | null;
  /** Free text. */
  Description?: string | null;
  /** Territories of the contact. They are names, or objects with name and id (unverified). */
  Territories?: readonly (LookupValue | string)[] | null;
  /** Street and house number of the mailing address. */
  Mailing_Street?: string | null;
  /** Apartment or building. Newer organizations only. */
  Mailing_Flat_House_No_Building_Apartment_Name?: string | null;
  /** City of the mailing address. */
  Mailing_City?: string | null;
  /** State or province of the mailing address. */
  Mailing_State?: string | null;
  /** Postal code of the mailing address. */
  Mailing_Zip?: string | null;
  /** Country of the mailing address. */
  Mailing_Country?: string | null;
  /** Latitude in degrees north. Newer organizations only. */
  Mailing_Latitude?: number | null;
  /** Longitude in degrees east. Newer organizations only. */
  Mailing_Longitude?: number | null;
  /** Street and house number of the other address. */
  Other_Street?: string | null;
  /** Apartment or building. Newer organizations only. */
  Other_Flat_House_No_Building_Apartment_Name?: string | null;
  /** City of the other address. */
  Other_City?: string | null;
  /** State or province of the other address. */
  Other_State?: string | null;
  /** Postal code of the other address. */
  Other_Zip?: string | null;
  /** Country of the other address. */
  Other_Country?: string | null;
  /** Latitude in degrees north. Newer organizations only. */
  Other_Latitude?: number | null;
  /** Longitude in degrees east. Newer organizations only. */
  Other_Longitude?: number | null;
  /** Whether the person has opted out of mass email. */
  Email_Opt_Out?: boolean;
}

/** Values of a contact to make. */
export interface NewContact extends ContactUpdate {
  /** Last name. */
  Last_Name: string;
}

/** A sale that is open, won or lost. */
export interface Deal extends SystemFields {
  /** Name. A duplicate check field. */
  Deal_Name: string;
  /** Stage. */
  Stage: DealStage;
  /** Probability of winning the deal, in percent. Set by the stage unless you write it. */
  Probability: number | null;
  /** Amount, in the organization's currency. */
  Amount: number | null;
  /** Amount times the probability, calculated by Zoho. Null in sample data. */
  Expected_Revenue: number | null;
  /** Expected closing date. Required in forms, but not by the API. Format: date. */
  Closing_Date: string | null;
  /** Company. Required in forms. */
  Account_Name: LookupRef | null;
  /** Contact. */
  Contact_Name: LookupRef | null;
  /** Whether the customer is new. */
  Type: DealType | null;
  /** Pipeline of the deal's stages, if the organization uses pipelines. */
  Pipeline?: string | null;
  /** Next step. */
  Next_Step: string | null;
  /** Source of the deal. */
  Lead_Source: LeadSource | null;
  /** Campaign that the deal came from. */
  Campaign_Source: LookupRef | null;
  /** Reason why the deal was lost. Newer organizations only. */
  Reason_For_Loss__s: string | null;
  /** Free text. */
  Description: string | null;
  /** Territories of the deal. They are names, or objects with name and id (unverified). */
  Territory?: (LookupRef | string)[] | null;
  /** Not in any recorded response. Whether the deal is open, won or lost (unverified). */
  Deal_Category_Status?: string | null;
  /** Number of days from the creation of the lead to its conversion (unverified). */
  Lead_Conversion_Time: number | null;
  /** Number of days from the start of the deal to its end (unverified). */
  Sales_Cycle_Duration: number | null;
  /** Number of days from the creation of the lead to the end of the deal (unverified). */
  Overall_Sales_Duration: number | null;
  /** Time of the last activity. Format: date-time. */
  Last_Activity_Time: string | null;
  /** Whether the record is locked. */
  Locked__s: boolean;
}

/** Values to change in a deal. */
export interface DealUpdate extends SystemFieldsValue {
  /** Name. A duplicate check field. */
  Deal_Name?: string;
  /** Stage. */
  Stage?: DealStage;
  /** Probability of winning the deal, in percent. Set by the stage unless you write it. */
  Probability?: number | null;
  /** Amount, in the organization's currency. */
  Amount?: number | null;
  /** Expected closing date. Required in forms, but not by the API. Format: date. */
  Closing_Date?: string | null;
  /** Company. Required in forms. */
  Account_Name?: LookupValue | null;
  /** Contact. */
  Contact_Name?: LookupValue | null;
  /** Whether the customer is new. */
  Type?: DealType | null;
  /** Pipeline of the deal's stages, if the organization uses pipelines. */
  Pipeline?: string | null;
  /** Next step. */
  Next_Step?: string | null;
  /** Source of the deal. */
  Lead_Source?: LeadSource | null;
  /** Campaign that the deal came from. */
  Campaign_Source?: LookupValue | null;
  /** Reason why the deal was lost. Newer organizations only. */
  Reason_For_Loss__s?: string | null;
  /** Free text. */
  Description?: string | null;
  /** Territories of the deal. They are names, or objects with name and id (unverified). */
  Territory?: readonly (LookupValue | string)[] | null;
}

/** Values of a deal to make. */
export interface NewDeal extends DealUpdate {
  /** Name. A duplicate check field. */
  Deal_Name: string;
  /** Stage. */
  Stage: DealStage;
}

/** A campaign to win leads. */
export interface Campaign extends SystemFields {
  /** Name. A duplicate check field. */
  Campaign_Name: string;
  /** Type of campaign. */
  Type: CampaignType | null;
  /** Status. */
  Status: CampaignStatus | null;
  /** Parent campaign. */
  Parent_Campaign: LookupRef | null;
  /** First day. Format: date. */
  Start_Date: string | null;
  /** Last day. Format: date. */
  End_Date: string | null;
  /** Number of messages sent, as a string of digits. */
  Num_sent: string | null;
  /** Expected number of responses, as a string of digits. */
  Expected_Response: string | null;
  /** Expected revenue, in the organization's currency. */
  Expected_Revenue: number | null;
  /** Budgeted cost. */
  Budgeted_Cost: number | null;
  /** Actual cost. */
  Actual_Cost: number | null;
  /** Free text. */
  Description: string | null;
}

/** Values to change in a campaign. */
export interface CampaignUpdate extends SystemFieldsValue {
  /** Name. A duplicate check field. */
  Campaign_Name?: string;
  /** Type of campaign. */
  Type?: CampaignType | null;
  /** Status. */
  Status?: CampaignStatus | null;
  /** Parent campaign. */
  Parent_Campaign?: LookupValue | null;
  /** First day. Format: date. */
  Start_Date?: string | null;
  /** Last day. Format: date. */
  End_Date?: string | null;
  /** Number of messages sent, as a string of digits. */
  Num_sent?: string | null;
  /** Expected number of responses, as a string of digits. */
  Expected_Response?: string | null;
  /** Expected revenue, in the organization's currency. */
  Expected_Revenue?: number | null;
  /** Budgeted cost. */
  Budgeted_Cost?: number | null;
  /** Actual cost. */
  Actual_Cost?: number | null;
  /** Free text. */
  Description?: string | null;
}

/** Values of a campaign to make. */
export interface NewCampaign extends CampaignUpdate {
  /** Name. A duplicate check field. */
  Campaign_Name: string;
}

/** A task, optionally for another record. */
export interface Task extends SystemFields {
  /** Subject. Any string. */
  Subject: string;
  /** Due date. Format: date. */
  Due_Date: string | null;
  /** Status. */
  Status: TaskStatus | null;
  /** Priority. */
  Priority: TaskPriority | null;
  /** Contact, or the lead if `$se_module` is `Leads`. */
  Who_Id: LookupRef | null;
  /** Related record, of the module in `$se_module`. */
  What_Id: LookupRef | null;
  /** Module of the record in `What_Id`. Send the two together. */
  $se_module: string | null;
  /** When and how to remind the owner. */
  Remind_At: TaskReminder | null;
  /** Recurrence. */
  Recurring_Activity: RecurringActivity | null;
  /** Whether the owner is notified by email. */
  Send_Notification_Email: boolean;
  /** When the task was completed. Format: date-time. */
  Closed_Time: string | null;
  /** Free text. */
  Description: string | null;
  /** Empty in all recorded responses. The best times to reach the person (unverified). */
  BEST_TIME: unknown[];
  /** Time of the last activity. Format: date-time. */
  Last_Activity_Time: string | null;
  /** Whether the record is locked. */
  Locked__s: boolean;
  /** Null in all recorded responses. */
  $u_id: string | null;
}

/** Values to change in a task. */
export interface TaskUpdate extends SystemFieldsValue {
  /** Subject. Any string. */
  Subject?: string;
  /** Due date. Format: date. */
  Due_Date?: string | null;
  /** Status. */
  Status?: TaskStatus | null;
  /** Priority. */
  Priority?: TaskPriority | null;
  /** Contact, or the lead if `$se_module` is `Leads`. */
  Who_Id?: LookupValue | null;
  /** Related record, of the module in `$se_module`. */
  What_Id?: LookupValue | null;
  /** Module of the record in `What_Id`. Send the two together. */
  $se_module?: string | null;
  /** When and how to remind the owner. */
  Remind_At?: TaskReminder | null;
  /** Recurrence. */
  Recurring_Activity?: RecurringActivity | null;
  /** Whether the owner is notified by email. */
  Send_Notification_Email?: boolean;
  /** Free text. */
  Description?: string | null;
}

/** Values of a task to make. */
export interface NewTask extends TaskUpdate {
  /** Subject. Any string. */
  Subject: string;
}

/** A meeting. */
export interface EventRecord extends SystemFields {
  /** Title. */
  Event_Title: string;
  /** Start. Midnight with +00:00 for an all-day event. Format: date-time. */
  Start_DateTime: string;
  /** End. 23:59:59 with +00:00 for an all-day event. Format: date-time. */
  End_DateTime: string;
  /** Whether it is an all-day event. */
  All_day: boolean;
  /** Venue. */
  Venue: string | null;
  /** Participants. */
  Participants: Participant[];
  /** Contact, or the lead if `$se_module` is `Leads`. */
  Who_Id: LookupRef | null;
  /** Related record, of the module in `$se_module`. */
  What_Id: LookupRef | null;
  /** Module of the record in `What_Id`. Send the two together. */
  $se_module: string | null;
  /** When to remind the owner. A time, not a rule as for tasks. Format: date-time. */
  Remind_At: string | null;
  /** Recurrence. */
  Recurring_Activity: RecurringActivity | null;
  /** Free text. */
  Description: string | null;
  /** Check-in status. `PLANNED` at first. */
  Check_In_Status: string | null;
  /** Time of the check-in. Format: date-time. */
  Check_In_Time: string | null;
  /** User who checked in. */
  Check_In_By: UserRef | null;
  /** Comment on the check-in. */
  Check_In_Comment: string | null;
  /** Address of the check-in. */
  Check_In_Address: string | null;
  /** District of the check-in. */
  Check_In_Sub_Locality: string | null;
  /** City of the check-in. */
  Check_In_City: string | null;
  /** State or province of the check-in. */
  Check_In_State: string | null;
  /** Country of the check-in. */
  Check_In_Country: string | null;
  /** Postal code of the check-in. */
  ZIP_Code: string | null;
  /** Latitude in degrees north. */
  Latitude: number | null;
  /** Longitude in degrees east. */
  Longitude: number | null;
  /** Time of the last activity. Format: date-time. */
  Last_Activity_Time: string | null;
  /** UUID in the calendar. */
  $u_id: string | null;
  /** Id that the meetings of a series share (unverified). */
  $recurrence_id: string | null;
  /** Null in all recorded responses. The online meeting (unverified). */
  $meeting_details: {
    [key: string]: unknown;
  } | null;
  /** Whether the participants are notified (unverified). */
  $send_notification: boolean;
  /** Whether the meeting was booked on a booking page (unverified). */
  $calendar_booking_event: boolean;
}

/** Values to change in an event record. */
export interface EventRecordUpdate extends SystemFieldsValue {
  /** Title. */
  Event_Title?: string;
  /** Start. Midnight with +00:00 for an all-day event. Format: date-time. */
  Start_DateTime?: string;
  /** End. 23:59:59 with +00:00 for an all-day event. Format: date-time. */
  End_DateTime?: string;
  /** Whether it is an all-day event. */
  All_day?: boolean;
  /** Venue. */
  Venue?: string | null;
  /** Participants. */
  Participants?: readonly ParticipantValue[];
  /** Contact, or the lead if `$se_module` is `Leads`. */
  Who_Id?: LookupValue | null;
  /** Related record, of the module in `$se_module`. */
  What_Id?: LookupValue | null;
  /** Module of the record in `What_Id`. Send the two together. */
  $se_module?: string | null;
  /** When to remind the owner. A time, not a rule as for tasks. Format: date-time. */
  Remind_At?: string | null;
  /** Recurrence. */
  Recurring_Activity?: RecurringActivity | null;
  /** Free text. */
  Description?: string | null;
  /** Comment on the check-in. */
  Check_In_Comment?: string | null;
}

/** Values of an event record to make. */
export interface NewEventRecord extends EventRecordUpdate {
  /** Title. */
  Event_Title: string;
  /** Start. Midnight with +00:00 for an all-day event. Format: date-time. */
  Start_DateTime: string;
  /** End. 23:59:59 with +00:00 for an all-day event. Format: date-time. */
  End_DateTime: string;
}

/** A phone call, made or scheduled. */
export interface Call extends SystemFields {
  /** Subject. */
  Subject: string;
  /** Direction. */
  Call_Type: CallType;
  /** When the call starts. Required in forms. Format: date-time. */
  Call_Start_Time: string | null;
  /** Duration, such as `10:00` for ten minutes. Required in forms. */
  Call_Duration: string | null;
  /** Duration in seconds. */
  Call_Duration_in_seconds: number | null;
  /** Purpose. */
  Call_Purpose: CallPurpose | null;
  /** Agenda. */
  Call_Agenda: string | null;
  /** Result. */
  Call_Result: CallResult | null;
  /** Status, set by Zoho. */
  Call_Status: CallStatus | null;
  /** Contact, or the lead if `$se_module` is `Leads`. */
  Who_Id: LookupRef | null;
  /** Related record, of the module in `$se_module`. */
  What_Id: LookupRef | null;
  /** Module of the record in `What_Id`. Send the two together. */
  $se_module: string | null;
  /** When to remind the owner. */
  Reminder: string | null;
  /** Number of the caller, from the phone system. */
  Caller_ID: string | null;
  /** Dialed number, from the phone system. */
  Dialled_Number: string | null;
  /** Whether a phone system created the record. */
  CTI_Entry?: boolean;
  /** Free text. */
  Description: string | null;
  /** Time of the last activity. Format: date-time. */
  Last_Activity_Time: string | null;
  /** Whether the call was booked on a booking page (unverified). */
  $calendar_booking_call: boolean;
}

/** Values to change in a call. */
export interface CallUpdate extends SystemFieldsValue {
  /** Subject. */
  Subject?: string;
  /** Direction. */
  Call_Type?: CallType;
  /** When the call starts. Required in forms. Format: date-time. */
  Call_Start_Time?: string | null;
  /** Duration, such as `10:00` for ten minutes. Required in forms. */
  Call_Duration?: string | null;
  /** Duration in seconds. */
  Call_Duration_in_seconds?: number | null;
  /** Purpose. */
  Call_Purpose?: CallPurpose | null;
  /** Agenda. */
  Call_Agenda?: string | null;
  /** Result. */
  Call_Result?: CallResult | null;
  /** Contact, or the lead if `$se_module` is `Leads`. */
  Who_Id?: LookupValue | null;
  /** Related record, of the module in `$se_module`. */
  What_Id?: LookupValue | null;
  /** Module of the record in `What_Id`. Send the two together. */
  $se_module?: string | null;
  /** When to remind the owner. */
  Reminder?: string | null;
  /** Number of the caller, from the phone system. */
  Caller_ID?: string | null;
  /** Dialed number, from the phone system. */
  Dialled_Number?: string | null;
  /** Free text. */
  Description?: string | null;
}

/** Values of a call to make. */
export interface NewCall extends CallUpdate {
  /** Subject. */
  Subject: string;
  /** Direction. */
  Call_Type: CallType;
}

/** A product or service that the organization sells. */
export interface Product extends SystemFields {
  /** Name. */
  Product_Name: string;
  /** Product code. A duplicate check field. */
  Product_Code: string | null;
  /** Category. */
  Product_Category: ProductCategory | null;
  /** Whether it is for sale. */
  Product_Active: boolean;
  /** Manufacturer. */
  Manufacturer: Manufacturer | null;
  /** Vendor that it is bought from. */
  Vendor_Name: LookupRef | null;
  /** Unit price, in the organization's currency. */
  Unit_Price: number | null;
  /** Commission on a sale, in the organization's currency. */
  Commission_Rate: number | null;
  /** Whether it is taxable. True by default. */
  Taxable: boolean;
  /** Names of the taxes that apply. */
  Tax: string[];
  /** Unit of measure. */
  Usage_Unit: UsageUnit | null;
  /** Quantity in stock. 0 if not set. */
  Qty_in_Stock: number;
  /** Quantity ordered from vendors. 0 if not set. */
  Qty_Ordered: number;
  /** Quantity in demand. 0 if not set. */
  Qty_in_Demand: number;
  /** Stock level at which to reorder. 0 if not set. */
  Reorder_Level: number;
  /** User in charge of the product. */
  Handler: UserRef | null;
  /** First day of sale. Format: date. */
  Sales_Start_Date: string | null;
  /** Last day of sale. Format: date. */
  Sales_End_Date: string | null;
  /** First day of support. Format: date. */
  Support_Start_Date: string | null;
  /** Last day of support. Format: date. */
  Support_Expiry_Date: string | null;
  /** Free text. */
  Description: string | null;
  /** Key of the photo. See the photo operations. */
  Record_Image: string | null;
  /** Time of the last activity. Format: date-time. */
  Last_Activity_Time: string | null;
  /** Whether the record is locked. */
  Locked__s: boolean;
  /** Same as `Taxable`. Newer organizations only. */
  $taxable: boolean;
}

/** Values to change in a product. */
export interface ProductUpdate extends SystemFieldsValue {
  /** Name. */
  Product_Name?: string;
  /** Product code. A duplicate check field. */
  Product_Code?: string | null;
  /** Category. */
  Product_Category?: ProductCategory | null;
  /** Whether it is for sale. */
  Product_Active?: boolean;
  /** Manufacturer. */
  Manufacturer?: Manufacturer | null;
  /** Vendor that it is bought from. */
  Vendor_Name?: LookupValue | null;
  /** Unit price, in the organization's currency. */
  Unit_Price?: number | null;
  /** Commission on a sale, in the organization's currency. */
  Commission_Rate?: number | null;
  /** Whether it is taxable. True by default. */
  Taxable?: boolean;
  /** Names of the taxes that apply. */
  Tax?: readonly string[];
  /** Unit of measure. */
  Usage_Unit?: UsageUnit | null;
  /** Quantity in stock. 0 if not set. */
  Qty_in_Stock?: number | null;
  /** Quantity ordered from vendors. 0 if not set. */
  Qty_Ordered?: number | null;
  /** Quantity in demand. 0 if not set. */
  Qty_in_Demand?: number | null;
  /** Stock level at which to reorder. 0 if not set. */
  Reorder_Level?: number | null;
  /** User in charge of the product. */
  Handler?: LookupValue | null;
  /** First day of sale. Format: date. */
  Sales_Start_Date?: string | null;
  /** Last day of sale. Format: date. */
  Sales_End_Date?: string | null;
  /** First day of support. Format: date. */
  Support_Start_Date?: string | null;
  /** Last day of support. Format: date. */
  Support_Expiry_Date?: string | null;
  /** Free text. */
  Description?: string | null;
}

/** Values of a product to make. */
export interface NewProduct extends ProductUpdate {
  /** Name. */
  Product_Name: string;
}

/** A company that the organization buys from. */
export interface Vendor extends SystemFields {
  /** Name of the company. A duplicate check field. */
  Vendor_Name: string;
  /** Category of goods. */
  Category: string | null;
  /** Account in the general ledger. */
  GL_Account: LedgerAccount | null;
  /** Email address. Format: email. */
  Email: string | null;
  /** Phone number. */
  Phone: string | null;
  /** URL of the website. */
  Website: string | null;
  /** Street and house number. */
  Street: string | null;
  /** City. */
  City: string | null;
  /** State or province. */
  State: string | null;
  /** Postal code. */
  Zip_Code: string | null;
  /** Country. */
  Country: string | null;
  /** Free text. */
  Description: string | null;
  /** Key of the photo. See the photo operations. */
  Record_Image: string | null;
}

/** Values to change in a vendor. */
export interface VendorUpdate extends SystemFieldsValue {
  /** Name of the company. A duplicate check field. */
  Vendor_Name?: string;
  /** Category of goods. */
  Category?: string | null;
  /** Account in the general ledger. */
  GL_Account?: LedgerAccount | null;
  /** Email address. Format: email. */
  Email?: string | null;
  /** Phone number. */
  Phone?: string | null;
  /** URL of the website. */
  Website?: string | null;
  /** Street and house number. */
  Street?: string | null;
  /** City. */
  City?: string | null;
  /** State or province. */
  State?: string | null;
  /** Postal code. */
  Zip_Code?: string | null;
  /** Country. */
  Country?: string | null;
  /** Free text. */
  Description?: string | null;
}

/** Values of a vendor to make. */
export interface NewVendor extends VendorUpdate {
  /** Name of the company. A duplicate check field. */
  Vendor_Name: string;
}

/** A list of discounts on products. */
export interface PriceBook extends SystemFields {
  /** Name. A duplicate check field. */
  Price_Book_Name: string;
  /** Whether it is active. */
  Active: boolean;
  /** Pricing model. */
  Pricing_Model: PricingModel | null;
  /** Discount for each range. */
  Pricing_Details: PriceRange[];
  /** Free text. */
  Description: string | null;
}

/** Values to change in a price book. */
export interface PriceBookUpdate extends SystemFieldsValue {
  /** Name. A duplicate check field. */
  Price_Book_Name?: string;
  /** Whether it is active. */
  Active?: boolean;
  /** Pricing model. */
  Pricing_Model?: PricingModel | null;
  /** Discount for each range. */
  Pricing_Details?: readonly PriceRangeValue[];
  /** Free text. */
  Description?: string | null;
}

/** Values of a price book to make. */
export interface NewPriceBook extends PriceBookUpdate {
  /** Name. A duplicate check field. */
  Price_Book_Name: string;
}

/** An offer to a customer. */
export interface Quote extends SystemFields, Addresses, InventoryTotals {
  /** Subject. A duplicate check field. */
  Subject: string;
  /** Number, assigned by Zoho. */
  Quote_Number: string;
  /** Stage. */
  Quote_Stage: QuoteStage | null;
  /** Last day on which the quote is valid. Format: date. */
  Valid_Till: string | null;
  /** Deal that the quote belongs to. */
  Deal_Name: LookupRef | null;
  /** Company that receives the quote. Required in forms. */
  Account_Name: LookupRef | null;
  /** Contact who receives the quote. */
  Contact_Name: LookupRef | null;
  /** Team in charge. */
  Team: string | null;
  /** Carrier. */
  Carrier: Carrier | null;
  /** Free text. */
  Description: string | null;
}

/** Values to change in a quote. */
export interface QuoteUpdate extends SystemFieldsValue, AddressesValue, InventoryTotalsValue {
  /** Subject. A duplicate check field. */
  Subject?: string;
  /** Stage. */
  Quote_Stage?: QuoteStage | null;
  /** Last day on which the quote is valid. Format: date. */
  Valid_Till?: string | null;
  /** Deal that the quote belongs to. */
  Deal_Name?: LookupValue | null;
  /** Company that receives the quote. Required in forms. */
  Account_Name?: LookupValue | null;
  /** Contact who receives the quote. */
  Contact_Name?: LookupValue | null;
  /** Team in charge. */
  Team?: string | null;
  /** Carrier. */
  Carrier?: Carrier | null;
  /** Free text. */
  Description?: string | null;
}

/** Values of a quote to make. */
export interface NewQuote extends QuoteUpdate {
  /** Subject. A duplicate check field. */
  Subject: string;
  /** Products, one per row. */
  Product_Details: readonly LineItemValue[];
}

/** An order from a customer. */
export interface SalesOrder extends SystemFields, Addresses, InventoryTotals {
  /** Subject. A duplicate check field. */
  Subject: string;
  /** Number, assigned by Zoho. */
  SO_Number: string;
  /** Status. */
  Status: OrderStatus | null;
  /** Due date. Format: date. */
  Due_Date: string | null;
  /** Quote that the order came from. */
  Quote_Name: LookupRef | null;
  /** Deal that the order belongs to. */
  Deal_Name: LookupRef | null;
  /** Company that ordered. Required in forms. */
  Account_Name: LookupRef | null;
  /** Contact who ordered. */
  Contact_Name: LookupRef | null;
  /** Number of the customer in your own records. */
  Customer_No: string | null;
  /** Number of the order in the customer's records. */
  Purchase_Order: string | null;
  /** Carrier. */
  Carrier: Carrier | null;
  /** What remains to be delivered. */
  Pending?: string | null;
  /** Excise duty, in the organization's currency. */
  Excise_Duty: number | null;
  /** Sales commission, in the organization's currency. */
  Sales_Commission: number | null;
  /** Free text. */
  Description: string | null;
}

/** Values to change in a sales order. */
export interface SalesOrderUpdate extends SystemFieldsValue, AddressesValue, InventoryTotalsValue {
  /** Subject. A duplicate check field. */
  Subject?: string;
  /** Status. */
  Status?: OrderStatus | null;
  /** Due date. Format: date. */
  Due_Date?: string | null;
  /** Quote that the order came from. */
  Quote_Name?: LookupValue | null;
  /** Deal that the order belongs to. */
  Deal_Name?: LookupValue | null;
  /** Company that ordered. Required in forms. */
  Account_Name?: LookupValue | null;
  /** Contact who ordered. */
  Contact_Name?: LookupValue | null;
  /** Number of the customer in your own records. */
  Customer_No?: string | null;
  /** Number of the order in the customer's records. */
  Purchase_Order?: string | null;
  /** Carrier. */
  Carrier?: Carrier | null;
  /** What remains to be delivered. */
  Pending?: string | null;
  /** Excise duty, in the organization's currency. */
  Excise_Duty?: number | null;
  /** Sales commission, in the organization's currency. */
  Sales_Commission?: number | null;
  /** Free text. */
  Description?: string | null;
}

/** Values of a sales order to make. */
export interface NewSalesOrder extends SalesOrderUpdate {
  /** Subject. A duplicate check field. */
  Subject: string;
  /** Products, one per row. */
  Product_Details: readonly LineItemValue[];
}

/** An order to a vendor. */
export interface PurchaseOrder extends SystemFields, Addresses, InventoryTotals {
  /** Subject. A duplicate check field. */
  Subject: string;
  /** Number of the order in your own records. */
  PO_Number: string | null;
  /** Status. */
  Status: OrderStatus | null;
  /** Order date. Format: date. */
  PO_Date: string | null;
  /** Due date. Format: date. */
  Due_Date: string | null;
  /** Vendor. Required in forms. */
  Vendor_Name: LookupRef | null;
  /** Contact at the vendor. */
  Contact_Name: LookupRef | null;
  /** Internal requisition number. */
  Requisition_No: string | null;
  /** Tracking number. */
  Tracking_Number: string | null;
  /** Carrier. */
  Carrier: Carrier | null;
  /** Excise duty, in the organization's currency. */
  Excise_Duty: number | null;
  /** Sales commission, in the organization's currency. */
  Sales_Commission: number | null;
  /** Free text. */
  Description: string | null;
}

/** Values to change in a purchase order. */
export interface PurchaseOrderUpdate extends SystemFieldsValue, AddressesValue, InventoryTotalsValue {
  /** Subject. A duplicate check field. */
  Subject?: string;
  /** Number of the order in your own records. */
  PO_Number?: string | null;
  /** Status. */
  Status?: OrderStatus | null;
  /** Order date. Format: date. */
  PO_Date?: string | null;
  /** Due date. Format: date. */
  Due_Date?: string | null;
  /** Vendor. Required in forms. */
  Vendor_Name?: LookupValue | null;
  /** Contact at the vendor. */
  Contact_Name?: LookupValue | null;
  /** Internal requisition number. */
  Requisition_No?: string | null;
  /** Tracking number. */
  Tracking_Number?: string | null;
  /** Carrier. */
  Carrier?: Carrier | null;
  /** Excise duty, in the organization's currency. */
  Excise_Duty?: number | null;
  /** Sales commission, in the organization's currency. */
  Sales_Commission?: number | null;
  /** Free text. */
  Description?: string | null;
}

/** Values of a purchase order to make. */
export interface NewPurchaseOrder extends PurchaseOrderUpdate {
  /** Subject. A duplicate check field. */
  Subject: string;
  /** Products, one per row. */
  Product_Details: readonly LineItemValue[];
}

/** An invoice to a customer. */
export interface Invoice extends SystemFields, Addresses, InventoryTotals {
  /** Subject. A duplicate check field. */
  Subject: string;
  /** Number, assigned by Zoho. */
  Invoice_Number: string;
  /** Status. */
  Status: OrderStatus | null;
  /** Invoice date. Format: date. */
  Invoice_Date: string | null;
  /** Due date. Format: date. */
  Due_Date: string | null;
  /** Sales order of the invoice. */
  Sales_Order: LookupRef | null;
  /** Company that pays. Required in forms. */
  Account_Name: LookupRef | null;
  /** Contact who receives the invoice. */
  Contact_Name: LookupRef | null;
  /** Number of the order in the customer's records. */
  Purchase_Order: string | null;
  /** Excise duty, in the organization's currency. */
  Excise_Duty: number | null;
  /** Sales commission, in the organization's currency. */
  Sales_Commission: number | null;
  /** Free text. */
  Description: string | null;
}

/** Values to change in an invoice. */
export interface InvoiceUpdate extends SystemFieldsValue, AddressesValue, InventoryTotalsValue {
  /** Subject. A duplicate check field. */
  Subject?: string;
  /** Status. */
  Status?: OrderStatus | null;
  /** Invoice date. Format: date. */
  Invoice_Date?: string | null;
  /** Due date. Format: date. */
  Due_Date?: string | null;
  /** Sales order of the invoice. */
  Sales_Order?: LookupValue | null;
  /** Company that pays. Required in forms. */
  Account_Name?: LookupValue | null;
  /** Contact who receives the invoice. */
  Contact_Name?: LookupValue | null;
  /** Number of the order in the customer's records. */
  Purchase_Order?: string | null;
  /** Excise duty, in the organization's currency. */
  Excise_Duty?: number | null;
  /** Sales commission, in the organization's currency. */
  Sales_Commission?: number | null;
  /** Free text. */
  Description?: string | null;
}

/** Values of an invoice to make. */
export interface NewInvoice extends InvoiceUpdate {
  /** Subject. A duplicate check field. */
  Subject: string;
  /** Products, one per row. */
  Product_Details: readonly LineItemValue[];
}

/** A problem or request that a customer reports. */
export interface Case extends SystemFields {
  /** Subject. A duplicate check field. */
  Subject: string;
  /** Number, assigned by Zoho. */
  Case_Number: string;
  /** Status. Required in forms. */
  Status: CaseStatus | null;
  /** Priority. */
  Priority: CasePriority | null;
  /** Type. */
  Type: CaseType | null;
  /** Channel of the report. Required in forms. */
  Case_Origin: CaseOrigin | null;
  /** Cause. */
  Case_Reason: CaseReason | null;
  /** Product of the case. */
  Product_Name: LookupRef | null;
  /** Company that reports the case. */
  Account_Name: LookupRef | null;
  /** Contact who reports the case. */
  Related_To: LookupRef | null;
  /** Deal that the case belongs to. */
  Deal_Name: LookupRef | null;
  /** Name of the person who reports the case. */
  Reported_By: string | null;
  /** Email address of the person who reports the case. Format: email. */
  Email: string | null;
  /** Phone number of the person who reports the case. */
  Phone: string | null;
  /** Full report. */
  Description: string | null;
  /** Solution. */
  Solution: string | null;
  /** Internal comments. */
  Internal_Comments: string | null;
  /** A comment to add when writing. */
  Add_Comment: string | null;
  /** Existing comments. */
  Comments: RecordComment[];
  /** Number of comments. */
  No_of_comments: number;
  /** Whether it is marked as a duplicate. Not in any recorded response. */
  Is_Record_Duplicate?: boolean;
}

/** Values to change in a case. */
export interface CaseUpdate extends SystemFieldsValue {
  /** Subject. A duplicate check field. */
  Subject?: string;
  /** Status. Required in forms. */
  Status?: CaseStatus | null;
  /** Priority. */
  Priority?: CasePriority | null;
  /** Type. */
  Type?: CaseType | null;
  /** Channel of the report. Required in forms. */
  Case_Origin?: CaseOrigin | null;
  /** Cause. */
  Case_Reason?: CaseReason | null;
  /** Product of the case. */
  Product_Name?: LookupValue | null;
  /** Company that reports the case. */
  Account_Name?: LookupValue | null;
  /** Contact who reports the case. */
  Related_To?: LookupValue | null;
  /** Deal that the case belongs to. */
  Deal_Name?: LookupValue | null;
  /** Name of the person who reports the case. */
  Reported_By?: string | null;
  /** Email address of the person who reports the case. Format: email. */
  Email?: string | null;
  /** Phone number of the person who reports the case. */
  Phone?: string | null;
  /** Full report. */
  Description?: string | null;
  /** Solution. */
  Solution?: string | null;
  /** Internal comments. */
  Internal_Comments?: string | null;
  /** A comment to add when writing. */
  Add_Comment?: string | null;
}

/** Values of a case to make. */
export interface NewCase extends CaseUpdate {
  /** Subject. A duplicate check field. */
  Subject: string;
}

/** The reply to a question that customers often ask. */
export interface Solution extends SystemFields {
  /** Title. A duplicate check field. */
  Solution_Title: string;
  /** Number, assigned by Zoho. */
  Solution_Number: string;
  /** Status. */
  Status: SolutionStatus | null;
  /** Whether customers can see it. */
  Published?: boolean;
  /** Product of the solution. */
  Product_Name: LookupRef | null;
  /** Question. */
  Question: string | null;
  /** Solution. */
  Answer: string | null;
  /** A comment to add when writing. */
  Add_Comment: string | null;
  /** Existing comments. */
  Comments: RecordComment[];
  /** Number of comments. */
  No_of_comments: number;
}

/** Values to change in a solution. */
export interface SolutionUpdate extends SystemFieldsValue {
  /** Title. A duplicate check field. */
  Solution_Title?: string;
  /** Status. */
  Status?: SolutionStatus | null;
  /** Whether customers can see it. */
  Published?: boolean;
  /** Product of the solution. */
  Product_Name?: LookupValue | null;
  /** Question. */
  Question?: string | null;
  /** Solution. */
  Answer?: string | null;
  /** A comment to add when writing. */
  Add_Comment?: string | null;
}

/** Values of a solution to make. */
export interface NewSolution extends SolutionUpdate {
  /** Title. A duplicate check field. */
  Solution_Title: string;
}

/** The value to set a lookup field to: the id, as a string or as `{ id }`. */
export type LookupValue =
  | {
      /** Id of the referenced record. */
      id: string;
    }
  | string;

/** A tag to put on a record. If no tag has this name, Zoho creates one. */
export interface TagValue {
  /** Name of the tag. */
  name: string;
}

/** The message that Zoho posts to the URL of a channel, as JSON. It is not signed, so check the token. */
export interface NotificationMessage {
  /** When the message was sent, in milliseconds since 1970. Present in newer messages. */
  server_time?: number;
  /** Parsed query of the URL. */
  query_params?: {
    [key: string]: unknown;
  };
  /** API name of the module. */
  module: string;
  /** URL of the module in the API. Format: uri. */
  resource_uri?: string;
  /** Ids of the records. */
  ids: string[];
  /** Changed fields, by record; empty for new records (unverified). */
  affected_fields?: unknown[];
  /** Operation: `insert`. Also `update` and `delete` (unverified). */
  operation: string;
  /** Number of the channel. */
  channel_id: string;
  /** Secret that the channel was opened with. */
  token?: string | null;
}

/**
 * The message that Zoho sends to the callback when an export job has ended. No such message has been recorded;
 * the keys are as described here (unverified).
 */
export interface BulkReadNotice {
  /** Id of the job. */
  job_id: string;
  /** `read`. */
  operation: string;
  state: BulkReadState;
  query?: BulkReadQuery;
  created_by?: UserRef;
  /** When the job was created. Format: date-time. */
  created_time?: string;
  /** Result. Present only if the job is completed. */
  result?: BulkReadResult;
  /** File type: `csv` or `ics`. */
  file_type?: string;
}

/**
 * Exchanges a grant code. A code can be used once, within two or three minutes, at the data center that issued
 * it.
 */
export interface AuthorizationCodeGrant {
  /** Always `authorization_code`. */
  grant_type: "authorization_code";
  /** Id of the client, from the API console. */
  client_id: string;
  /** Secret of the client. It can differ between data centers. */
  client_secret: string;
  /** Grant code, from the redirect or from a self client. */
  code: string;
  /** Registered URI that received the code. Omit it for a self client. */
  redirect_uri?: string;
  /** PKCE code verifier, if the code was requested with a challenge. */
  code_verifier?: string;
}

/** Exchanges a refresh token. The refresh token stays valid. It returns at most 10 access tokens in 10 minutes. */
export interface RefreshTokenGrant {
  /** Always `refresh_token`. */
  grant_type: "refresh_token";
  /** Id of the client, from the API console. */
  client_id: string;
  /** Secret of the client. It can differ between data centers. */
  client_secret: string;
  /** Refresh token from the first exchange. */
  refresh_token: string;
}

/** What to exchange for an access token: a new grant code or a refresh token. */
export type TokenRequestBody = AuthorizationCodeGrant | RefreshTokenGrant;

/** A usable access token. */
export interface TokenGrant {
  /** Token for API calls, sent as `Authorization: Zoho-oauthtoken …`. It is valid for one hour. */
  access_token: string;
  /** Refresh token. Returned only for a grant code, and only with offline access or for a self client. */
  refresh_token?: string;
  /** Base URL of the user's CRM, for example `https://www.zohoapis.eu`. */
  api_domain?: string;
  /** `Bearer`, although API calls use the scheme `Zoho-oauthtoken`. */
  token_type: string;
  /** Lifetime in seconds. In milliseconds if `expires_in_sec` is present. */
  expires_in: number;
  /** Lifetime in seconds. Present only in the old form of the response (until about 2020). */
  expires_in_sec?: number;
  /** Granted scopes, separated by spaces. Present in newer responses. */
  scope?: string;
  /** User's identity, as a JSON Web Token. Present only with the scope `openid`. */
  id_token?: string;
}

/**
 * The accounts server rejected the request. `invalid_code` (the code or refresh token is wrong, used or revoked)
 * and `invalid_client` (unknown at this data center) require a person to act. `Access Denied` means too many
 * requests: wait some minutes.
 */
export interface TokenRefusal {
  /** A description of the error, if there is one. */
  error_description?: string;
  /**
   * Error, for example `invalid_code`, `invalid_client`, `Access Denied` or `access_denied`. Others are
   * `invalid_client_secret`, `invalid_redirect_uri`, `invalid_grant` and `general_error` (unverified).
   */
  error: string;
  /** `failure`, if present. */
  status?: string;
}

/** Tokens, or an error: Zoho reports most failures with HTTP 200. Check for `access_token`, not the status. */
export type TokenAnswer = TokenGrant | TokenRefusal;

/** The token to revoke. */
export interface RevocationBody {
  /** Refresh token. Its access tokens are revoked with it (unverified). */
  token: string;
}

/** The outcome of a revocation. No such response has been recorded; it has one of the two keys (unverified). */
export interface RevocationAnswer {
  /** `success` or `failure`. */
  status?: string;
  /** `invalid_token` for an unknown token. */
  error?: string;
}

/** The client and its scopes. The keys are as described here (unverified). */
export interface DeviceCodeBody {
  /** Always `device_request`. */
  grant_type: "device_request";
  /** Id of the client, from the API console. */
  client_id: string;
  /** Scopes to request, comma-separated. */
  scope: string;
  /** Whether to issue a refresh token as well (`offline`). */
  access_type?: "offline" | "online";
}

/** The two codes of a device sign-in. The keys are as described here (unverified). */
export interface DeviceCode {
  /** Code that the user enters. */
  user_code: string;
  /** Code to request the tokens with, as `code`. */
  device_code: string;
  /** Polling interval. In milliseconds (unverified). */
  interval: number;
  /** URL where the user enters the code. Format: uri. */
  verification_url: string;
  /** Same URL, including the code. Format: uri. */
  verification_uri_complete?: string;
  /** Lifetime of the codes. In milliseconds (unverified). */
  expires_in: number;
}

/** The codes, or an error. */
export type DeviceCodeAnswer = DeviceCode | TokenRefusal;

/** The device sign-in to check. The keys are as described here (unverified). */
export interface DeviceTokenBody {
  /** Always `device_token`. */
  grant_type: "device_token";
  /** Id of the client, from the API console. */
  client_id: string;
  /** Secret of the client. */
  client_secret: string;
  /** The `device_code` of the sign-in. */
  code: string;
}

/** No tokens were issued, either not yet or not at all. The error codes are as described here (unverified). */
export interface DeviceRefusal {
  /** `authorization_pending`, `slow_down`, `access_denied`, `expired` or `other_dc`. */
  error: string;
  /** With `other_dc`, the data center to poll instead. */
  user_dc?: string;
}

/** Tokens, or the reason why there are none yet. Check for `access_token`, not the status. */
export type DeviceTokenAnswer = TokenGrant | DeviceRefusal;

/** The token to introspect. */
export interface IntrospectionBody {
  /** Token: an access token or a refresh token (unverified). */
  token: string;
}

/** What is known about a token. No such response has been recorded; the keys are those of RFC 7662 (unverified). */
export interface IntrospectionAnswer {
  /** Whether the token is active. */
  active?: boolean;
  /** Scopes of the token, separated by spaces. */
  scope?: string;
  /** Client that the token was issued to. */
  client_id?: string;
  /** When the token expires, in seconds since 1970. */
  exp?: number;
  [key: string]: unknown;
}

/** The user of a token. No such response has been recorded; the keys are those of OpenID Connect (unverified). */
export interface UserInfo {
  /** User's id at the accounts server. */
  sub?: string;
  /** Full name. */
  name?: string;
  /** First name. */
  first_name?: string;
  /** Last name. */
  last_name?: string;
  /** Email address. */
  email?: string;
  /** Whether the user has confirmed the email address. */
  email_verified?: boolean;
  [key: string]: unknown;
}

/** The data centers. No such response has been recorded; the keys are as described here (unverified). */
export interface ServerInfo {
  /** `success`. */
  result?: string;
  /** Accounts servers, keyed by data center. */
  locations: {
    [key: string]: string;
  };
}

/** A reference to a user, for example to the owner of a record. */
export interface UserRef {
  /** User's full name. */
  name: string;
  /** User's id. */
  id: string;
  /** User's email address. Present in records, but not in write results, users or settings. */
  email?: string;
}

/** A tag on a record. */
export interface TagRef {
  /** Name of the tag. */
  name: string;
  /** Id of the tag. */
  id: string;
}

/** The value of a lookup field in a response, or another reference by id. */
export interface LookupRef {
  /** Display name of the referenced object. */
  name?: string | null;
  /** Id of the referenced object. */
  id: string;
}

/** What the caller may do in the approval process of a record. */
export interface ApprovalRights {
  /** Whether the caller may delegate the decision. */
  delegate?: boolean;
  /** Whether the caller may take over the decision. Missing in older responses. */
  takeover?: boolean;
  /** Whether the caller may approve the record. */
  approve?: boolean;
  /** Whether the caller may reject the record. */
  reject?: boolean;
  /** Whether the caller may resubmit the record. */
  resubmit?: boolean;
}

/** What the caller may do in the review of a record. */
export interface ReviewRights {
  /** Whether the caller may approve the record. */
  approve?: boolean;
  /** Whether the caller may reject the record. */
  reject?: boolean;
  /** Whether the caller may resubmit the record. */
  resubmit?: boolean;
}

/** The layout of a record. */
export interface RecordLayout {
  /** Translated name. */
  display_label?: string;
  /** Name of the layout. */
  name?: string;
  /** Id of the layout. */
  id?: string;
}

/**
 * The fields that every record has, in any module. Which of the `$` keys are present depends on the module, the
 * organization and the year.
 */
export interface SystemFields {
  /** Id of the record, 18 or 19 digits. */
  id: string;
  /** User who owns the record. */
  Owner?: UserRef;
  /** User who created the record. */
  Created_By?: UserRef;
  /** User who last modified the record. */
  Modified_By?: UserRef;
  /** When the record was created, with the offset of the organization or the user. Format: date-time. */
  Created_Time?: string;
  /** When the record was last modified. Format: date-time. */
  Modified_Time?: string;
  /** Tags of the record. Can be empty. */
  Tag?: TagRef[];
  /** Layout of the record. Present only in modules with several layouts (unverified). */
  Layout?: LookupRef | null;
  /** Currency symbol for the amounts. */
  $currency_symbol?: string;
  /** Whether the record is approved. */
  $approved?: boolean;
  $approval?: ApprovalRights;
  /** Approval state, for example `approved` or `approval_process_pending`. */
  $approval_state?: string;
  /** What the caller may do in a review. Null in modules without reviews. */
  $review_process?: ReviewRights | null;
  /** Null in all recorded responses. */
  $review?:
    | {
        [key: string]: unknown;
      }
    | string
    | null;
  /** Whether the caller may edit the record. */
  $editable?: boolean;
  /** Whether the record is in a blueprint. */
  $process_flow?: boolean;
  /** Whether an orchestration is running on the record. */
  $orchestration?: boolean | null;
  /** Whether the record is being merged. */
  $in_merge?: boolean;
  /** `save` in all recorded responses. */
  $state?: string;
  /** Null in all recorded responses. */
  $field_states?: unknown[] | null;
  /** Whether the record is locked for the caller. Present only in modules with record locking. */
  $locked_for_me?: boolean;
  /** Assistant's state for the owner assignment, for example `owner_recommendation_unavailable`. */
  $zia_owner_assignment?: string | null;
  $layout_id?: RecordLayout;
}

/**
 * A record of any module. In addition to the keys listed here, it has the fields of its module under their API
 * names. An empty field is null; an empty formatted address is an empty string. With `fields` in the request,
 * only those fields and the id are returned.
 */
export interface CrmRecord extends SystemFields {
  [key: string]: unknown;
}

/** Sort direction. */
export type SortOrder = "asc" | "desc" | (string & {});

/** The position of a page in its list. Zoho does not return a total count. */
export interface PageInfo {
  /** Requested page size. */
  per_page: number;
  /** Number of items on this page. */
  count: number;
  /** Number of this page, starting at 1. */
  page: number;
  /**
   * API name of the field that the list is sorted by; `id` by default. Missing in older responses and in lists of
   * users.
   */
  sort_by?: string;
  /** Sort direction. Missing in older responses and in lists of users. */
  sort_order?: SortOrder;
  /** Whether there is another page. */
  more_records: boolean;
}

/** One page of records. */
export interface RecordList<Row = CrmRecord> {
  /** Records of the page. */
  data: Row[];
  info: PageInfo;
}

/**
 * Zoho's error object. It is the whole body if the request was rejected as a whole (token, scope, URL, module,
 * unreadable body). If one row of a write was rejected, it takes that row's position in the results. Rely on the
 * code: statuses and messages differ between services and over the years.
 */
export interface Failure {
  /** Error code, usually in capital letters, such as `INVALID_DATA` or `DUPLICATE_DATA`. */
  code: string;
  /**
   * Details about the cause, often empty. Common keys are `api_name` (the invalid field), `expected_data_type`,
   * `id` (for a duplicate, the id of the existing record), `param`, `permissions`, `limit` and `reason`.
   */
  details: {
    [key: string]: unknown;
  };
  /** A human-readable message. Do not compare it in code. */
  message: string;
  /** Always `error`. A success has `success` here. */
  status: "error";
}

/** The id of a record and the values to change, under their API names. Other fields keep their values. */
export interface RecordChange {
  /** Id of the record to update. */
  id: string;
  [key: string]: unknown;
}

/** The automations that the write triggers. Without it, all of them run; with an empty array, none. */
export type Triggers = readonly ("workflow" | "approval" | "blueprint")[];

/** With `review_process`, the written records go into review (unverified). */
export type Processes = readonly "review_process"[];

/** Records to update, at most 100, each with its id. */
export interface RecordChangesBody<Row = RecordChange> {
  /** Changes. Results keep this order. */
  data: readonly Row[];
  trigger?: Triggers;
  /** Older switch for workflows: `true` or `false`, as a string (unverified). Prefer `trigger`. */
  wf_trigger?: string;
  process?: Processes;
  /** Id of the assignment rule that chooses the owners. */
  lar_id?: string;
}

/** What an upsert did. */
export type UpsertAction = "insert" | "update" | (string & {});

/** Details of the written row. After a deletion, only the id is present. */
export interface WriteDetails {
  /** When the record was last modified. Format: date-time. */
  Modified_Time?: string;
  /** User who last modified the record. */
  Modified_By?: UserRef;
  /** When the record was created. Format: date-time. */
  Created_Time?: string;
  /** Id of the record or attachment. */
  id: string;
  /** User who created the record. */
  Created_By?: UserRef;
}

/** The result of a successful write or deletion. */
export interface RecordSuccess {
  /** `SUCCESS`. */
  code: string;
  /** After an upsert, the API name of the field that matched the duplicate. Null for a new record. */
  duplicate_field?: string | null;
  /** After an upsert, whether the record was inserted or updated. */
  action?: UpsertAction;
  details: WriteDetails;
  /** A human-readable message, for example `record added`. */
  message: string;
  /** Always `success`. */
  status: "success";
}

/** The outcome for one row; see `status`. */
export type RecordOutcome = RecordSuccess | Failure;

/**
 * The outcome for each row, in the order of the request. The same body comes with 200 or 201 (all succeeded),
 * 207 (some were rejected) and 202 (all were rejected), so check every row.
 */
export interface MultiStatus {
  /** One result per row. */
  data: RecordOutcome[];
}

/**
 * The values of a record to create, under the API names of the module's fields. A lookup takes `{ "id": "…" }`
 * or the id as a string. A multi-select picklist takes an array of strings. A date-time needs an offset and no
 * fractional seconds.
 */
export interface NewRecord {
  [key: string]: unknown;
}

/** Records to create, at most 100. */
export interface RecordsBody<Row = NewRecord> {
  /** Records to create. Results keep this order. */
  data: readonly Row[];
  trigger?: Triggers;
  /** Older switch for workflows: `true` or `false`, as a string (unverified). Prefer `trigger`. */
  wf_trigger?: string;
  process?: Processes;
  /** Id of the assignment rule that chooses the owners. */
  lar_id?: string;
}

/**
 * The values of a record to create, or to update if a duplicate exists. With an id, the values to change in the
 * record of that id (unverified).
 */
export type UpsertRecord = NewRecord | RecordChange;

/** Records to create, or to update if a duplicate exists. At most 100. */
export interface RecordsUpsertBody<Row = UpsertRecord> {
  /** Records. Results keep this order. */
  data: readonly Row[];
  /**
   * API names of the fields to check for duplicates, in order of priority. Without it, Zoho checks the
   * system-defined duplicate check fields of the module (`Email` for leads), then the unique fields.
   */
  duplicate_check_fields?: readonly (keyof Row & string)[];
  trigger?: Triggers;
  /** Older switch for workflows: `true` or `false`, as a string (unverified). Prefer `trigger`. */
  wf_trigger?: string;
  process?: Processes;
  /** Id of the assignment rule that chooses the owners. */
  lar_id?: string;
}

/** What remains of a deleted record. After a permanent deletion, little more than the id. */
export interface DeletedRecord {
  /** User who deleted the record. */
  deleted_by?: UserRef | null;
  /** Id of the record. */
  id: string;
  /** Name of the record. */
  display_name?: string | null;
  /** `recycle` while the record can be restored, `permanent` afterwards. */
  type: string;
  /** User who created the record. */
  created_by?: UserRef | null;
  /** When the record was deleted. Format: date-time. */
  deleted_time: string;
}

/** One page of deleted records. */
export interface DeletedRecordList {
  /** Deleted records of the page. */
  data: DeletedRecord[];
  info: PageInfo;
}

/** The state of a mass update. */
export type MassUpdateStatus = "SCHEDULED" | "RUNNING" | "COMPLETED" | "FAILED" | (string & {});

/** The progress of a scheduled mass update. The keys start with capital letters. */
export interface MassUpdateProgress {
  /** State of the job. */
  Status: MassUpdateStatus;
  /** Number of records that could not be updated. */
  Failed_Count?: number;
  /** Number of records that were updated. */
  Updated_Count?: number;
  /** Number of records that were left unchanged. */
  Not_Updated_Count?: number;
  /** Total number of records. */
  Total_Count?: number;
}

/** The progress of the job. If it has a `status`, it is an error instead. */
export type MassUpdateState = MassUpdateProgress | Failure;

/** The progress of a scheduled mass update, in an array of one. */
export interface MassUpdateAnswer {
  /** Exactly one job. */
  data: MassUpdateState[];
}

/** The values to change in the record that the path names, under their API names. Other fields keep their values. */
export interface RecordPatch {
  [key: string]: unknown;
}

/** How criteria are combined. */
export type GroupOperator = "and" | "or" | (string & {});

/** Either a comparison (`field`, `comparator`, `value`) or a group of comparisons (`group_operator`, `group`). */
export interface ViewCriteria {
  /** Comparison, for example `equal`, `not_equal`, `contains`, `greater_than` or `between`. */
  comparator?: string;
  /** API name of the field. */
  field?: string;
  /** Value to compare with, of the field's type: a string, number, boolean or array. */
  value?: unknown;
  /** How the parts are combined. */
  group_operator?: GroupOperator;
  /** Parts. */
  group?: ViewCriteria[];
}

/** A territory that narrows a mass update. */
export interface TerritoryChoice {
  /** Id of the territory. */
  id: string;
  /** Whether to include the child territories. */
  include_child?: boolean;
}

/**
 * The values to write to many records: those listed in `ids` or those in the custom view `cvid`. Pass one of the
 * two.
 */
export interface MassUpdateBody<Row = RecordPatch> {
  /** Exactly one set of values. It can contain only one field (unverified). */
  data: readonly Row[];
  /** Ids of the records to update immediately. */
  ids?: readonly string[];
  /** Id of the custom view whose records to update, at most 50000. The update runs as a scheduled job. */
  cvid?: string;
  /** Conditions that narrow the custom view further. */
  criteria?: readonly ViewCriteria[];
  /** Territory that narrows the custom view further. */
  territory?: TerritoryChoice;
  /** Whether to overwrite existing values. */
  over_write?: boolean;
}

/** The record that was updated, or the job that was scheduled. */
export interface MassUpdateDetails {
  /** Id of the job. Present if a custom view was passed. */
  job_id?: string;
  /** When the record was last modified. Format: date-time. */
  Modified_Time?: string;
  /** User who last modified the record. */
  Modified_By?: UserRef;
  /** When the record was created. Format: date-time. */
  Created_Time?: string;
  /** Id of the record. Present if ids were passed. */
  id?: string;
  /** User who created the record. */
  Created_By?: UserRef;
}

/** A record that was updated, or a job that was scheduled. */
export interface MassUpdateSuccess {
  /** `SUCCESS`. */
  code: string;
  details: MassUpdateDetails;
  /** A human-readable message. */
  message: string;
  /** Always `success`. */
  status: "success";
}

/** The outcome for one record or for the job; see `status`. */
export type MassUpdateOutcome = MassUpdateSuccess | Failure;

/** The outcome for each record, in the order of the ids, or for the job. */
export interface MassUpdateOutcomes {
  /** One result per record, or one for the job. */
  data: MassUpdateOutcome[];
}

/** The requested record, in an array of one. */
export interface Found<Row = CrmRecord> {
  /** Requested record. */
  data: Row[];
}

/** The changes to one record, in an array of one. */
export interface RecordPatchBody<Row = RecordPatch> {
  /** Exactly one set of changes. */
  data: readonly Row[];
  trigger?: Triggers;
  /** Older switch for workflows: `true` or `false`, as a string (unverified). Prefer `trigger`. */
  wf_trigger?: string;
  process?: Processes;
  /** Id of the assignment rule that chooses the owner. */
  lar_id?: string;
}

/** The query. */
export interface CoqlBody {
  /**
   * A select statement with columns, one module, conditions, and optionally `order by` and `limit`. For example,
   * `limit 0, 200` sets offset and row count. Group conditions in pairs with parentheses. Double a quote inside a
   * string, or put the string in double quotes. Quote a column whose name is a keyword. At most 50 columns, 25
   * conditions, and lookups two levels deep.
   */
  select_query: string;
}

/**
 * One row: the id and the columns of the query. A lookup is `{ "id": "…" }` without a name. A dotted column
 * appears under the name used in the query, such as `Account_Name.Account_Name`.
 */
export interface CoqlRow {
  /** Id of the record. Always present, even if not selected. */
  id: string;
  [key: string]: unknown;
}

/** Paging details. There are no page numbers. */
export interface CoqlPageInfo {
  /** Number of rows returned. */
  count: number;
  /** Whether there are more rows. Use a larger offset to get them. */
  more_records: boolean;
}

/** The rows that a query returns. */
export interface CoqlRowList<Row = CoqlRow> {
  /** Rows, in the order of the query. */
  data: Row[];
  info: CoqlPageInfo;
}

/** A file or link attached to a record. With `fields` in the request, only those fields and the id are returned. */
export interface Attachment {
  /** User who owns the attachment. */
  Owner: UserRef;
  /** When the attachment was last modified. Format: date-time. */
  Modified_Time: string;
  /** Name of the file. */
  File_Name: string;
  /** When the file was attached. Format: date-time. */
  Created_Time: string;
  /** Size in bytes, as a string of digits. */
  Size: string;
  /** Record that it is attached to. The name can be null. */
  Parent_Id: LookupRef;
  /** Whether the caller may edit it. */
  $editable: boolean;
  /** Key of the file in Zoho's file store. */
  $file_id: string;
  /** `Attachment` for a file. `Link URL` for a link (unverified). */
  $type: string;
  /** Module of the record that it is attached to. */
  $se_module: string;
  /** User who last modified it. */
  Modified_By: UserRef;
  /** `save` in all recorded responses. */
  $state: string;
  /** Id of the attachment. */
  id: string;
  /** User who attached it. */
  Created_By: UserRef;
  /** Null for a file. The URL of a link (unverified). */
  $link_url: string | null;
  /** Null in all recorded responses. */
  $field_states: unknown[] | null;
  /** Description. Not in every response. */
  description: string | null;
  /** Category. Not in every response. */
  category: string | null;
}

/** Values to change in an attachment. */
export interface AttachmentUpdate {
  /** User who owns the attachment. */
  Owner?: LookupValue;
  /** Record that it is attached to. The name can be null. */
  Parent_Id?: LookupValue;
  /** Description. Not in every response. */
  description?: string | null;
  /** Category. Not in every response. */
  category?: string | null;
}

/** Values of an attachment to make. */
export type NewAttachment = AttachmentUpdate & Record<string, never>;

/** A note on a record. With `fields` in the request, only those fields and the id are returned. */
export interface Note {
  /** User who owns the note. */
  Owner: UserRef;
  /** When the note was last modified. Format: date-time. */
  Modified_Time: string;
  /** Files attached to the note. Null if there are none. */
  $attachments: Attachment[] | null;
  /** Null in all recorded responses. */
  $field_states: unknown[] | null;
  /** When the note was created. Format: date-time. */
  Created_Time: string;
  /** Record of the note. */
  Parent_Id: LookupRef;
  /** Whether the caller may edit it. */
  $editable: boolean;
  /** Module of the record. */
  $se_module: string;
  /** Whether clients can see it in a portal. */
  $is_shared_to_client: boolean;
  /** User who last modified it. */
  Modified_By: UserRef;
  /** Total size of the attached files. Null if there are none. */
  $size: string | null;
  /** `save` in all recorded responses. */
  $state: string;
  /** Whether it is a voice note. */
  $voice_note: boolean;
  /** Id of the note. */
  id: string;
  /** User who created it. */
  Created_By: UserRef;
  /** Title. */
  Note_Title: string | null;
  /** Content. */
  Note_Content: string;
}

/** Values to change in a note. */
export interface NoteUpdate {
  /** User who owns the note. */
  Owner?: LookupValue;
  /** Record of the note. */
  Parent_Id?: LookupValue;
  /** Module of the record. */
  $se_module?: string;
  /** Title. */
  Note_Title?: string | null;
  /** Content. */
  Note_Content?: string;
}

/** One page of notes. */
export interface NoteList {
  /** Notes of the page. */
  data: Note[];
  info: PageInfo;
}

/** The id of a note and the values to change. */
export interface NoteChange {
  /** Id of the note to update. */
  id: string;
  /** New title. */
  Note_Title?: string | null;
  /** New content. */
  Note_Content?: string;
}

/** Notes to update, at most 100, each with its id. */
export interface NoteChangesBody {
  /** Changes. Results keep this order. */
  data: readonly NoteChange[];
}

/** A note to create, and its record. */
export interface NewNote {
  /** Title. */
  Note_Title?: string;
  /** Content. */
  Note_Content: string;
  /** Record to add the note to. */
  Parent_Id: LookupValue;
  /** API name of the record's module. Responses call it `$se_module`. */
  se_module: string;
}

/** Notes to create, at most 100. */
export interface NotesBody {
  /** Notes. Results keep this order. */
  data: readonly NewNote[];
}

/** One note, in an array of one. */
export interface NoteAnswer {
  /** Requested note. */
  data: Note[];
}

/** The values to change in the note. */
export interface NotePatch {
  /** New title. */
  Note_Title?: string | null;
  /** New content. */
  Note_Content?: string;
}

/** The changes to one note, in an array of one. */
export interface NotePatchBody {
  /** Exactly one set of changes. */
  data: readonly NotePatch[];
}

/** A note to create on the record that the path names. */
export interface NewRecordNote {
  /** Title. */
  Note_Title?: string;
  /** Content. */
  Note_Content: string;
}

/** Notes to create on one record, at most 100. */
export interface RecordNotesBody {
  /** Notes. Results keep this order. */
  data: readonly NewRecordNote[];
}

/**
 * A related record and the values of the link to it, under their API names. The id alone is enough to create the
 * link.
 */
export interface RelatedRecordLink {
  /** Id of the related record. With the `X-EXTERNAL` header, its external value. */
  id: string;
  [key: string]: unknown;
}

/** Links to create or update, at most 100. */
export interface RelatedRecordsBody {
  /** Links. Results keep this order. */
  data: readonly RelatedRecordLink[];
}

/** The values of the link to the record that the path names, under their API names. May be empty. */
export interface RelatedRecordPatch {
  [key: string]: unknown;
}

/** One link to create or update, in an array of one. */
export interface RelatedRecordBody {
  /** Exactly one link. */
  data: readonly RelatedRecordPatch[];
}

/** The process, and the field that it controls. */
export interface BlueprintProcess {
  /** Id of the field. */
  field_id?: string;
  /** Whether the process continues automatically where possible. */
  is_continuous?: boolean;
  /** Same as `is_continuous` (unverified). */
  continuous?: boolean;
  /** API name of the field. */
  api_name?: string;
  /** Name of the field. */
  field_name?: string | null;
  /** Label of the field. */
  field_label?: string;
  /** Current value of the field. */
  field_value?: string;
  /** Internal name of the field. */
  column_name?: string;
  /** Time limit of this state. Null without one. */
  escalation?: string | null;
  /** Name of the process. */
  name?: string;
  /** Id of the process. */
  id?: string;
}

/** A transition that can follow. */
export interface NextTransition {
  /** Name of the transition. */
  name?: string;
  /** Id of the transition. */
  id: string;
}

/** The personal-data settings of a field. */
export interface FieldPrivacy {
  /** Whether access is restricted. */
  restricted?: boolean;
  /** Whether exports may include it. */
  export?: boolean;
  /** Sensitivity level. */
  type?: string;
}

/** The encryption settings of a field. */
export interface FieldEncryption {
  /** Encryption mode. */
  mode?: string;
  /** Column that stores the field. */
  column?: string;
  /** Table that stores the field. */
  table?: string;
  /** Ids of the fields that are encrypted together. */
  encFldIds?: string[];
  /** Who is notified. */
  notify?: string | null;
  /** Encryption status. */
  status?: number;
}

/** The tooltip of a field. */
export interface FieldTooltip {
  /** Type of the tooltip. */
  name?: string;
  /** Text. */
  value?: string;
}

/** The fields that associate a field with another module. */
export interface FieldAssociation {
  /** Lookup field. */
  lookup_field?: LookupRef;
  /** Field in the other module. */
  related_field?: LookupRef;
}

/** A profile that uses a layout. */
export interface LayoutProfile {
  /** Whether the layout is the default of the profile. */
  default?: boolean;
  /** Name of the profile. */
  name: string;
  /** Id of the profile. */
  id: string;
}

/** A field of a module. Settings that do not apply to its type are empty objects, empty arrays or null. */
export interface Field {
  /** Whether Zoho itself requires a value. */
  system_mandatory?: boolean;
  /** In a layout: whether the layout demands a value. */
  required?: boolean;
  /** Personal-data settings. */
  private?: FieldPrivacy | null;
  /** Whether webhooks may include it. */
  webhook?: boolean;
  /** JSON type of the value, such as `string`, `integer` or `jsonobject`. */
  json_type?: string;
  /** Encryption settings. */
  crypt?: FieldEncryption | null;
  /** Label. */
  field_label?: string;
  /** Tooltip. */
  tooltip?: FieldTooltip | null;
  /** Origin of the field, for example `default`. */
  created_source?: string;
  /** Whether the field is read-only for the caller's profile. */
  field_read_only?: boolean;
  /** Label in the caller's language. */
  display_label?: string;
  /** Whether the field is read-only for everybody. */
  read_only?: boolean;
  /** Fields that associate it with another module. */
  association_details?: FieldAssociation | null;
  /** In a blueprint transition: the position in the transition. */
  transition_sequence?: number;
  /** In a blueprint transition: the text of a message (unverified). */
  content?: string;
  /** In a blueprint transition: the message shown if the field is left empty (unverified). */
  message?: string;
  /** In a blueprint transition: the type of the entry (unverified). */
  personality_name?: string;
  /** In a blueprint transition: the type of the entry (unverified). */
  _type?: string;
  /** In a blueprint transition: the layout of the referenced records (unverified). */
  layouts?: Layout;
  /** Position in the quick create form. A string of digits in all recorded responses. */
  quick_sequence_number?: string | number | null;
  /** In a layout: the position in the section. */
  sequence_number?: number;
  /** Whether business cards may show it. */
  businesscard_supported?: boolean;
  /** Whether a blueprint may require it. */
  blueprint_supported?: boolean;
  /** Modules that a multi-module lookup refers to. */
  multi_module_lookup?: {
    [key: string]: unknown;
  };
  currency?: FieldCurrency;
  /** Id of the field. */
  id: string;
  /** Whether it is a custom field. */
  custom_field?: boolean;
  lookup?: FieldLookup;
  /** Whether it is visible. */
  visible?: boolean;
  /** Maximum number of characters or digits. */
  length?: number | null;
  /** Default value of new records. */
  default_value?: string | null;
  view_type?: FieldViews;
  /** For a subform, the module of its rows. */
  subform?: FieldLookup | null;
  /** Name to use in records and queries. */
  api_name: string;
  unique?: FieldUniqueness;
  /** Whether a history of changes is kept. */
  history_tracking?: boolean | null;
  /** Zoho's type, for example `text`, `picklist`, `lookup`, `datetime`, `currency` or `subform`. */
  data_type: string;
  formula?: FieldFormula;
  /** Number of decimal places. */
  decimal_place?: number | null;
  /** Whether a mass update may change it. */
  mass_update?: boolean;
  multiselectlookup?: FieldMultiSelectLookup;
  /** Values of a picklist. */
  pick_list_values?: PickListValue[];
  auto_number?: FieldAutoNumber;
  /** Criteria for the records that a lookup offers. Not in every response. */
  criteria?: ViewCriteria | null;
  /** Rule that values must satisfy. Not in every response. */
  validation_rule?: {
    [key: string]: unknown;
  } | null;
  /** Related list that a lookup creates in the referenced module. Not in every response. */
  related_details?: FieldRelation | null;
  /** For leads, the fields that receive the value on conversion, by module. */
  convert_mapping?: {
    [key: string]: unknown;
  } | null;
  /** In a layout: the number of its section. */
  section_id?: number | null;
  /** Whether a value is required where the field is shown. Not in every response. */
  mandatory?: boolean;
  /** Internal column name. Not in every response. */
  column_name?: string;
}

/** The settings of a subform's rows. */
export interface SectionProperties {
  /** Whether rows can be reordered. */
  reorder_rows?: boolean;
  /** Tooltip. */
  tooltip?: FieldTooltip | null;
  /** Maximum number of rows. */
  maximum_rows?: number | null;
}

/** A section of a layout. */
export interface LayoutSection {
  /** Label in the caller's language. */
  display_label?: string;
  /** Position in the layout. */
  sequence_number?: number;
  /** Whether it contains a subform. */
  isSubformSection?: boolean;
  /** Order in which the tab key moves through its fields. */
  tab_traversal?: number;
  /** API name. */
  api_name?: string;
  /** Number of columns. */
  column_count?: number;
  /** Label. */
  name: string;
  /** Origin, for example `default`. */
  generated_type?: string;
  /** Fields in the section, with their settings in this layout. */
  fields: Field[];
  /** For a subform, the settings of its rows. */
  properties?: SectionProperties | null;
}

/** The arrangement of a module's fields, including which of them are required. */
export interface Layout {
  /** When it was created. Null for Zoho's own layouts. Format: date-time. */
  created_time?: string | null;
  /** For leads, the layouts of the records that a conversion creates. */
  convert_mapping?: {
    [key: string]: unknown;
  };
  /** When it was last modified. Format: date-time. */
  modified_time?: string | null;
  /** Whether it is visible. */
  visible?: boolean;
  /** User for whom it was created. */
  created_for?: UserRef | null;
  /** Name. */
  name: string;
  /** User who last modified it. */
  modified_by?: UserRef | null;
  /** Profiles that use it. */
  profiles?: LayoutProfile[];
  /** Id of the layout. */
  id: string;
  /** User who created it. */
  created_by?: UserRef | null;
  /** Sections, from top to bottom. */
  sections: LayoutSection[];
  /** Status, as a number. */
  status?: number;
}

/** For a currency field, the rounding of amounts. Otherwise empty. */
export interface FieldCurrency {
  /** Rounding mode. */
  rounding_option?: string;
  /** Number of decimal places. */
  precision?: number | null;
}

/** For a lookup, the reference. Otherwise empty. */
export interface FieldLookup {
  /** Label of the related list in the referenced module. */
  display_label?: string | null;
  /** API name of that related list. */
  api_name?: string | null;
  /** Referenced module: its API name or, in older responses, an object with `api_name` and `id`. */
  module?:
    | string
    | {
        /** API name. */
        api_name?: string;
        /** Id. */
        id?: string;
      };
  /** Name of the referenced module. Not in every response. */
  module_name?: string;
  /** For a subform, the layout of its rows. */
  layout?: LookupRef | null;
  /** Id of the related list. */
  id?: string | null;
}

/** The screens on which a field appears. */
export interface FieldViews {
  /** Whether it appears on the record page. */
  view?: boolean;
  /** Whether it appears in the edit form. */
  edit?: boolean;
  /** Whether it appears in the quick create form. */
  quick_create?: boolean;
  /** Whether it appears in the create form. */
  create?: boolean;
}

/** For a field with unique values, how they are compared. Otherwise empty. */
export interface FieldUniqueness {
  /** Whether the comparison is case-sensitive: `true` or `false`, as a string (unverified). */
  casesensitive?: string;
}

/** For a formula field, the formula. Otherwise empty. */
export interface FieldFormula {
  /** Type of the result. */
  return_type?: string;
  /** Formula. */
  expression?: string;
}

/** For a multi-select lookup, the linking module. Otherwise empty. */
export interface FieldMultiSelectLookup {
  /** Label. */
  display_label?: string;
  /** API name of the linking module. */
  linking_module?: string;
  /** API name of the lookup to this module. */
  lookup_apiname?: string;
  /** API name. */
  api_name?: string;
  /** API name of the lookup to the other module. */
  connectedlookup_apiname?: string;
  /** Id. */
  id?: string;
}

/** A value of a picklist. */
export interface PickListValue {
  /** Displayed value. */
  display_value: string;
  /** Position in the list. */
  sequence_number?: number;
  /** Values of dependent picklists (unverified). */
  maps?: unknown[];
  /** Value stored in records. */
  actual_value: string;
  /** Zoho's internal name for the value. Not in every response. */
  sys_ref_name?: string;
  /** Expected data type of the value. Not in every response. */
  expected_data_type?: string;
  /** Type of value, for example used or unused. Not in every response. */
  type?: string;
}

/** For an auto-number field, its numbering. Otherwise empty. */
export interface FieldAutoNumber {
  /** Prefix of the number. */
  prefix?: string | null;
  /** Suffix of the number. */
  suffix?: string | null;
  /** First number. */
  start_number?: number | null;
}

/** The related list that a lookup creates in the referenced module. */
export interface FieldRelation {
  /** Label. */
  display_label?: string;
  /** API name. */
  api_name?: string;
  /** Module that contains it. */
  module?: FieldLookup;
  /** Id. */
  id?: string;
  /** Type. */
  _type?: string;
}

/** A transition from one state to the next. */
export interface BlueprintTransition {
  /** Transitions that can follow. */
  next_transitions?: NextTransition[];
  /** How much of the transition is already saved, in percent. */
  percent_partial_save?: number;
  /** Values saved so far, under the API names of the fields. */
  data?: {
    [key: string]: unknown;
  };
  /** Value that the field will have. */
  next_field_value?: string;
  /** Name of the transition. */
  name: string;
  /** Whether the record meets the conditions of the transition. */
  criteria_matched?: boolean;
  /** A description of the missing conditions. Null if none are missing. */
  criteria_message?: string | null;
  /** When the transition will be performed automatically. Format: date-time. */
  execution_time?: string | null;
  /** Id, to pass as `transition_id`. */
  id: string;
  /** Fields to fill in for the transition. */
  fields?: Field[];
  /** Type: `manual` or `automatic` (unverified). */
  type?: string;
}

/** The state of a record in its process. */
export interface Blueprint {
  process_info: BlueprintProcess;
  /** Transitions that the caller may perform from this state. */
  transitions: BlueprintTransition[];
}

/** The state of a record in its process. */
export interface BlueprintAnswer {
  /** Process. Unlike elsewhere, it is not in an array. */
  blueprint: Blueprint;
}

/** The transition to perform, and the values it requires. */
export interface BlueprintStep<Row = RecordPatch> {
  /** Id of the transition, from the blueprint state of the record. */
  transition_id: string;
  /** Values of the fields in the transition, under their API names, and `Notes` if it requires them. May be empty. */
  data: Row;
}

/** The transition of one record, in an array of one. */
export interface BlueprintBody {
  /** Exactly one transition. */
  blueprint: readonly BlueprintStep[];
}

/** The transition was performed. */
export interface BlueprintSuccess {
  /** `SUCCESS`. */
  code: string;
  /** Empty. */
  details: {
    [key: string]: unknown;
  };
  /** A human-readable message. */
  message: string;
  /** Always `success`. */
  status: "success";
}

/** A module in a share. */
export interface ShareModule {
  /** API name. */
  api_name?: string;
  /** Name. */
  name?: string;
  /** Id. */
  id?: string;
}

/** The record through which a record is shared. */
export interface ShareOrigin {
  module?: ShareModule;
  /** Name of the record. */
  entity_name?: string;
  /** Id of the record. */
  id?: string;
}

/** A user in a share. There are more keys than these (unverified). */
export interface ShareUser {
  /** Id of the user. */
  id: string;
  /** First and last name. */
  full_name?: string;
  /** Name. Not in every response. */
  name?: string;
  /** Id across all Zoho services. */
  zuid?: string | null;
  [key: string]: unknown;
}

/** A user with whom a record is shared. */
export interface RecordShare {
  /** Whether related records are shared as well. */
  share_related_records?: boolean;
  /** Record through which this record is shared, if that one is shared with its related records. */
  shared_through?: ShareOrigin | null;
  /** When it was shared. Format: date-time. */
  shared_time?: string | null;
  /** Permission: `full_access`, `read_only` or `read_write` (unverified). */
  permission: string;
  /** User who shared the record. */
  shared_by?: UserRef | null;
  /** User with whom the record is shared. */
  user: ShareUser;
}

/** The shares of a record. */
export interface RecordShareList {
  /** Shares, at most one per user. */
  share: RecordShare[];
  /** With `view=manage`, the users with whom the record could be shared. */
  shareable_user?: ShareUser[];
}

/** The user with whom to share. */
export interface ShareTarget {
  /** Id of the user. */
  id: string;
}

/** A user with whom to share the record, and the permission. */
export interface NewShare {
  user: ShareTarget;
  /** Permission. The values are as described here (unverified). */
  permission: "full_access" | "read_only" | "read_write";
  /** Whether to share related records as well. */
  share_related_records?: boolean;
}

/** Shares to create or update, at most 10. A record can be shared with at most 10 users. */
export interface SharesBody {
  /** Shares. Results keep this order. */
  share: readonly NewShare[];
}

/** Details of the share, often empty. */
export interface ShareDetails {
  /** Id of the record. Not in every response. */
  id?: string;
}

/** A share that was created, updated or revoked. */
export interface ShareSuccess {
  /** `SUCCESS`. */
  code: string;
  details: ShareDetails;
  /** A human-readable message. */
  message: string;
  /** Always `success`. */
  status: "success";
}

/** The outcome for one share; see `status`. */
export type ShareOutcome = ShareSuccess | Failure;

/** One outcome per share, in the order of the request. Check each: with 207, some were rejected. */
export interface ShareOutcomes {
  /** One result per share. */
  share: ShareOutcome[];
}

/** The outcome for all shares of a record. */
export interface ShareRevocation {
  /** Result. Unlike elsewhere, it is not in an array. */
  share: ShareOutcome;
}

/** The names of the lead's tags to add to the created records. */
export interface TagCarryOver {
  /** Tags for the contact. */
  Contacts?: readonly string[];
  /** Tags for the account. */
  Accounts?: readonly string[];
  /** Tags for the deal. */
  Deals?: readonly string[];
}

/** How to convert a lead. All keys are optional. By default, a new contact and a new account are created. */
export interface LeadConversion {
  /** Whether the lead's values overwrite those of the existing contact and account. */
  overwrite?: boolean;
  /** Whether to notify the owner of the lead by email. */
  notify_lead_owner?: boolean;
  /** Whether to notify the new owner by email. */
  notify_new_entity_owner?: boolean;
  /** Id of an existing account to use instead of a new one. */
  Accounts?: string;
  /** Id of an existing contact to use instead of a new one. */
  Contacts?: string;
  /** Id of the user who will own the created records. */
  assign_to?: string;
  /** Values of a deal to create, such as `Deal_Name`, `Closing_Date` and `Stage`. Without it, no deal is created. */
  Deals?: NewDeal;
  carry_over_tags?: TagCarryOver;
}

/** The conversion of one lead, in an array of one. */
export interface LeadConversionBody {
  /** Exactly one conversion. */
  data: readonly LeadConversion[];
}

/** The records that were created. There is no code and no status. */
export interface ConvertedLead {
  /** Id of the contact. */
  Contacts: string;
  /** Id of the deal. Null if no deal was requested. */
  Deals: string | null;
  /** Id of the account. */
  Accounts: string;
}

/** The ids of the created records. If there is a `status`, the lead was not converted. */
export type LeadConversionOutcome = ConvertedLead | Failure;

/** The outcome of the conversion, in an array of one. */
export interface LeadConversionOutcomes {
  /** Exactly one result. */
  data: LeadConversionOutcome[];
}

/** The role that a contact can have in a deal, for example `Decision Maker`. */
export interface ContactRole {
  /** Position in the list. */
  sequence_number?: number;
  /** Name. Unique among the roles. */
  name: string;
  /** Id of the contact role. */
  id: string;
}

/** The contact roles of the organization. */
export interface ContactRoleList {
  /** All contact roles. */
  contact_roles: ContactRole[];
}

/** The id of a contact role and the values to change. */
export interface ContactRoleChange {
  /** Id of the contact role to update. */
  id: string;
  /** New name. */
  name?: string;
  /** New position in the list. */
  sequence_number?: number;
}

/** Contact roles to update, at most 100, each with its id. */
export interface ContactRoleChangesBody {
  /** Changes. Results keep this order. */
  contact_roles: readonly ContactRoleChange[];
}

/** The object that was written or deleted. */
export interface IdDetails {
  /** Id of the object. */
  id: string;
}

/** The result of a successful write or deletion. */
export interface IdSuccess {
  /** `SUCCESS`. */
  code: string;
  details: IdDetails;
  /** A human-readable message. */
  message: string;
  /** Always `success`. */
  status: "success";
}

/** The outcome for one row; see `status`. */
export type IdOutcome = IdSuccess | Failure;

/** One outcome per contact role, in the order of the request. Check each: with 207, some were rejected. */
export interface ContactRoleOutcomes {
  /** One result per contact role. */
  contact_roles: IdOutcome[];
}

/** A contact role to create. */
export interface NewContactRole {
  /** Name. Must be unique among the roles. */
  name: string;
  /** Position in the list. */
  sequence_number?: number;
}

/** Contact roles to create, at most 100. */
export interface ContactRolesBody {
  /** Contact roles. Results keep this order. */
  contact_roles: readonly NewContactRole[];
}

/** One contact role, in an array of one. */
export interface ContactRoleAnswer {
  /** Requested contact role. */
  contact_roles: ContactRole[];
}

/** The values to change in the contact role. */
export interface ContactRolePatch {
  /** New name. */
  name?: string;
  /** New position in the list. */
  sequence_number?: number;
}

/** The changes to one contact role, in an array of one. */
export interface ContactRolePatchBody {
  /** Exactly one set of changes. */
  contact_roles: readonly ContactRolePatch[];
}

/** The role of the contact. */
export interface DealContactRole {
  /** Role: its id, or possibly its name (unverified). */
  Contact_Role: string;
}

/** The role of one contact in one deal, in an array of one. */
export interface DealContactRoleBody {
  /** Exactly one role. */
  data: readonly DealContactRole[];
}

/** The record and its tags after the change. */
export interface TaggingDetails {
  /** Id of the record. */
  id: string;
  /** Tags now on the record. They are plain names (unverified). */
  tags: string[];
}

/** A record whose tags were changed. */
export interface TaggingSuccess {
  /** `SUCCESS`. */
  code: string;
  details: TaggingDetails;
  /** A human-readable message. */
  message: string;
  /** Always `success`. */
  status: "success";
}

/** The outcome for one record; see `status`. */
export type TaggingOutcome = TaggingSuccess | Failure;

/** The outcome for each record. The counts are present only for several records. */
export interface TaggingOutcomes {
  /** One result per record. */
  data: TaggingOutcome[];
  /** Whether workflows were scheduled: `true` or `false`, as a string. */
  wf_scheduler?: string;
  /** Number of records that were updated, as a string. */
  success_count?: string;
  /** Number of records that were locked, as a string. */
  locked_count?: string;
}

/** A tag for the records of a module. */
export interface Tag {
  /** When it was created. Format: date-time. */
  created_time?: string | null;
  /** When it was last modified. Format: date-time. */
  modified_time?: string | null;
  /** Name. */
  name: string;
  /** User who last modified it. */
  modified_by?: UserRef | null;
  /** Id of the tag. */
  id: string;
  /** User who created it. */
  created_by?: UserRef | null;
}

/** The number of tags, and the maximum. There are no pages. */
export interface TagListInfo {
  /** Number of tags returned. */
  count: number;
  /** Maximum number of tags in the module. */
  allowed_count?: number;
}

/** The tags of a module. */
export interface TagList {
  /** All tags, or those that the caller created. */
  tags: Tag[];
  info: TagListInfo;
}

/** The id of a tag and its new name. */
export interface TagChange {
  /** Id of the tag to update. */
  id: string;
  /** New name. At most 25 characters (unverified). */
  name: string;
}

/** Tags to rename, each with its id. */
export interface TagChangesBody {
  /** Changes. Results keep this order. */
  tags: readonly TagChange[];
}

/** The tag that was created, updated, merged or deleted. After a deletion, only the id is present. */
export interface TagDetails {
  /** When it was created. Format: date-time. */
  created_time?: string;
  /** When it was last modified. Format: date-time. */
  modified_time?: string;
  /** User who last modified it. */
  modified_by?: UserRef;
  /** Id of the tag. */
  id: string;
  /** User who created it. */
  created_by?: UserRef;
}

/** A tag that was created, updated, merged or deleted. */
export interface TagSuccess {
  /** `SUCCESS`. */
  code: string;
  details: TagDetails;
  /** A human-readable message. */
  message: string;
  /** Always `success`. */
  status: "success";
}

/** The outcome for one tag; see `status`. */
export type TagOutcome = TagSuccess | Failure;

/** One outcome per tag, in the order of the request. Check each: with 207, some were rejected. */
export interface TagOutcomes {
  /** One result per tag. */
  tags: TagOutcome[];
}

/** A tag to create. */
export interface NewTag {
  /** Name. At most 25 characters (unverified). */
  name: string;
}

/** Tags to create. */
export interface TagsBody {
  /** Tags. Results keep this order. */
  tags: readonly NewTag[];
}

/** The new name of the tag that the path names. */
export interface TagPatch {
  /** New name. At most 25 characters (unverified). */
  name: string;
}

/** The changes to one tag, in an array of one. */
export interface TagPatchBody {
  /** Exactly one set of changes. */
  tags: readonly TagPatch[];
}

/** The other tag of a merge. */
export interface TagMerge {
  /** Id of the tag to merge with the one that the path names. */
  conflict_id: string;
}

/** The merge of two tags, in an array of one. */
export interface TagMergeBody {
  /** Exactly one merge. */
  tags: readonly TagMerge[];
}

/** The number of records that have a tag. */
export interface TagCount {
  /** Number, as a string of digits (unverified). */
  count: string;
}

/** One page of attachments. */
export interface AttachmentList {
  /** Attachments of the page. */
  data: Attachment[];
  info: PageInfo;
}

/** The file to attach. */
export interface AttachmentUpload {
  /**
   * File with its name. `.exe` files are rejected. The maximum size is 100 MB in Zoho's current documentation and
   * 20 MB in an older one. Format: binary.
   */
  file: FileInput;
}

/** The image to use. */
export interface PhotoUpload {
  /** A PNG, JPEG, GIF or BMP image. At most 10 MB (unverified). Format: binary. */
  file: FileInput;
}

/** The photo was stored or deleted. */
export interface PhotoSuccess {
  /** A human-readable message. */
  message: string;
  /** Empty. */
  details: {
    [key: string]: unknown;
  };
  /** Always `success`. */
  status: "success";
  /** `SUCCESS`. */
  code: string;
}

/**
 * The origin of a module. `custom` modules were created in the organization, and `linking` modules connect two
 * others.
 */
export type ModuleOrigin =
  | "default"
  | "custom"
  | "linking"
  | "subform"
  | "web"
  | "picklisttracker"
  | "field_tracker"
  | (string & {});

/** An argument of a web tab. */
export interface ModuleArgument {
  /** Name. */
  name?: string;
  /** Value. */
  value?: string;
}

/** The parent module. Empty if there is none. */
export interface ParentModule {
  /** API name. */
  api_name?: string;
  /** Id. */
  id?: string;
}

/** How a module appears as a related list. */
export interface RelatedListProperties {
  /** API name of the field that it is sorted by. */
  sort_by?: string | null;
  /** API names of the fields that it shows. */
  fields?: string[];
  /** `asc` or `desc`. */
  sort_order?: string | null;
}

/** A territory that filters a module. */
export interface ModuleTerritory {
  /** Name. */
  name?: string;
  /** Id. */
  id?: string;
  /** Whether to include the child territories. */
  subordinates?: boolean;
}

/**
 * A standard or custom module. Which keys are present depends on the organization and the year. The response for
 * a single module has more of them (unverified).
 */
export interface Module {
  /** Further capabilities of the module (unverified). */
  $properties?: unknown[];
  /** Whether the global search covers it. */
  global_search_supported?: boolean;
  /** Whether the caller may delete its records. */
  deletable?: boolean;
  /** Description. */
  description?: string | null;
  /** Whether the caller may create records in it. */
  creatable?: boolean;
  /** When its settings were last modified. Format: date-time. */
  modified_time?: string | null;
  /** Plural label. */
  plural_label?: string;
  /** Whether it has a menu of its own. */
  presence_sub_menu?: boolean;
  /** Whether it supports automations. */
  triggers_supported?: boolean;
  /** Id of the module. */
  id: string;
  /** Visibility, as a number. 1 in all recorded responses. */
  visibility?: number;
  /** Whether its records can be converted. */
  convertable?: boolean;
  /** Whether the caller may edit its records. */
  editable?: boolean;
  /** Whether it supports email templates. */
  emailTemplate_support?: boolean;
  /** Profiles that may use it. */
  profiles?: LookupRef[];
  /** Whether its list can be filtered. */
  filter_supported?: boolean;
  /** Whether the filter is open. */
  filter_status?: boolean;
  /** API name of the field that contains the name of a record. */
  display_field?: string | null;
  /** API names of the fields shown in search results. */
  search_layout_fields?: string[];
  /** Whether it supports the Kanban view. */
  kanban_view_supported?: boolean;
  /** Whether it is shown in the Kanban view. */
  kanban_view?: boolean;
  /** Whether it has a tab. */
  show_as_tab?: boolean;
  /** URL that a web tab shows. */
  web_link?: string | null;
  /** Position among the tabs. */
  sequence_number?: number;
  /** Singular label. */
  singular_label?: string;
  /** Whether the caller may view it. */
  viewable?: boolean;
  /** Whether its records are available in this API. */
  api_supported?: boolean;
  /** Name to use in paths. */
  api_name: string;
  /** Whether it supports quick create. */
  quick_create?: boolean;
  /** User who last modified its settings. */
  modified_by?: UserRef | null;
  /** Origin of the module. `custom` modules were created in the organization. */
  generated_type?: ModuleOrigin;
  /** Whether its records have feeds. */
  feeds_required?: boolean;
  /** Whether it supports scoring rules. */
  scoring_supported?: boolean;
  /** Whether it supports web forms. */
  webform_supported?: boolean;
  /** Whether it supports inventory templates. */
  inventory_template_supported?: boolean;
  /** Arguments of a web tab. */
  arguments?: ModuleArgument[];
  /** Zoho's internal name. Can differ from the API name. */
  module_name?: string;
  /** Another form of the name. Not in every response. */
  name?: string;
  /** Maximum number of fields on a business card. */
  business_card_field_limit?: number;
  /** Number of records per page in the UI. */
  per_page?: number;
  parent_module?: ParentModule;
  /** How the module appears as a related list. */
  related_list_properties?: RelatedListProperties | null;
  /** Default custom view. It has all keys, as in the list of custom views (unverified). */
  custom_view?: LookupRef | null;
  /** Territory that filters the list. */
  territory?: ModuleTerritory | null;
}

/** The modules of the organization. */
export interface ModuleList {
  /** All modules, standard and custom. */
  modules: Module[];
}

/** One module, in an array of one. */
export interface ModuleAnswer {
  /** Requested module. */
  modules: Module[];
}

/**
 * The values to change in the settings of a module. Only these keys are accepted, and others are ignored
 * (unverified).
 */
export interface ModulePatch {
  /** New name to use in paths. Some modules reject it. */
  api_name?: string;
  /** New singular label. */
  singular_label?: string;
  /** New plural label. */
  plural_label?: string;
  /** Profiles that may use the module from now on. */
  profiles?: readonly LookupRef[];
}

/** The changes to one module, in an array of one. */
export interface ModulePatchBody {
  /** Exactly one set of changes. */
  modules: readonly ModulePatch[];
}

/** The module that was updated. */
export interface ModuleDetails {
  /** Id of the module. */
  id: string;
  /** Name to use in paths. Not in every response. */
  api_name?: string;
}

/** A module that was updated. */
export interface ModuleSuccess {
  /** `SUCCESS`. */
  code: string;
  details: ModuleDetails;
  /** A human-readable message. */
  message: string;
  /** Always `success`. */
  status: "success";
}

/** The outcome for one module; see `status`. */
export type ModuleOutcome = ModuleSuccess | Failure;

/** The outcome of the change, in an array of one. */
export interface ModuleOutcomes {
  /** Exactly one result. */
  modules: ModuleOutcome[];
}

/** The fields of a module. */
export interface FieldList {
  /** Requested fields. */
  fields: Field[];
}

/** One field, in an array of one. */
export interface FieldAnswer {
  /** Requested field. */
  fields: Field[];
}

/** The layouts of a module. */
export interface LayoutList {
  /** All layouts of the module. */
  layouts: Layout[];
}

/** One layout, in an array of one. */
export interface LayoutAnswer {
  /** Requested layout. */
  layouts: Layout[];
}

/** A recipient of a shared view, such as a user or a role. */
export interface ViewShare {
  /** Name. */
  name?: string;
  /** Id. */
  id?: string;
  /** Type, such as users or roles. */
  type?: string;
  /** Whether subordinates in the hierarchy can see the view as well. */
  subordinates?: boolean;
}

/** A named filter for the records of a module. Only a single view includes criteria and fields (unverified). */
export interface CustomView {
  /** Name in the caller's language. */
  display_value?: string;
  /** With whom the view is shared, as a single word. */
  shared_type?: string | null;
  /** Criteria of the view. Null if it shows all records. */
  criteria?: ViewCriteria | null;
  /** Zoho's internal name for its own views, such as `ALLVIEWS`. */
  system_name?: string | null;
  /** API name of the field that the view is sorted by. */
  sort_by?: string | null;
  /** `asc` or `desc`. */
  sort_order?: string | null;
  /** Individual recipients of the shared view. */
  shared_details?: ViewShare[] | null;
  /** Whether the mobile app keeps it for offline use. */
  offline?: boolean;
  /** Whether it is the default view. */
  default?: boolean;
  /** Whether it is a standard view of Zoho's. */
  system_defined?: boolean;
  /** Name. */
  name: string;
  /** Id, to pass as `cvid`. */
  id: string;
  /** Group of the view, for example `public_views`. */
  category?: string;
  /** Columns. They are API names, or objects with `api_name` and `id` (unverified). */
  fields?: unknown[];
  /** Position among the favorites. Null if the view is not a favorite. */
  favorite?: number | null;
}

/** The names of the view groups, in the caller's language. */
export interface ViewGroupNames {
  /** Views that everybody may use. */
  public_views?: string;
  /** Views of other users. */
  other_users_views?: string;
  /** Views shared with the caller. */
  shared_with_me?: string;
  /** Views that the caller created. */
  created_by_me?: string;
}

/** The position of a page in the list of views, and the default view. */
export interface ViewListInfo {
  /** Requested page size. */
  per_page: number;
  /** Id of the default view. */
  default?: string;
  /** Number of views on this page. */
  count: number;
  /** Number of this page, starting at 1. */
  page: number;
  translation?: ViewGroupNames;
  /** Whether there is another page. */
  more_records: boolean;
}

/** One page of the custom views of a module. */
export interface CustomViewList {
  /** Views of the page. */
  custom_views: CustomView[];
  info: ViewListInfo;
}

/** One custom view, in an array of one. */
export interface CustomViewAnswer {
  /** Requested view. */
  custom_views: CustomView[];
}

/** The new sort order of a view. */
export interface CustomViewSort {
  /** API name of the field to sort by. */
  sort_by: string;
  /** Sort direction. */
  sort_order: "asc" | "desc";
}

/** The new sort order of one view, in an array of one. */
export interface CustomViewsBody {
  /** Exactly one set of changes. */
  custom_views: readonly CustomViewSort[];
}

/** The outcome of the change. The results have the same form as for records (unverified). */
export interface CustomViewOutcomes {
  /** Exactly one result. */
  custom_views: RecordOutcome[];
}

/** A list of records or other items related to each record of a module, such as its notes. */
export interface RelatedList {
  /** Position on the record page, as a string of digits. */
  sequence_number?: string;
  /** Label in the caller's language. */
  display_label?: string;
  /** Name to use in paths. */
  api_name: string;
  /** API name of the module of its entries. */
  module?: string | null;
  /** Label. */
  name?: string;
  /** Available action. */
  action?: string | null;
  /** Id of the related list. */
  id: string;
  /** Path, with `{ENTITYID}` in place of the record id. */
  href?: string | null;
  /** Type, for example `default`. */
  type?: string;
  /** For a multi-select lookup, the module on the other side. */
  connectedmodule?: string;
  /** For a multi-select lookup, the linking module. */
  linkingmodule?: string;
}

/** The related lists of a module. */
export interface RelatedListList {
  /** All related lists of the module. */
  related_lists: RelatedList[];
}

/** One related list, in an array of one. */
export interface RelatedListAnswer {
  /** Requested related list. */
  related_lists: RelatedList[];
}

/** A stage of a pipeline. It has more keys than these (unverified). */
export interface PipelineStage {
  /** Id of the stage. */
  id: string;
  /** Name in the caller's language. */
  display_value: string;
  /** Name as stored in records. */
  actual_value?: string;
  /** Position in the pipeline. */
  sequence_number?: number;
  /** Forecast category, as an object or a string (unverified). */
  forecast_category?: unknown;
  [key: string]: unknown;
}

/** A pipeline: the stages of the deals of a layout. */
export interface Pipeline {
  /** Id of the pipeline. */
  id: string;
  /** Name in the caller's language. */
  display_value: string;
  /** Name as stored in records. */
  actual_value?: string;
  /** Whether it is the default for new deals. */
  default?: boolean;
  /** Stages, in order. */
  maps?: PipelineStage[];
}

/** The pipelines of a layout. */
export interface PipelineList {
  /** All pipelines of the layout. The key is singular. */
  pipeline: Pipeline[];
}

/** A position in the hierarchy of the organization. It determines whose records a user can see. */
export interface Role {
  /** Name in the caller's language. */
  display_label?: string;
  /** User who manages the role's forecasts. */
  forecast_manager?: UserRef | null;
  /** Whether users with this role can see each other's records. */
  share_with_peers?: boolean;
  /** Name. */
  name: string;
  /** Description. */
  description?: string | null;
  /** Id of the role. */
  id: string;
  /** Parent role. Null at the top (unverified). */
  reporting_to?: LookupRef | null;
  /** Whether it is the role at the top (unverified). */
  admin_user?: boolean;
}

/** The roles of the organization. */
export interface RoleList {
  /** All roles. */
  roles: Role[];
}

/** One role, in an array of one. */
export interface RoleAnswer {
  /** Requested role. */
  roles: Role[];
}

/** One permission of a profile. */
export interface Permission {
  /** Name in the caller's language. */
  display_label?: string;
  /** API name of the module that the permission applies to. */
  module?: string | null;
  /** Name as it appears in errors, for example `Crm_Implied_View_Leads`. */
  name: string;
  /** Id of the permission. */
  id: string;
  /** Whether the profile has the permission. */
  enabled: boolean;
}

/** A group of permissions. */
export interface ProfileCategory {
  /** Name in the caller's language. */
  display_label?: string;
  /** Ids of the permissions. */
  permissions_details?: string[];
  /** Name. */
  name?: string;
}

/** A section of a profile's settings page. */
export interface ProfileSection {
  /** Name of the section. */
  name?: string;
  /** Categories in the section. */
  categories?: ProfileCategory[];
}

/** A set of permissions. Only a single profile includes `permissions_details` and `sections` (unverified). */
export interface Profile {
  /** When it was created. Null for Zoho's own profiles. Format: date-time. */
  created_time?: string | null;
  /** When it was last modified. Format: date-time. */
  modified_time?: string | null;
  /** Name in the caller's language. */
  display_label?: string;
  /** Individual permissions. */
  permissions_details?: Permission[];
  /** Name. */
  name: string;
  /** User who last modified it. */
  modified_by?: UserRef | null;
  /** Description. */
  description?: string | null;
  /** Id of the profile. */
  id: string;
  /** Whether it is the default for new users. */
  default?: boolean;
  /** Whether it is one of Zoho's own profiles (unverified). */
  category?: boolean;
  /** User who created it. */
  created_by?: UserRef | null;
  /** Permissions, grouped as on the settings page. */
  sections?: ProfileSection[];
}

/** The profiles of the organization. */
export interface ProfileList {
  /** All profiles. */
  profiles: Profile[];
}

/** One profile, in an array of one. */
export interface ProfileAnswer {
  /** Requested profile. */
  profiles: Profile[];
}

/** Which users to list. */
export type UserType =
  | "AllUsers"
  | "ActiveUsers"
  | "DeactiveUsers"
  | "ConfirmedUsers"
  | "NotConfirmedUsers"
  | "DeletedUsers"
  | "ActiveConfirmedUsers"
  | "AdminUsers"
  | "ActiveConfirmedAdmins"
  | "CurrentUser";

/** A territory of a user. */
export interface UserTerritory {
  /** Whether the user manages it. */
  manager?: boolean;
  /** Name. */
  name?: string;
  /** Id. */
  id: string;
}

/** The user's display settings. */
export interface UserCustomization {
  /** Whether the newest notes come first. */
  notes_desc?: boolean | null;
  /** Whether the right sidebar is shown. */
  show_right_panel?: string | null;
  /** How business cards are shown. */
  bc_view?: string | null;
  /** Whether the home page is shown. */
  show_home?: boolean;
  /** Whether records open in the detail view. */
  show_detail_view?: boolean;
  /** Whether the left sidebar is shown. */
  show_left_panel?: boolean;
  /** Whether recent items are unpinned. */
  unpin_recent_item?: string | null;
}

/** The colors of a tab. */
export interface TabColors {
  /** Text color. */
  font_color?: string;
  /** Background color. */
  background?: string;
}

/** The user's theme. */
export interface UserTheme {
  normal_tab?: TabColors;
  selected_tab?: TabColors;
  /** A new background. */
  new_background?: string | null;
  /** Background color. */
  background?: string;
  /** Width, for example `fixed`. */
  screen?: string;
  /** Name of the theme. */
  type?: string;
}

/** A user of the organization. The keys mix upper and lower case, as in Zoho's responses. */
export interface User {
  /** Country of the address. */
  country?: string | null;
  /** Language, for example `en_US`. */
  language?: string;
  /** Whether the Microsoft integration is enabled. */
  microsoft?: boolean;
  /** Id of the user. */
  id: string;
  /** State or province of the address. */
  state?: string | null;
  /** Fax number. */
  fax?: string | null;
  /** Country code, for example `US`. */
  country_locale?: string;
  /** Whether the user is a sandbox developer. */
  sandboxDeveloper?: boolean;
  /** User's manager. */
  Reporting_To?: LookupRef | null;
  /** Postal code of the address. */
  zip?: string | null;
  /** Number format. */
  decimal_separator?: string;
  /** When the user was added. Format: date-time. */
  created_time?: string;
  /** Time format, for example `hh:mm a`. */
  time_format?: string;
  /** Offset from UTC, in milliseconds. */
  offset?: number;
  /** Profile. It determines what the user may do. */
  profile?: LookupRef;
  /** User who added this user. */
  created_by?: UserRef;
  /** Id across all Zoho services. */
  zuid?: string | null;
  /** First and last name. */
  full_name: string;
  /** Name, where a user appears inside another object. */
  name?: string;
  /** User's territories. */
  territories?: UserTerritory[];
  /** Phone number. */
  phone?: string | null;
  /** Current shift. */
  Current_Shift__s?: LookupRef | null;
  /** Date of birth. */
  dob?: string | null;
  /** Status, for example `active`. */
  status: string;
  /** Role. It determines whose records the user can see. */
  role?: LookupRef;
  customize_info?: UserCustomization;
  /** City of the address. */
  city?: string | null;
  /** Unit of distance, for example `Miles`. */
  distance_preference__s?: string | null;
  /** Email signature. */
  signature?: string | null;
  /** Format of names. */
  name_format?: string;
  /** Locale, for example `en_US`. */
  locale?: string;
  /** When the shift takes effect. */
  Shift_Effective_From__s?: string | null;
  /** Whether the account is a personal one. */
  personal_account?: boolean;
  /** Whether the user is signed in. */
  Isonline?: boolean;
  /** Default tab group, as a string of digits. */
  default_tab_group?: string;
  /** User who last modified this user. */
  Modified_By?: UserRef;
  /** Street of the address. */
  street?: string | null;
  /** Currency. Not in every organization. */
  Currency?: string | null;
  /** Alias. */
  alias?: string | null;
  theme?: UserTheme;
  /** First name. */
  first_name?: string | null;
  /** Email address. */
  email: string;
  /** Reason for the status. */
  status_reason__s?: string | null;
  /** Website. */
  website?: string | null;
  /** When the user was last modified. Format: date-time. */
  Modified_Time?: string;
  /** Mobile number. */
  mobile?: string | null;
  /** Last name. */
  last_name?: string | null;
  /** Time zone, for example `Africa/Nairobi`. */
  time_zone?: string;
  /** Whether the user has accepted the invitation. */
  confirm?: boolean;
  /** Next shift. */
  Next_Shift__s?: LookupRef | null;
  /** Date format, for example `MM/dd/yyyy`. */
  date_format?: string;
}

/** One page of users. */
export interface UserList {
  /** Users of the page. */
  users: User[];
  info: PageInfo;
}

/** The values of a user that a program can set. */
export interface UserValues {
  /** Last name. */
  last_name?: string;
  /** First name. */
  first_name?: string;
  /** Email address. Cannot be changed once the user has confirmed it. */
  email?: string;
  /** Id of the role, or `{ "id": "…" }` (unverified). */
  role?: string | LookupRef;
  /** Id of the profile, or `{ "id": "…" }` (unverified). */
  profile?: string | LookupRef;
  /** User's manager. */
  Reporting_To?: LookupRef | null;
  /** Alias. */
  alias?: string | null;
  /** Phone number. */
  phone?: string | null;
  /** Mobile number. */
  mobile?: string | null;
  /** Fax number. */
  fax?: string | null;
  /** Website. */
  website?: string | null;
  /** Street of the address. */
  street?: string | null;
  /** City of the address. */
  city?: string | null;
  /** State or province of the address. */
  state?: string | null;
  /** Postal code of the address. */
  zip?: string | null;
  /** Country of the address. */
  country?: string | null;
  /** Date of birth. */
  dob?: string | null;
  /** Email signature. */
  signature?: string | null;
  /** Language, for example `en_US`. */
  language?: string;
  /** Locale, for example `en_US`. */
  locale?: string;
  /** Country code, for example `US`. */
  country_locale?: string;
  /** Time zone, for example `Africa/Nairobi`. */
  time_zone?: string;
  /** Time format, for example `hh:mm a`. */
  time_format?: string;
  /** Date format, for example `MM/dd/yyyy`. */
  date_format?: string;
}

/** The values to change in the user that the path names. Other fields keep their values. */
export interface UserPatch extends UserValues {
  /** State: `active` or `inactive` (unverified). */
  status?: string;
}

/** The id of a user and the values to change. Other fields keep their values. */
export interface UserChange extends UserPatch {
  /** Id of the user to update. */
  id: string;
}

/** Users to update, at most 100, each with its id. */
export interface UserChangesBody {
  /** Changes. Results keep this order. */
  users: readonly UserChange[];
}

/** The user who was invited, updated or deleted. */
export interface UserDetails {
  /** Id of the user. */
  id: string;
  /** Email address. Not in every response. */
  email?: string;
}

/** A user who was invited, updated or deleted. */
export interface UserSuccess {
  /** `SUCCESS`. */
  code: string;
  details: UserDetails;
  /** A human-readable message. */
  message: string;
  /** Always `success`. */
  status: "success";
}

/** The outcome for one user; see `status`. */
export type UserOutcome = UserSuccess | Failure;

/** One outcome per user, in the order of the request. Check each: with 207, some were rejected. */
export interface UserOutcomes {
  /** One result per user. */
  users: UserOutcome[];
}

/** A user to invite. */
export interface NewUser extends UserValues {
  /** Last name. */
  last_name: string;
  /** Email address. Cannot be changed once the user has confirmed it. */
  email: string;
  /** Id of the role, or `{ "id": "…" }` (unverified). */
  role: string | LookupRef;
  /** Id of the profile, or `{ "id": "…" }` (unverified). */
  profile: string | LookupRef;
}

/** One user to invite, in an array of one. */
export interface UserBody {
  /** Exactly one user. */
  users: readonly NewUser[];
}

/** One user, in an array of one. */
export interface UserAnswer {
  /** Requested user. */
  users: User[];
}

/** The changes to one user, in an array of one. */
export interface UserPatchBody {
  /** Exactly one set of changes. */
  users: readonly UserPatch[];
}

/** A territory: a market segment, with the rule that assigns records to it. */
export interface Territory {
  /** When it was created. Format: date-time. */
  created_time?: string | null;
  /** When it was last modified. Format: date-time. */
  modified_time?: string | null;
  /** User who manages it. Null if there is none (unverified). */
  manager?: LookupRef | null;
  /** Id of the parent territory. Null at the top (unverified). */
  parent_id?: string | null;
  /** Rule that assigns records to it. Null if there is none (unverified). */
  criteria?: ViewCriteria | null;
  /** Name. */
  name: string;
  /** User who last modified it. */
  modified_by?: UserRef | null;
  /** Description. */
  description?: string | null;
  /** Id of the territory. */
  id: string;
  /** User who created it. */
  created_by?: UserRef | null;
}

/** The territories of the organization. */
export interface TerritoryList {
  /** All territories. */
  territories: Territory[];
}

/** One territory, in an array of one. */
export interface TerritoryAnswer {
  /** Requested territory. */
  territories: Territory[];
}

/** The license of the organization. */
export interface License {
  /** When the paid license expires. Format: date-time. */
  paid_expiry?: string | null;
  /** Number of user licenses purchased, as a string of digits. */
  users_license_purchased?: string;
  /** Edition of the trial. */
  trial_type?: string | null;
  /** When the trial ends. */
  trial_expiry?: string | null;
  /** Whether the license is paid. */
  paid?: boolean;
  /** Edition, for example `free` or `enterprise`. */
  paid_type?: string;
}

/** The organization of the token, with its address, currency, time zone and license. */
export interface Organization {
  /** Country of the address. */
  country?: string | null;
  /** Key of the logo. */
  photo_id?: string | null;
  /** City of the address. */
  city?: string | null;
  /** Description. */
  description?: string | null;
  /** Whether multiple currencies are enabled. */
  mc_status?: boolean;
  /** Whether the Google integration is enabled. */
  gapps_enabled?: boolean;
  /** Domain name. */
  domain_name?: string;
  /** Whether translations are enabled. */
  translation_enabled?: boolean;
  /** Street of the address. */
  street?: string | null;
  /** Alias. */
  alias?: string | null;
  /** Home currency, for example `US Dollar - USD`. */
  currency?: string;
  /** Id of the organization's record. */
  id: string;
  /** State or province of the address. */
  state?: string | null;
  /** Fax number. */
  fax?: string | null;
  /** Number of employees, as a string. */
  employee_count?: string | null;
  /** Postal code of the address. */
  zip?: string | null;
  /** Website. */
  website?: string | null;
  /** Symbol of the home currency. */
  currency_symbol?: string;
  /** Mobile number. */
  mobile?: string | null;
  /** Locale for amounts, for example `en_US`. */
  currency_locale?: string;
  /** Primary user's id across all Zoho services. */
  primary_zuid?: string;
  /** Id for Zoho's assistant. */
  zia_portal_id?: string | null;
  /** Time zone, for example `Africa/Nairobi`. */
  time_zone?: string;
  /** Id of the organization, for example for the `X-CRM-ORG` header. */
  zgid: string;
  /** Country code, for example `US`. */
  country_code?: string | null;
  license_details?: License;
  /** Phone number. */
  phone?: string | null;
  /** Name of the organization. */
  company_name: string;
  /** Whether the privacy settings for personal data are enabled. */
  privacy_settings?: boolean;
  /** Primary user's email address. */
  primary_email?: string;
  /** ISO code of the home currency, for example `USD`. */
  iso_code?: string;
}

/** The organization, in an array of one. */
export interface OrganizationAnswer {
  /** Organization of the token. */
  org: Organization[];
}

/** The image to use. */
export interface LogoUpload {
  /** Logo. The same types and sizes as for record photos (unverified). Format: binary. */
  file: FileInput;
}

/** The logo was stored. */
export interface LogoSuccess {
  /** `SUCCESS`. */
  code: string;
  /** Empty. */
  details: {
    [key: string]: unknown;
  };
  /** A human-readable message. */
  message: string;
  /** Always `success`. */
  status: "success";
}

/** The sign before the decimal places. */
export type DecimalSeparator = "Period" | "Comma" | (string & {});

/** The sign between groups of three digits. */
export type ThousandSeparator = "Period" | "Comma" | "Space" | (string & {});

/** Number of decimal places, as a string. */
export type DecimalPlaces = "0" | "2" | "3" | (string & {});

/** The format of amounts. */
export interface CurrencyFormat {
  /** Decimal separator. */
  decimal_separator?: DecimalSeparator;
  /** Thousands separator. */
  thousand_separator?: ThousandSeparator;
  /** Number of decimal places. */
  decimal_places: DecimalPlaces;
}

/** A currency of the organization. */
export interface Currency {
  /** Currency symbol, for example `$`. */
  symbol?: string;
  /** When the currency was added. Format: date-time. */
  created_time?: string | null;
  /** Whether it can be selected. */
  is_active?: boolean;
  /** Exchange rate to the home currency, as a string. It has the form `1.000000000` (unverified). */
  exchange_rate?: string;
  format?: CurrencyFormat;
  /** User who added it. */
  created_by?: UserRef | null;
  /** Whether the symbol precedes the amount. */
  prefix_symbol?: boolean;
  /** Whether it is the home currency. */
  is_base?: boolean;
  /** When it was last modified. Format: date-time. */
  modified_time?: string | null;
  /** Name, for example `US Dollar - USD`. */
  name?: string;
  /** User who last modified it. */
  modified_by?: UserRef | null;
  /** Id of the currency. */
  id: string;
  /** ISO code, for example `USD`. */
  iso_code: string;
}

/** The currencies of the organization. */
export interface CurrencyList {
  /** All currencies. */
  currencies: Currency[];
}

/** The id of a currency and the values to change. */
export interface CurrencyChange {
  /** Id of the currency to update. */
  id: string;
  /** Currency symbol, for example `€`. */
  symbol?: string;
  format?: CurrencyFormat;
  /** Exchange rate to the home currency, as a string. It has the form `0.920000000` (unverified). */
  exchange_rate?: string;
  /** Whether the symbol precedes the amount. */
  prefix_symbol?: boolean;
  /** Whether it can be selected. */
  is_active?: boolean;
}

/** Currencies to update, at most 10, each with its id. */
export interface CurrencyChangesBody {
  /** Changes. Results keep this order. */
  currencies: readonly CurrencyChange[];
}

/** One outcome per currency, in the order of the request. Check each: with 207, some were rejected. */
export interface CurrencyOutcomes {
  /** One result per currency. */
  currencies: IdOutcome[];
}

/** A currency to add. Its format requires all three keys. */
export interface NewCurrency {
  /** Name, for example `Euro - EUR`. */
  name: string;
  /** ISO code, for example `EUR`. */
  iso_code: string;
  /** Currency symbol, for example `€`. */
  symbol: string;
  format: CurrencyFormat;
  /** Exchange rate to the home currency, as a string. It has the form `0.920000000` (unverified). */
  exchange_rate: string;
  /** Whether the symbol precedes the amount. */
  prefix_symbol?: boolean;
  /** Whether it can be selected. */
  is_active?: boolean;
}

/** Currencies to add, at most 10. */
export interface CurrenciesBody {
  /** Currencies. Results keep this order. */
  currencies: readonly NewCurrency[];
}

/** One currency, in an array of one. */
export interface CurrencyAnswer {
  /** Requested currency. */
  currencies: Currency[];
}

/** The values to change in the currency. */
export interface CurrencyPatch {
  /** Currency symbol, for example `€`. */
  symbol?: string;
  format?: CurrencyFormat;
  /** Exchange rate to the home currency, as a string. It has the form `0.920000000` (unverified). */
  exchange_rate?: string;
  /** Whether the symbol precedes the amount. */
  prefix_symbol?: boolean;
  /** Whether it can be selected. */
  is_active?: boolean;
}

/** The changes to one currency, in an array of one. */
export interface CurrencyPatchBody {
  /** Exactly one set of changes. */
  currencies: readonly CurrencyPatch[];
}

/** The values to change in the home currency. */
export interface BaseCurrencyChange {
  /** Id. May be omitted (unverified). */
  id?: string;
  /** Currency symbol, for example `€`. */
  symbol?: string;
  format?: CurrencyFormat;
  /** Exchange rate to the home currency, as a string. It has the form `0.920000000` (unverified). */
  exchange_rate?: string;
  /** Whether the symbol precedes the amount. */
  prefix_symbol?: boolean;
  /** Whether it can be selected. */
  is_active?: boolean;
}

/** The changes to the home currency. */
export interface BaseCurrencyChangeBody {
  /** Changes. Unlike elsewhere, they are not in an array. */
  base_currency: BaseCurrencyChange;
}

/** The outcome for the home currency. */
export interface BaseCurrencyOutcome {
  /** Result. Unlike elsewhere, it is not in an array. */
  base_currency: IdOutcome;
}

/** The home currency to set. */
export interface BaseCurrencyBody {
  /** Currency. Unlike elsewhere, it is not in an array. */
  base_currency: NewCurrency;
}

/** A tax for products and line items. */
export interface Tax {
  /** Name in the caller's language. */
  display_label?: string;
  /** Position in the list. */
  sequence_number?: number;
  /** Name. */
  name: string;
  /** Id of the tax. */
  id: string;
  /** Rate in percent. */
  value: number;
}

/** How taxes are applied. */
export interface TaxPreference {
  /** Whether line items take the taxes of their product automatically. */
  auto_populate_tax?: boolean;
  /** Whether the rate can be changed in a line item. */
  modify_tax_rates?: boolean;
}

/** The taxes of the organization. */
export interface TaxList {
  /** All taxes. */
  taxes: Tax[];
  preference?: TaxPreference;
}

/** The id of a tax and the values to change. */
export interface TaxChange {
  /** Id of the tax to update. */
  id: string;
  /** New name. */
  name?: string;
  /** New rate in percent. */
  value?: number;
  /** New position in the list. */
  sequence_number?: number;
}

/** Taxes to update, at most 100, each with its id. */
export interface TaxChangesBody {
  /** Changes. Results keep this order. */
  taxes: readonly TaxChange[];
}

/** The tax that was written or deleted. */
export interface TaxDetails {
  /** Id of the tax. */
  id: string;
  /** Name. Not in every response. */
  name?: string;
  /** Rate in percent. Not in every response. */
  value?: number;
}

/** A tax that was written or deleted. */
export interface TaxSuccess {
  /** `SUCCESS`. */
  code: string;
  details: TaxDetails;
  /** A human-readable message. */
  message: string;
  /** Always `success`. */
  status: "success";
}

/** The outcome for one tax; see `status`. */
export type TaxOutcome = TaxSuccess | Failure;

/** One outcome per tax, in the order of the request. Check each: with 207, some were rejected. */
export interface TaxOutcomes {
  /** One result per tax. */
  taxes: TaxOutcome[];
}

/** A tax to create. */
export interface NewTax {
  /** Name. */
  name: string;
  /** Rate in percent. */
  value: number;
  /** Position in the list. */
  sequence_number?: number;
}

/** Taxes to create, at most 100. */
export interface TaxesBody {
  /** Taxes. Results keep this order. */
  taxes: readonly NewTax[];
}

/** One tax, in an array of one. */
export interface TaxAnswer {
  /** Requested tax. */
  taxes: Tax[];
  preference?: TaxPreference;
}

/** The group of a variable, by id or by API name. */
export interface VariableGroupRef {
  /** Id of the group. */
  id?: string;
  /** API name of the group. */
  api_name?: string;
  /** Name of the group. Omit it when writing. */
  name?: string;
}

/** A named value of the organization. */
export interface Variable {
  /** Name to use in paths. */
  api_name: string;
  /** Name. */
  name: string;
  /** Description. */
  description?: string | null;
  /** Id of the variable. */
  id: string;
  /**
   * Type: `text`, `textarea`, `integer`, `long`, `decimal`, `percent`, `currency`, `date`, `datetime`, `email`,
   * `phone`, `url` or `checkbox`. There are no others (unverified).
   */
  type: string;
  variable_group?: VariableGroupRef;
  /**
   * Value of the variable's type: a string, number or boolean. Null if it has none. Numbers may also be strings
   * (unverified).
   */
  value?: unknown;
}

/** The variables of the organization. */
export interface VariableList {
  /** All variables, or those of the requested group. */
  variables: Variable[];
}

/** The id of a variable and the values to change. */
export interface VariableChange {
  /** Id of the variable to update. */
  id: string;
  /** New name. */
  name?: string;
  /** New name to use in paths. */
  api_name?: string;
  /** New value, of the variable's type. */
  value?: unknown;
  /** New description. */
  description?: string;
}

/** Variables to update, at most 100, each with its id. */
export interface VariableChangesBody {
  /** Changes. Results keep this order. */
  variables: readonly VariableChange[];
}

/** One outcome per variable, in the order of the request. Check each: with 207, some were rejected. */
export interface VariableOutcomes {
  /** One result per variable. */
  variables: IdOutcome[];
}

/** A variable to create. */
export interface NewVariable {
  /** Name. */
  name: string;
  /** Name to use in paths. Without it, Zoho derives one from the name (unverified). */
  api_name?: string;
  /**
   * Type: `text`, `textarea`, `integer`, `long`, `decimal`, `percent`, `currency`, `date`, `datetime`, `email`,
   * `phone`, `url` or `checkbox`. There are no others (unverified).
   */
  type: string;
  variable_group: VariableGroupRef;
  /** Value of the variable's type: a string, number or boolean. Numbers may also be strings (unverified). */
  value?: unknown;
  /** Description. */
  description?: string;
}

/** Variables to create, at most 100. */
export interface VariablesBody {
  /** Variables. Results keep this order. */
  variables: readonly NewVariable[];
}

/** One variable, in an array of one. */
export interface VariableAnswer {
  /** Requested variable. */
  variables: Variable[];
}

/** The values to change in the variable. */
export interface VariablePatch {
  /** New name. */
  name?: string;
  /** New name to use in paths. */
  api_name?: string;
  /** New value, of the variable's type. */
  value?: unknown;
  /** New description. */
  description?: string;
}

/** The changes to one variable, in an array of one. */
export interface VariablePatchBody {
  /** Exactly one set of changes. */
  variables: readonly VariablePatch[];
}

/** A group of variables. */
export interface VariableGroup {
  /** Name in the caller's language. */
  display_label?: string;
  /** Name to use in paths. */
  api_name: string;
  /** Name. */
  name: string;
  /** Description. */
  description?: string | null;
  /** Id of the group. */
  id: string;
}

/** The variable groups. */
export interface VariableGroupList {
  /** All groups. */
  variable_groups: VariableGroup[];
}

/** One variable group, in an array of one. */
export interface VariableGroupAnswer {
  /** Requested group. */
  variable_groups: VariableGroup[];
}

/**
 * A condition (`api_name`, `comparator`, `value`) or a group of conditions (`group_operator`, `group`); never
 * both in one object. At most 25 conditions in total.
 */
export interface BulkReadCriteria {
  /** API name of the field. Use a dot for a field of a lookup (unverified). */
  api_name?: string;
  /** Comparison. Encrypted fields accept only `equal`. */
  comparator?:
    | "equal"
    | "not_equal"
    | "in"
    | "not_in"
    | "less_than"
    | "less_equal"
    | "greater_than"
    | "greater_equal"
    | "contains"
    | "not_contains"
    | "starts_with"
    | "ends_with"
    | "between"
    | "not_between";
  /** Value to compare with. An array for `in` and `between`. */
  value?: unknown;
  /** How the conditions of the group are combined. */
  group_operator?: "and" | "or";
  /** Conditions or nested groups. */
  group?: BulkReadCriteria[];
}

/** The records to export. */
export interface BulkReadQuery {
  /** API name of the module. */
  module: string;
  /**
   * API names of the fields to export. Default: all fields. Use dots for fields of lookups, at most two levels
   * deep.
   */
  fields?: string[];
  criteria?: BulkReadCriteria;
  /** Id of a custom view, instead of `criteria` or together with them. */
  cvid?: string;
  /** Which page of 200000 records to export, starting at 1. */
  page?: number;
}

/** The callback that Zoho calls when the job has completed or failed. */
export interface BulkCallback {
  /** URL that receives the outcome. Format: uri. */
  url: string;
  /** Always `post`. */
  method: "post";
}

/** The records to export, the file type and the callback. */
export interface BulkReadBody {
  query: BulkReadQuery;
  callback?: BulkCallback;
  /** File type. The default is `csv`; `ics` is for events only (unverified). */
  file_type?: "csv" | "ics";
}

/** The state of a job. `IN PROGRESS` contains a space. Both words for a failure occur. */
export type BulkReadState = "ADDED" | "QUEUED" | "IN PROGRESS" | "COMPLETED" | "FAILURE" | "FAILED" | (string & {});

/** The job that was created. */
export interface BulkReadJobDetails {
  /** Id of the job. Use it to poll the job. */
  id: string;
  /** `read`. */
  operation: string;
  state: BulkReadState;
  created_by?: UserRef;
  /** When the job was created. Format: date-time. */
  created_time?: string;
}

/** A job was created. */
export interface BulkReadSuccess {
  /** Always `success`. */
  status: "success";
  /** `ADDED_SUCCESSFULLY`. */
  code: string;
  /** A human-readable message. */
  message: string;
  details: BulkReadJobDetails;
}

/** The outcome for the job; see `status`. */
export type BulkReadOutcome = BulkReadSuccess | Failure;

/** The outcome for the job, in an array of one. */
export interface BulkReadOutcomes {
  /** Outcome. */
  data: BulkReadOutcome[];
  /** Empty. */
  info?: {
    [key: string]: unknown;
  };
}

/** The result of the job. */
export interface BulkReadResult {
  /** Number of this page, starting at 1. */
  page: number;
  /** Number of records in the file. */
  count: number;
  /** URL of the file. A path of the API, as described here (unverified). */
  download_url: string;
  /** Always 200000 (unverified). */
  per_page: number;
  /** Whether there is another page, which needs another job. */
  more_records: boolean;
}

/** An export job. */
export interface BulkReadJob {
  /** Id of the job. */
  id: string;
  /** `read`. */
  operation: string;
  state: BulkReadState;
  query?: BulkReadQuery;
  created_by?: UserRef;
  /** When the job was created. Format: date-time. */
  created_time?: string;
  /** Result. Present only if the job is completed. */
  result?: BulkReadResult;
  /** File type: `csv` or `ics`. */
  file_type?: string;
}

/** The requested job, in an array of one. */
export interface BulkReadJobAnswer {
  /** Job. */
  data: BulkReadJob[];
}

/** The rows to write. */
export interface BulkWriteUpload {
  /**
   * A ZIP with one CSV, at most 25 MB. Comma, semicolon, colon and pipe are detected as delimiters. The header of
   * a lookup column is `Field.id` or `Field.Other_Field`. Format: binary.
   */
  file: FileInput;
}

/** The stored file. */
export interface BulkWriteUploadDetails {
  /** Id of the file, for the job. */
  file_id: string;
  /** When the file was stored. Format: date-time. */
  created_time?: string;
}

/** The file was stored. */
export interface BulkWriteUploadSuccess {
  /** Always `success`. A file of the wrong type may also be rejected with HTTP 200 and `error` here. */
  status: "success";
  /** `FILE_UPLOAD_SUCCESS`. */
  code: string;
  /** A human-readable message. */
  message: string;
  details: BulkWriteUploadDetails;
}

/** Where the values of a field come from. */
export interface BulkWriteMapping {
  /** API name of the field. */
  api_name: string;
  /** Number of the column. Starts at 0 (unverified). */
  index?: number | null;
  /** API name of the module that a lookup refers to (unverified). */
  module?: string | null;
  /** For a lookup, the field of the referenced module that the column contains. The id by default (unverified). */
  find_by?: string | null;
  /** Pattern of the dates in the column (unverified). */
  format?: string | null;
  /** Value to write if the column is empty or missing. */
  default_value?:
    | ({
        /** Value. */
        value?: unknown;
      } & {
        [key: string]: unknown;
      })
    | null;
}

/** One file and the module that its rows are written to. */
export interface BulkWriteResource {
  /** Always `data`. */
  type: "data";
  /** API name of the module. */
  module: string;
  /** Id of the uploaded file. */
  file_id: string;
  /**
   * API name of a unique field. `update` and `upsert` use it to find the record of each row, and `insert` skips
   * rows whose record exists.
   */
  find_by?: string;
  /** Whether an empty column leaves the field unchanged. */
  ignore_empty?: boolean;
  /** Which column is written to which field. Without it, the first row of the CSV decides (unverified). */
  field_mappings?: readonly BulkWriteMapping[];
}

/** What to do with the rows of the file. */
export interface BulkWriteBody {
  /** How to write the rows. For `update` and `upsert`, `find_by` identifies the existing records. */
  operation: "insert" | "update" | "upsert";
  /** File and its columns. */
  resource: readonly BulkWriteResource[];
  /** Encoding of the CSV, for example `UTF-8`. */
  character_encoding?: string;
  callback?: BulkCallback;
}

/** The job that was created. */
export interface BulkWriteJobDetails {
  /** Id of the job. Use it to poll the job. */
  id: string;
  created_by?: UserRef;
}

/** The job was created. */
export interface BulkWriteSuccess {
  /** Always `success`. */
  status: "success";
  /** `SUCCESS`. */
  code: string;
  /** A human-readable message. */
  message: string;
  details: BulkWriteJobDetails;
}

/** The state of a file. `IN PROGRESS` is also written without the space. */
export type BulkWriteFileState =
  | "ADDED"
  | "IN PROGRESS"
  | "INPROGRESS"
  | "COMPLETED"
  | "SKIPPED"
  | "FAILED"
  | (string & {});

/** A file of a job, with its row counts. */
export interface BulkWriteFile {
  status?: BulkWriteFileState;
  /** Name of the CSV. */
  name?: string;
  /** Number of records that were created. */
  added_count?: number;
  /** Number of rows that were rejected. */
  skipped_count?: number;
  /** Number of records that were updated. */
  updated_count?: number;
  /** Total number of rows in the file. */
  total_count?: number;
}

/** The state of one file of the job. */
export interface BulkWriteResourceState {
  status?: BulkWriteFileState;
  /** `data`. */
  type?: string;
  /** API name of the module. */
  module?: string;
  /** Id of the uploaded file. Not in every response (unverified). */
  file_id?: string;
  /** Field that identified the existing records. */
  find_by?: string | null;
  /** Whether empty columns left fields unchanged. */
  ignore_empty?: boolean;
  /** Which column was written to which field. */
  field_mappings?: BulkWriteMapping[];
  file?: BulkWriteFile;
}

/** Where to download the outcome of each row. */
export interface BulkWriteResult {
  /**
   * URL of the ZIP. Requires the token. It is on a separate host and has the form
   * `https://download-accl.zoho.com/v2/crm/{organization}/bulk-write/{id}/{file}` (unverified). Later versions
   * give only its path. Format: uri.
   */
  download_url?: string;
}

/** A bulk write job. */
export interface BulkWriteJob {
  /** Id of the job. */
  id: string;
  /** `ADDED`, `IN PROGRESS` (or without the space), `COMPLETED`, `SKIPPED` or `FAILED`. */
  status: string;
  /** `insert`, `update` or `upsert`. */
  operation?: string;
  created_by?: UserRef;
  /** When the job was created. Format: date-time. */
  created_time?: string;
  /** Encoding of the CSV. */
  character_encoding?: string;
  callback?: BulkCallback;
  /** Files and their states. */
  resource?: BulkWriteResourceState[];
  /** Outcome of each row. Present only if the job has ended. */
  result?: BulkWriteResult;
}

/** The files to store. */
export interface FilesUpload {
  /** Files with their names, at most 20 MB each. All of them use this field name. */
  file: readonly FileInput[];
}

/** A stored file. */
export interface FileDetails {
  /** Name of the file. */
  name?: string;
  /** Encrypted key of the file. Use it in a file field of a record or to download the file. */
  id: string;
}

/** A file was stored. */
export interface FileSuccess {
  /** `SUCCESS`. */
  code: string;
  details: FileDetails;
  /** A human-readable message. */
  message: string;
  /** Always `success`. */
  status: "success";
}

/** The outcome for one file; see `status`. */
export type FileOutcome = FileSuccess | Failure;

/** The outcome for each file, in the order of the request. */
export interface FileOutcomes {
  /** One result per file. */
  data: FileOutcome[];
}

/** The events to subscribe to, each as `Module.create`, `Module.edit`, `Module.delete` or `Module.all`. */
export type WatchEvents = string[];

/** An open channel. */
export interface Watch {
  /** Whether it notifies of changes to related records as well (unverified). */
  notify_on_related_action?: boolean;
  /** When the channel expires. Format: date-time. */
  channel_expiry?: string;
  /** URL of the module in the API. Format: uri. */
  resource_uri?: string;
  /** Id of the module. */
  resource_id?: string;
  /** URL that Zoho posts to. */
  notify_url?: string;
  /** API name of the module. */
  resource_name?: string;
  /** Number of the channel. */
  channel_id: string;
  events: WatchEvents;
  /** Secret that is returned with every notification. */
  token?: string | null;
  /** Watched fields, by module (unverified). */
  fields?: {
    [key: string]: unknown;
  } | null;
}

/** One page of subscriptions. */
export interface WatchList {
  /** Channels of the page. */
  watch: Watch[];
  info: PageInfo;
}

/** The number of the channel. You choose it; it must be below 2^63. Pass large numbers as strings. */
export type WatchChannelId = string | number;

/** A channel to open or to replace. */
export interface NewWatch {
  channel_id: WatchChannelId;
  events: WatchEvents;
  /** URL that Zoho posts to. Format: uri. */
  notify_url: string;
  /**
   * When the channel expires, without fractional seconds, at most one day ahead. If omitted or further ahead, it
   * is one hour ahead. Format: date-time.
   */
  channel_expiry?: string;
  /** A secret that is returned with every notification. Check it, because notifications are not signed. */
  token?: string;
  /** Fields to watch, by module; changes to other fields are ignored (unverified). */
  fields?: {
    [key: string]: unknown;
  };
  /** Whether to notify of changes to related records as well (unverified). */
  notify_on_related_action?: boolean;
}

/** The channels, at most 100. */
export interface WatchBody {
  /** Channels. */
  watch: readonly NewWatch[];
}

/** A module that the channel now watches. */
export interface WatchedEvents {
  /** When the channel expires. Format: date-time. */
  channel_expiry?: string;
  /** URL of the module in the API. Format: uri. */
  resource_uri?: string;
  /** Id of the module. */
  resource_id?: string;
  /** API name of the module. */
  resource_name?: string;
  /** Number of the channel. */
  channel_id: string;
}

/** The modules that are now watched (`events`), or the channel that was closed (the other keys). */
export interface WatchDetails {
  /** One entry per module. */
  events?: WatchedEvents[];
  /** URL of the module in the API. Format: uri. */
  resource_uri?: string;
  /** Id of the module. */
  resource_id?: string;
  /** Number of the channel. */
  channel_id?: string;
}

/** A channel was opened, changed or closed. */
export interface WatchSuccess {
  /** `SUCCESS`. */
  code: string;
  details: WatchDetails;
  /** A human-readable message. */
  message: string;
  /** Always `success`. */
  status: "success";
}

/** The outcome for one channel; see `status`. */
export type WatchOutcome = WatchSuccess | Failure;

/** The outcome for each channel, in the order of the request. */
export interface WatchOutcomes {
  /** One result per channel. */
  watch: WatchOutcome[];
}

/** The values to change in a channel. */
export interface WatchPatch {
  channel_id: WatchChannelId;
  events: WatchEvents;
  /** Whether to remove the listed events. */
  _delete_events?: boolean;
  /** URL that Zoho posts to. Format: uri. */
  notify_url?: string;
  /** When the channel expires, without fractional seconds, at most one day ahead. Format: date-time. */
  channel_expiry?: string;
  /** A secret that is returned with every notification. */
  token?: string;
  /** Fields to watch, by module (unverified). */
  fields?: {
    [key: string]: unknown;
  };
  /** Whether to notify of changes to related records as well (unverified). */
  notify_on_related_action?: boolean;
}

/** Changes to channels, at most 100. */
export interface WatchPatchBody {
  /** Changes. */
  watch: readonly WatchPatch[];
}

/** The result and log output of the function. */
export interface FunctionOutput {
  /** Return value, as a string. Empty if the function returned nothing. */
  output: string | null;
  /** Type of the value, for example `string` (unverified). */
  output_type?: string;
  /** Null (unverified). */
  id?: string | null;
  /** Lines that the function logged with `info`. */
  userMessage?: string[];
}

/** The function has run. */
export interface FunctionAnswer {
  /** `success`. Unlike elsewhere, in lower case. */
  code: string;
  details: FunctionOutput;
  /** A human-readable message: `function executed successfully` (unverified). */
  message?: string;
}

/** The input of the function. */
export interface FunctionBody {
  /** Arguments by name, of any JSON type. */
  body?: {
    [key: string]: unknown;
  };
}

/** The salutation before a name. */
export type Salutation = "Mr." | "Mrs." | "Ms." | "Dr." | "Prof." | (string & {});

/** The source of a lead, contact or deal. */
export type LeadSource =
  | "Advertisement"
  | "Cold Call"
  | "Employee Referral"
  | "External Referral"
  | "Online Store"
  | "Partner"
  | "Public Relations"
  | "Sales Email Alias"
  | "Seminar Partner"
  | "Internal Seminar"
  | "Trade Show"
  | "Web Download"
  | "Web Research"
  | "Chat"
  | "Twitter"
  | "Facebook"
  | "Google+"
  | (string & {});

/** The status of a lead. */
export type LeadStatus =
  | "Attempted to Contact"
  | "Contact in Future"
  | "Contacted"
  | "Junk Lead"
  | "Lost Lead"
  | "Not Contacted"
  | "Pre-Qualified"
  | "Not Qualified"
  | (string & {});

/** The rating of a company. */
export type Rating = "Acquired" | "Active" | "Market Failed" | "Project Cancelled" | "Shut Down" | (string & {});

/** The industry of a company. */
export type Industry =
  | "ASP (Application Service Provider)"
  | "Data/Telecom OEM"
  | "ERP (Enterprise Resource Planning)"
  | "Government/Military"
  | "Large Enterprise"
  | "ManagementISV"
  | "MSP (Management Service Provider)"
  | "Network Equipment Enterprise"
  | "Non-management ISV"
  | "Optical Networking"
  | "Service Provider"
  | "Small/Medium Enterprise"
  | "Storage Equipment"
  | "Storage Service Provider"
  | "Systems Integrator"
  | "Wireless Industry"
  | (string & {});

/** A billing address and a shipping address. */
export interface Addresses {
  /** Street and house number of the billing address. */
  Billing_Street: string | null;
  /** City of the billing address. */
  Billing_City: string | null;
  /** State or province of the billing address. */
  Billing_State: string | null;
  /** Postal code of the billing address. */
  Billing_Code: string | null;
  /** Country of the billing address. */
  Billing_Country: string | null;
  /** Street and house number of the shipping address. */
  Shipping_Street: string | null;
  /** City of the shipping address. */
  Shipping_City: string | null;
  /** State or province of the shipping address. */
  Shipping_State: string | null;
  /** Postal code of the shipping address. */
  Shipping_Code: string | null;
  /** Country of the shipping address. */
  Shipping_Country: string | null;
}

/** The relationship of a company to the organization. */
export type AccountType =
  | "Analyst"
  | "Competitor"
  | "Customer"
  | "Distributor"
  | "Integrator"
  | "Investor"
  | "Other"
  | "Partner"
  | "Press"
  | "Prospect"
  | "Reseller"
  | "Supplier"
  | "Vendor"
  | (string & {});

/** The ownership of a company. */
export type Ownership =
  | "Other"
  | "Private"
  | "Public"
  | "Subsidiary"
  | "Partnership"
  | "Government"
  | "Privately Held"
  | "Public Company"
  | (string & {});

/**
 * The stage of a deal. In a new organization, the stages down to `Closed Lost` set the probability to 10, 20,
 * 40, 60, 75, 90, 100 and 0. A stage of your own is stored and does not change the probability.
 */
export type DealStage =
  | "Qualification"
  | "Needs Analysis"
  | "Value Proposition"
  | "Identify Decision Makers"
  | "Proposal/Price Quote"
  | "Negotiation/Review"
  | "Closed Won"
  | "Closed Lost"
  | "Closed Lost to Competition"
  | (string & {});

/** Whether the customer of a deal is an existing one or a new one. */
export type DealType = "Existing Business" | "New Business" | (string & {});

/** The type of a campaign. */
export type CampaignType =
  | "Conference"
  | "Webinar"
  | "Trade Show"
  | "Public Relations"
  | "Partners"
  | "Referral Program"
  | "Advertisement"
  | "Banner Ads"
  | "Direct mail"
  | "Email"
  | "Telemarketing"
  | "Others"
  | (string & {});

/** The status of a campaign. */
export type CampaignStatus = "Planning" | "Active" | "Inactive" | "Complete" | (string & {});

/** The status of a task. A new task is `Not Started`. */
export type TaskStatus = "Not Started" | "Deferred" | "In Progress" | "Completed" | "Waiting for input" | (string & {});

/** The priority of a task. A new task is `Normal`. Unknown values are stored. */
export type TaskPriority = "High" | "Highest" | "Low" | "Lowest" | "Normal" | (string & {});

/** When and how to remind the owner of a task. */
export interface TaskReminder {
  /** Rule, such as `FREQ=NONE;ACTION=EMAIL;TRIGGER=DATE-TIME:2026-12-30T09:00:00+03:00` (unverified). */
  ALARM: string;
}

/** The recurrence of a task or meeting. */
export interface RecurringActivity {
  /** Rule, such as `FREQ=DAILY;INTERVAL=1;UNTIL=2026-12-31;DTSTART=2026-01-01` (unverified). */
  RRULE: string;
}

/** What the participant is: a user, a contact and so on (unverified). */
export type ParticipantType = "user" | "contact" | "lead" | "email" | (string & {});

/** A participant of a meeting. */
export interface Participant {
  type: ParticipantType;
  /** Id of the user, contact or lead, or the email address (unverified). */
  participant: string;
  /** Full name. */
  name?: string | null;
  /** Email address. */
  Email?: string | null;
  /** Whether the invitation has been sent. */
  invited?: boolean;
  /** Participant's reply. */
  status?: string | null;
}

/** The direction of a call. */
export type CallType = "Inbound" | "Outbound" | "Missed" | (string & {});

/** The purpose of a call. */
export type CallPurpose =
  | "Prospecting"
  | "Administrative"
  | "Negotiation"
  | "Demo"
  | "Project"
  | "Desk"
  | (string & {});

/** The result of a call. */
export type CallResult =
  | "Interested"
  | "Not interested"
  | "No response/Busy"
  | "Requested more info"
  | "Requested call back"
  | "Invalid number"
  | (string & {});

/** The status of a call, as set by Zoho. */
export type CallStatus = "Attended Dialled" | "Unattended Dialled" | "Scheduled" | "Received" | (string & {});

/** The category of a product. */
export type ProductCategory = "Hardware" | "Software" | "CRM Applications" | (string & {});

/** The manufacturer of a product. The values are samples. */
export type Manufacturer = "AltvetPet Inc." | "LexPon Inc." | "MetBeat Corp." | (string & {});

/** The unit of measure of a product. */
export type UsageUnit =
  | "Box"
  | "Carton"
  | "Dozen"
  | "Each"
  | "Hours"
  | "Impressions"
  | "Lb"
  | "M"
  | "Pack"
  | "Pages"
  | "Pieces"
  | "Quantity"
  | "Reams"
  | "Sheet"
  | "Spiral Binder"
  | "Square Feet"
  | (string & {});

/** An account in the general ledger. */
export type LedgerAccount =
  | "Sales-Software"
  | "Sales-Hardware"
  | "Rental-Income"
  | "Interest-Income"
  | "Sales-Software-Support"
  | "Sales Other"
  | "Interest Sales"
  | "Service-Hardware Labor"
  | "Sales Books"
  | (string & {});

/** Whether a discount applies to the whole amount or to each range of it (unverified). */
export type PricingModel = "Flat" | "Differential" | (string & {});

/** The discount for a range of quantities. To keep an existing range when writing, send its id. */
export interface PriceRange {
  /** Id of the row. */
  id?: string;
  /** Lowest quantity. */
  from_range: number;
  /** Highest quantity. */
  to_range: number;
  /** Discount in percent (unverified). */
  discount: number;
}

/** The discount for a range of quantities. To keep an existing range when writing, send its id. */
export interface PriceRangeValue {
  /** Id of the row. */
  id?: string;
  /** Lowest quantity. */
  from_range: number;
  /** Highest quantity. */
  to_range: number;
  /** Discount in percent (unverified). */
  discount: number;
  /** Sent with the id, removes the row (unverified). */
  _delete?: null;
}

/** The product of a row. */
export interface LineItemProduct {
  /** Id of the product. */
  id: string;
  /** Name. */
  name?: string;
  /** Product code. */
  Product_Code?: string | null;
  /** Currency of the product, if multiple currencies are enabled. */
  Currency?: string | null;
}

/** A tax on a row or on the total. */
export interface LineTax {
  /** Id of the tax. */
  id?: string;
  /** Name. */
  name: string;
  /** Rate in percent. */
  percentage: number;
  /** Amount. */
  value?: number;
}

/** A product in a quote, order or invoice. To keep an existing row when writing, send its id. */
export interface LineItem {
  /** Id of the row. */
  id?: string;
  product: LineItemProduct;
  /** Quantity. */
  quantity: number;
  /** Free text. */
  product_description?: string | null;
  /** Unit price in this row. */
  list_price?: number | null;
  /** Unit price of the product. */
  unit_price?: number | null;
  /**
   * Price book of the list price. Null if there is none. An object with a name, or the id as a string
   * (unverified).
   */
  book?: LookupRef | string | null;
  /** Quantity times the list price. */
  total?: number | null;
  /** Discount on the total. An amount or, when writing, a percentage such as `10%` (unverified). */
  Discount?: number | string | null;
  /** Total minus the discount. */
  total_after_discount?: number | null;
  /** Sum of the row's taxes. */
  Tax?: number | null;
  /** Taxes of the row. Empty if there are none. */
  line_tax?: LineTax[];
  /** Amount of the row, including taxes. */
  net_total?: number | null;
  /** Quantity in stock. Negative if more were sold. */
  quantity_in_stock?: number | null;
}

/** The rows and totals of a quote, order or invoice. */
export interface InventoryTotals {
  /** Products, one per row. */
  Product_Details: LineItem[];
  /** Sum of the rows. */
  Sub_Total: number | null;
  /** Discount on the sum, in the organization's currency. */
  Discount: number | null;
  /** Taxes on the total. */
  Tax: number | null;
  /** An adjustment of the total. Negative amounts reduce it. */
  Adjustment: number | null;
  /** Amount to pay. */
  Grand_Total: number | null;
  /** Terms and conditions, printed with the document. */
  Terms_and_Conditions: string | null;
  /** Taxes on the total, one entry per tax. Empty if there are none. */
  $line_tax: LineTax[];
}

/** The stage of a quote. */
export type QuoteStage =
  | "Draft"
  | "Negotiation"
  | "Delivered"
  | "On Hold"
  | "Confirmed"
  | "Closed Won"
  | "Closed Lost"
  | (string & {});

/** The carrier of a delivery. */
export type Carrier = "FedEX" | "UPS" | "USPS" | "DHL" | "BlueDart" | (string & {});

/** The status of an order or invoice. */
export type OrderStatus = "Created" | "Approved" | "Delivered" | "Cancelled" | (string & {});

/** The status of a case. */
export type CaseStatus = "New" | "On Hold" | "Escalated" | "Closed" | (string & {});

/** The priority of a case. */
export type CasePriority = "High" | "Medium" | "Low" | (string & {});

/** The type of a case. */
export type CaseType = "Problem" | "Feature Request" | "Question" | (string & {});

/** The channel through which a case was reported. */
export type CaseOrigin = "Email" | "Phone" | "Web" | "Twitter" | "Facebook" | (string & {});

/** The cause of a case. */
export type CaseReason =
  | "User did not attend any training"
  | "Complex functionality"
  | "Existing problem"
  | "Instructions not clear"
  | "New problem"
  | (string & {});

/** A comment on a case or solution. */
export interface RecordComment {
  /** Id of the comment. */
  id?: string;
  /** Text. */
  comment_content?: string;
  /** Name of the user who wrote it. */
  commented_by?: string;
  /** When it was written. Format: date-time. */
  commented_time?: string;
}

/** The status of a solution. */
export type SolutionStatus = "Draft" | "Reviewed" | "Duplicate" | (string & {});

/**
 * The fields that every record has, in any module. Which of the `$` keys are present depends on the module, the
 * organization and the year.
 */
export interface SystemFieldsValue {
  /** User who owns the record. */
  Owner?: LookupValue;
  /** Tags of the record. Can be empty. */
  Tag?: readonly TagValue[];
  /** Layout of the record. Present only in modules with several layouts (unverified). */
  Layout?: LookupValue | null;
}

/** A billing address and a shipping address. */
export interface AddressesValue {
  /** Street and house number of the billing address. */
  Billing_Street?: string | null;
  /** City of the billing address. */
  Billing_City?: string | null;
  /** State or province of the billing address. */
  Billing_State?: string | null;
  /** Postal code of the billing address. */
  Billing_Code?: string | null;
  /** Country of the billing address. */
  Billing_Country?: string | null;
  /** Street and house number of the shipping address. */
  Shipping_Street?: string | null;
  /** City of the shipping address. */
  Shipping_City?: string | null;
  /** State or province of the shipping address. */
  Shipping_State?: string | null;
  /** Postal code of the shipping address. */
  Shipping_Code?: string | null;
  /** Country of the shipping address. */
  Shipping_Country?: string | null;
}

/** A participant of a meeting. */
export interface ParticipantValue {
  type?: ParticipantType;
  /** Id of the user, contact or lead, or the email address (unverified). */
  participant?: string;
}

/** The rows and totals of a quote, order or invoice. */
export interface InventoryTotalsValue {
  /** Products, one per row. */
  Product_Details?: readonly LineItemValue[];
  /** Discount on the sum, in the organization's currency. */
  Discount?: number | null;
  /** Taxes on the total. */
  Tax?: number | null;
  /** An adjustment of the total. Negative amounts reduce it. */
  Adjustment?: number | null;
  /** Terms and conditions, printed with the document. */
  Terms_and_Conditions?: string | null;
  /** Taxes on the total, one entry per tax. Empty if there are none. */
  $line_tax?: readonly LineTaxValue[];
}

/** A product in a quote, order or invoice. To keep an existing row when writing, send its id. */
export interface LineItemValue {
  /** Id of the row. */
  id?: string;
  product?: LineItemProductValue;
  /** Quantity. */
  quantity?: number;
  /** Free text. */
  product_description?: string | null;
  /** Unit price in this row. */
  list_price?: number | null;
  /**
   * Price book of the list price. Null if there is none. An object with a name, or the id as a string
   * (unverified).
   */
  book?: LookupValue | string | null;
  /** Discount on the total. An amount or, when writing, a percentage such as `10%` (unverified). */
  Discount?: number | string | null;
  /** Taxes of the row. Empty if there are none. */
  line_tax?: readonly LineTaxValue[];
  /** Sent with the id, removes the row (unverified). */
  _delete?: null;
}

/** The product of a row. */
export interface LineItemProductValue {
  /** Id of the product. */
  id?: string;
}

/** A tax on a row or on the total. */
export interface LineTaxValue {
  /** Id of the tax. */
  id?: string;
  /** Name. */
  name?: string;
  /** Rate in percent. */
  percentage?: number;
}
