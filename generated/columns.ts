// Generated from spec/modules. Do not edit: change the description, then run `npm run codegen`.
/** Columns of every module, where the type of the field does not tell their kind. */
export interface SystemColumns {
  Owner: { to: "users" };
  Created_By: { to: "users" };
  Modified_By: { to: "users" };
  Created_Time: "datetime";
  Modified_Time: "datetime";
}

/** Columns that are the same in every standard module that has them. */
export interface CommonColumns {
  textarea:
    | "Description"
    | "Check_In_Comment"
    | "Check_In_Address"
    | "Call_Agenda"
    | "Terms_and_Conditions"
    | "Solution"
    | "Internal_Comments"
    | "Add_Comment"
    | "Question"
    | "Answer"
    | "Note_Content";
  datetime:
    | "Unsubscribed_Time"
    | "Converted_Date_Time"
    | "Last_Enriched_Time__s"
    | "Last_Activity_Time"
    | "Closed_Time"
    | "Start_DateTime"
    | "End_DateTime"
    | "Check_In_Time"
    | "Call_Start_Time";
  date:
    | "Date_of_Birth"
    | "Closing_Date"
    | "Start_Date"
    | "End_Date"
    | "Due_Date"
    | "Sales_Start_Date"
    | "Sales_End_Date"
    | "Support_Start_Date"
    | "Support_Expiry_Date"
    | "Valid_Till"
    | "PO_Date"
    | "Invoice_Date";
  none: "Remind_At" | "Recurring_Activity" | "Participants" | "Pricing_Details" | "Product_Details" | "Comments";
}

/** The other columns of standard modules. `to` is the module of a lookup. */
export interface StandardColumns {
  Accounts: {
    Parent_Account: { to: "Accounts" };
  };
  Contacts: {
    Account_Name: { to: "Accounts" };
    Vendor_Name: { to: "Vendors" };
    Reporting_To: { to: "Contacts" };
    Reports_To: { to: "Contacts" };
  };
  Deals: {
    Account_Name: { to: "Accounts" };
    Contact_Name: { to: "Contacts" };
    Campaign_Source: { to: "Campaigns" };
  };
  Campaigns: {
    Parent_Campaign: { to: "Campaigns" };
  };
  Tasks: {
    Who_Id: { to: "Contacts" };
  };
  Events: {
    Who_Id: { to: "Contacts" };
    Check_In_By: { to: "users" };
  };
  Calls: {
    Who_Id: { to: "Contacts" };
  };
  Products: {
    Vendor_Name: { to: "Vendors" };
    Handler: { to: "users" };
  };
  Quotes: {
    Deal_Name: { to: "Deals" };
    Account_Name: { to: "Accounts" };
    Contact_Name: { to: "Contacts" };
  };
  Sales_Orders: {
    Quote_Name: { to: "Quotes" };
    Deal_Name: { to: "Deals" };
    Account_Name: { to: "Accounts" };
    Contact_Name: { to: "Contacts" };
  };
  Purchase_Orders: {
    Vendor_Name: { to: "Vendors" };
    Contact_Name: { to: "Contacts" };
  };
  Invoices: {
    Sales_Order: { to: "Sales_Orders" };
    Account_Name: { to: "Accounts" };
    Contact_Name: { to: "Contacts" };
  };
  Cases: {
    Product_Name: { to: "Products" };
    Account_Name: { to: "Accounts" };
    Related_To: { to: "Contacts" };
    Deal_Name: { to: "Deals" };
  };
  Solutions: {
    Product_Name: { to: "Products" };
  };
}

/** The columns that are dates without a time. */
export const dateColumns: readonly string[] = [
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
];
