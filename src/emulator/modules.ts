// The modules that every organisation has, as far as the emulator treats them differently.

export interface ModuleDefinition {
  readonly apiName: string;
  readonly singularLabel: string;
  readonly pluralLabel: string;
  /** The field without which a record is refused; it also names the record in lookups. */
  readonly mandatory: string | undefined;
  /** Fields by which an upsert without `duplicate_check_fields` finds the existing record. */
  readonly duplicateCheck: readonly string[];
  /** Lookup fields and the module that each points to. */
  readonly lookups: ReadonlyMap<string, string>;
  readonly photos: boolean;
  /** Not one of Zoho's own modules. */
  readonly custom: boolean;
  /** People have a Full_Name, made of First_Name and Last_Name. */
  readonly person: boolean;
  /** Fields that a record shows as null while they are unset. */
  readonly fields: readonly string[];
}

interface Traits {
  readonly singular?: string;
  readonly duplicateCheck?: readonly string[];
  readonly lookups?: Readonly<Record<string, string>>;
  readonly photos?: boolean;
  readonly custom?: boolean;
  readonly person?: boolean;
  readonly fields?: string;
}

const define = (apiName: string, mandatory: string | undefined, traits: Traits = {}): ModuleDefinition => {
  const pluralLabel = apiName.replaceAll("_", " ");
  return {
    apiName,
    singularLabel: traits.singular ?? pluralLabel.replace(/s$/, ""),
    pluralLabel,
    mandatory,
    duplicateCheck: traits.duplicateCheck ?? (mandatory === undefined ? [] : [mandatory]),
    lookups: new Map(Object.entries(traits.lookups ?? {})),
    photos: traits.photos ?? false,
    custom: traits.custom ?? false,
    person: traits.person ?? false,
    fields: traits.fields?.split(/\s+/) ?? [],
  };
};

/** A module of one's own: nothing is mandatory, and photos are allowed as in Zoho. */
export const customModule = (apiName: string): ModuleDefinition =>
  define(apiName, undefined, { photos: true, custom: true });

export const STANDARD_MODULES: readonly ModuleDefinition[] = [
  define("Leads", "Last_Name", {
    person: true,
    photos: true,
    duplicateCheck: ["Email"],
    fields: `Company Email Description Rating Website Twitter Salutation Last_Activity_Time First_Name Lead_Status
      Industry Record_Image Skype_ID Phone Street Zip_Code Designation City No_of_Employees Mobile State Lead_Source
      Fax Annual_Revenue Secondary_Email Unsubscribed_Mode Unsubscribed_Time Country`,
  }),
  define("Contacts", "Last_Name", {
    person: true,
    photos: true,
    duplicateCheck: ["Email"],
    lookups: { Account_Name: "Accounts", Vendor_Name: "Vendors", Reporting_To: "Contacts" },
    fields: `Account_Name Email Description Vendor_Name Mailing_Zip Other_Phone Mailing_State Twitter Other_Zip
      Mailing_Street Other_State Salutation Other_Country Last_Activity_Time First_Name Asst_Phone Record_Image
      Department Skype_ID Assistant Phone Mailing_Country Reporting_To Date_of_Birth Mailing_City Other_City Title
      Other_Street Mobile Home_Phone Lead_Source Fax Secondary_Email`,
  }),
  define("Accounts", "Account_Name", {
    photos: true,
    lookups: { Parent_Account: "Accounts" },
    fields: `Ownership Description Account_Type Rating SIC_Code Shipping_State Website Employees Last_Activity_Time
      Industry Record_Image Account_Site Phone Billing_Country Account_Number Ticker_Symbol Billing_Street Billing_Code
      Parent_Account Shipping_City Shipping_Country Shipping_Code Billing_City Billing_State Fax Annual_Revenue
      Shipping_Street`,
  }),
  define("Deals", "Deal_Name", {
    lookups: { Account_Name: "Accounts", Contact_Name: "Contacts", Campaign_Source: "Campaigns" },
    fields: `Account_Name Contact_Name Description Campaign_Source Closing_Date Last_Activity_Time
      Lead_Conversion_Time Expected_Revenue Stage Amount Probability Next_Step Type Lead_Source Reason_For_Loss__s`,
  }),
  define("Campaigns", "Campaign_Name", { lookups: { Parent_Campaign: "Campaigns" } }),
  define("Tasks", "Subject", { duplicateCheck: [], lookups: { Who_Id: "Contacts" } }),
  define("Events", "Event_Title", { duplicateCheck: [], lookups: { Who_Id: "Contacts" } }),
  define("Calls", "Subject", { duplicateCheck: [], lookups: { Who_Id: "Contacts" } }),
  define("Products", "Product_Name", {
    photos: true,
    duplicateCheck: ["Product_Code"],
    lookups: { Vendor_Name: "Vendors" },
  }),
  define("Vendors", "Vendor_Name", { photos: true }),
  define("Price_Books", "Price_Book_Name"),
  define("Quotes", "Subject", {
    lookups: { Deal_Name: "Deals", Account_Name: "Accounts", Contact_Name: "Contacts" },
  }),
  define("Sales_Orders", "Subject", {
    lookups: { Deal_Name: "Deals", Account_Name: "Accounts", Quote_Name: "Quotes", Contact_Name: "Contacts" },
  }),
  define("Purchase_Orders", "Subject", { lookups: { Vendor_Name: "Vendors", Contact_Name: "Contacts" } }),
  define("Invoices", "Subject", {
    lookups: { Account_Name: "Accounts", Sales_Order: "Sales_Orders", Contact_Name: "Contacts" },
  }),
  define("Cases", "Subject", {
    lookups: { Deal_Name: "Deals", Account_Name: "Accounts", Product_Name: "Products", Related_To: "Contacts" },
  }),
  define("Solutions", "Solution_Title", { lookups: { Product_Name: "Products" } }),
  define("Notes", "Note_Content", { duplicateCheck: [] }),
];
