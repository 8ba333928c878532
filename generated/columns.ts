// Generated from spec/modules. Do not edit: change the description, then run `npm run codegen`.
export interface SystemFieldsColumns {
  Owner: { to: "users" };
  Created_By: { to: "users" };
  Modified_By: { to: "users" };
  Created_Time: "datetime";
  Modified_Time: "datetime";
}

export interface LeadColumns extends SystemFieldsColumns {
  Description: "textarea";
  Unsubscribed_Time: "datetime";
  Converted_Date_Time: "datetime";
  Last_Enriched_Time__s: "datetime";
  Last_Activity_Time: "datetime";
}

export interface AccountColumns extends SystemFieldsColumns {
  Parent_Account: { to: "Accounts" };
  Description: "textarea";
  Last_Activity_Time: "datetime";
}

export interface ContactColumns extends SystemFieldsColumns {
  Account_Name: { to: "Accounts" };
  Vendor_Name: { to: "Vendors" };
  Reporting_To: { to: "Contacts" };
  Reports_To: { to: "Contacts" };
  Date_of_Birth: "date";
  Description: "textarea";
  Unsubscribed_Time: "datetime";
  Last_Activity_Time: "datetime";
}

export interface DealColumns extends SystemFieldsColumns {
  Closing_Date: "date";
  Account_Name: { to: "Accounts" };
  Contact_Name: { to: "Contacts" };
  Campaign_Source: { to: "Campaigns" };
  Description: "textarea";
  Last_Activity_Time: "datetime";
}

export interface CampaignColumns extends SystemFieldsColumns {
  Parent_Campaign: { to: "Campaigns" };
  Start_Date: "date";
  End_Date: "date";
  Description: "textarea";
}

export interface TaskColumns extends SystemFieldsColumns {
  Due_Date: "date";
  Who_Id: { to: "Contacts" };
  Remind_At: "none";
  Recurring_Activity: "none";
  Closed_Time: "datetime";
  Description: "textarea";
  Last_Activity_Time: "datetime";
}

export interface EventRecordColumns extends SystemFieldsColumns {
  Start_DateTime: "datetime";
  End_DateTime: "datetime";
  Participants: "none";
  Who_Id: { to: "Contacts" };
  Remind_At: "none";
  Recurring_Activity: "none";
  Description: "textarea";
  Check_In_Time: "datetime";
  Check_In_By: { to: "users" };
  Check_In_Comment: "textarea";
  Check_In_Address: "textarea";
  Last_Activity_Time: "datetime";
}

export interface CallColumns extends SystemFieldsColumns {
  Call_Start_Time: "datetime";
  Call_Agenda: "textarea";
  Who_Id: { to: "Contacts" };
  Description: "textarea";
  Last_Activity_Time: "datetime";
}

export interface ProductColumns extends SystemFieldsColumns {
  Vendor_Name: { to: "Vendors" };
  Handler: { to: "users" };
  Sales_Start_Date: "date";
  Sales_End_Date: "date";
  Support_Start_Date: "date";
  Support_Expiry_Date: "date";
  Description: "textarea";
  Last_Activity_Time: "datetime";
}

export interface VendorColumns extends SystemFieldsColumns {
  Description: "textarea";
}

export interface PriceBookColumns extends SystemFieldsColumns {
  Pricing_Details: "none";
  Description: "textarea";
}

export interface InventoryTotalsColumns {
  Product_Details: "none";
  Terms_and_Conditions: "textarea";
}

export interface QuoteColumns extends SystemFieldsColumns, InventoryTotalsColumns {
  Valid_Till: "date";
  Deal_Name: { to: "Deals" };
  Account_Name: { to: "Accounts" };
  Contact_Name: { to: "Contacts" };
  Description: "textarea";
}

export interface SalesOrderColumns extends SystemFieldsColumns, InventoryTotalsColumns {
  Due_Date: "date";
  Quote_Name: { to: "Quotes" };
  Deal_Name: { to: "Deals" };
  Account_Name: { to: "Accounts" };
  Contact_Name: { to: "Contacts" };
  Description: "textarea";
}

export interface PurchaseOrderColumns extends SystemFieldsColumns, InventoryTotalsColumns {
  PO_Date: "date";
  Due_Date: "date";
  Vendor_Name: { to: "Vendors" };
  Contact_Name: { to: "Contacts" };
  Description: "textarea";
}

export interface InvoiceColumns extends SystemFieldsColumns, InventoryTotalsColumns {
  Invoice_Date: "date";
  Due_Date: "date";
  Sales_Order: { to: "Sales_Orders" };
  Account_Name: { to: "Accounts" };
  Contact_Name: { to: "Contacts" };
  Description: "textarea";
}

export interface CaseColumns extends SystemFieldsColumns {
  Product_Name: { to: "Products" };
  Account_Name: { to: "Accounts" };
  Related_To: { to: "Contacts" };
  Deal_Name: { to: "Deals" };
  Description: "textarea";
  Solution: "textarea";
  Internal_Comments: "textarea";
  Add_Comment: "textarea";
  Comments: "none";
}

export interface SolutionColumns extends SystemFieldsColumns {
  Product_Name: { to: "Products" };
  Question: "textarea";
  Answer: "textarea";
  Add_Comment: "textarea";
  Comments: "none";
}

export interface AttachmentColumns {
  Owner: { to: "users" };
  Modified_Time: "datetime";
  Created_Time: "datetime";
  Modified_By: { to: "users" };
  Created_By: { to: "users" };
}

export interface NoteColumns {
  Owner: { to: "users" };
  Modified_Time: "datetime";
  Created_Time: "datetime";
  Modified_By: { to: "users" };
  Created_By: { to: "users" };
  Note_Content: "textarea";
}

/**
 * The kinds of the standard modules' columns, where the type of the field does not tell. `to` is the module of a
 * lookup.
 */
export interface StandardColumns {
  Leads: LeadColumns;
  Accounts: AccountColumns;
  Contacts: ContactColumns;
  Deals: DealColumns;
  Campaigns: CampaignColumns;
  Tasks: TaskColumns;
  Events: EventRecordColumns;
  Calls: CallColumns;
  Products: ProductColumns;
  Vendors: VendorColumns;
  Price_Books: PriceBookColumns;
  Quotes: QuoteColumns;
  Sales_Orders: SalesOrderColumns;
  Purchase_Orders: PurchaseOrderColumns;
  Invoices: InvoiceColumns;
  Cases: CaseColumns;
  Solutions: SolutionColumns;
  Attachments: AttachmentColumns;
  Notes: NoteColumns;
}

/** The columns that are dates without a time. */
export const dateColumns = [
  "Closing_Date",
  "Date_of_Birth",
  "Due_Date",
  "End_Date",
  "Invoice_Date",
  "PO_Date",
  "Sales_End_Date",
  "Sales_Start_Date",
  "Start_Date",
  "Support_Expiry_Date",
  "Support_Start_Date",
  "Valid_Till",
] as const;
