/** The members of whole records as organizations of 2022 to 2026 got them from the API, by module. */
export const RECORDED: Readonly<Record<string, string>> = {
  Leads: `
    $approval $approval_state $approved $converted $converted_detail $currency_symbol $editable $field_states
    $in_merge $layout_id $locked_for_me $orchestration $process_flow $review $review_process $state
    $zia_owner_assignment Address Annual_Revenue City Company Coordinates Country Created_By Created_Time
    Description Designation Email Email_Opt_Out Fax First_Name Flat_House_No_Building_Apartment_Name Full_Name
    Industry Last_Activity_Time Last_Name Latitude Lead_Source Lead_Status Locked__s Longitude Mobile
    Modified_By Modified_Time No_of_Employees Owner Phone Rating Record_Image Salutation Secondary_Email
    Skype_ID State Street Tag Twitter Unsubscribed_Mode Unsubscribed_Time Website Zip_Code id nearby_distance__s`,
  Accounts: `
    Account_Name Account_Number Account_Site Account_Type Annual_Revenue Billing_Address Billing_City
    Billing_Code Billing_Coordinates Billing_Country Billing_Flat_House_No_Building_Apartment_Name
    Billing_Latitude Billing_Longitude Billing_State Billing_Street Created_By Created_Time Description
    Employees Fax Industry Last_Activity_Time Locked__s Modified_By Modified_Time Owner Ownership Parent_Account
    Phone Rating Record_Image SIC_Code Shipping_Address Shipping_City Shipping_Code Shipping_Coordinates
    Shipping_Country Shipping_Flat_House_No_Building_Apartment_Name Shipping_Latitude Shipping_Longitude
    Shipping_State Shipping_Street Tag Ticker_Symbol Website id nearby_distance__s`,
  Contacts: `
    $approval $approval_state $approved $currency_symbol $editable $field_states $in_merge $is_duplicate
    $layout_id $locked_for_me $orchestration $process_flow $review $review_process $state $zia_owner_assignment
    Account_Name Assistant Asst_Phone Created_By Created_Time Date_of_Birth Department Description Email
    Email_Opt_Out Fax First_Name Full_Name Home_Phone Last_Activity_Time Last_Name Lead_Source Locked__s
    Mailing_Address Mailing_City Mailing_Coordinates Mailing_Country
    Mailing_Flat_House_No_Building_Apartment_Name Mailing_Latitude Mailing_Longitude Mailing_State
    Mailing_Street Mailing_Zip Mobile Modified_By Modified_Time Other_Address Other_City Other_Coordinates
    Other_Country Other_Flat_House_No_Building_Apartment_Name Other_Latitude Other_Longitude Other_Phone
    Other_State Other_Street Other_Zip Owner Phone Record_Image Reporting_To Salutation Secondary_Email Skype_ID
    Tag Title Twitter Unsubscribed_Mode Unsubscribed_Time Vendor_Name id nearby_distance__s`,
  Deals: `
    $approval $approval_state $approved $currency_symbol $editable $field_states $in_merge $layout_id
    $locked_for_me $orchestration $process_flow $review $review_process $state $zia_owner_assignment
    Account_Name Amount Campaign_Source Closing_Date Contact_Name Created_By Created_Time Deal_Name Description
    Expected_Revenue Last_Activity_Time Lead_Conversion_Time Lead_Source Locked__s Modified_By Modified_Time
    Next_Step Overall_Sales_Duration Owner Probability Reason_For_Loss__s Sales_Cycle_Duration Stage Tag Type id`,
  Campaigns: `
    Actual_Cost Budgeted_Cost Campaign_Name Created_By Created_Time Description End_Date Expected_Response
    Expected_Revenue Modified_By Modified_Time Num_sent Owner Parent_Campaign Start_Date Status Tag Type id`,
  Tasks: `
    $approval $approval_state $approved $currency_symbol $editable $field_states $in_merge $locked_for_me
    $orchestration $process_flow $review $review_process $se_module $state $u_id $zia_owner_assignment BEST_TIME
    Closed_Time Created_By Created_Time Description Due_Date Last_Activity_Time Locked__s Modified_By
    Modified_Time Owner Priority Recurring_Activity Remind_At Send_Notification_Email Status Subject Tag What_Id
    Who_Id id`,
  Events: `
    $approval $approval_state $approved $calendar_booking_event $currency_symbol $editable $field_states
    $in_merge $meeting_details $orchestration $process_flow $recurrence_id $review $review_process $se_module
    $send_notification $state $u_id All_day Check_In_Address Check_In_By Check_In_City Check_In_Comment
    Check_In_Country Check_In_State Check_In_Status Check_In_Sub_Locality Check_In_Time Created_By Created_Time
    Description End_DateTime Event_Title Last_Activity_Time Latitude Longitude Modified_By Modified_Time Owner
    Participants Recurring_Activity Remind_At Start_DateTime Tag Venue What_Id Who_Id ZIP_Code id`,
  Calls: `
    $approval $approval_state $approved $calendar_booking_call $currency_symbol $editable $field_states
    $in_merge $orchestration $process_flow $review $review_process $se_module $state Call_Agenda Call_Duration
    Call_Duration_in_seconds Call_Purpose Call_Result Call_Start_Time Call_Status Call_Type Caller_ID Created_By
    Created_Time Description Dialled_Number Last_Activity_Time Modified_By Modified_Time Owner Reminder Subject
    Tag What_Id Who_Id id`,
  Products: `
    Commission_Rate Created_By Created_Time Description Handler Last_Activity_Time Locked__s Manufacturer
    Modified_By Modified_Time Owner Product_Active Product_Category Product_Code Product_Name Qty_Ordered
    Qty_in_Demand Qty_in_Stock Record_Image Reorder_Level Sales_End_Date Sales_Start_Date Support_Expiry_Date
    Support_Start_Date Tag Tax Taxable Unit_Price Usage_Unit Vendor_Name id`,
  Price_Books: `
    Active Created_By Created_Time Description Modified_By Modified_Time Owner Price_Book_Name Pricing_Details
    Pricing_Model Tag id`,
  Sales_Orders: `
    Account_Name Adjustment Billing_City Billing_Code Billing_Country Billing_State Billing_Street Carrier
    Contact_Name Created_By Created_Time Customer_No Deal_Name Description Discount Due_Date Excise_Duty
    Grand_Total Modified_By Modified_Time Owner Product_Details Purchase_Order Quote_Name SO_Number
    Sales_Commission Shipping_City Shipping_Code Shipping_Country Shipping_State Shipping_Street Status
    Sub_Total Subject Tag Tax Terms_and_Conditions id`,
  Purchase_Orders: `
    Adjustment Billing_City Billing_Code Billing_Country Billing_State Billing_Street Carrier Contact_Name
    Created_By Created_Time Description Discount Due_Date Excise_Duty Grand_Total Modified_By Modified_Time
    Owner PO_Date PO_Number Product_Details Requisition_No Sales_Commission Shipping_City Shipping_Code
    Shipping_Country Shipping_State Shipping_Street Status Sub_Total Subject Tag Tax Terms_and_Conditions
    Tracking_Number Vendor_Name id`,
  Invoices: `
    $approval $approval_state $approved $currency_symbol $editable $field_states $in_merge $line_tax
    $orchestration $process_flow $review $review_process $state Account_Name Adjustment Billing_City
    Billing_Code Billing_Country Billing_State Billing_Street Contact_Name Created_By Created_Time Description
    Discount Due_Date Excise_Duty Grand_Total Invoice_Date Invoice_Number Modified_By Modified_Time Owner
    Product_Details Purchase_Order Sales_Commission Sales_Order Shipping_City Shipping_Code Shipping_Country
    Shipping_State Shipping_Street Status Sub_Total Subject Tag Tax Terms_and_Conditions id`,
  Cases: `
    Account_Name Add_Comment Case_Number Case_Origin Case_Reason Comments Created_By Created_Time Deal_Name
    Description Email Internal_Comments Modified_By Modified_Time No_of_comments Owner Phone Priority
    Product_Name Related_To Reported_By Solution Status Subject Tag Type id`,
  Solutions: `
    Add_Comment Answer Comments Created_By Created_Time Modified_By Modified_Time No_of_comments Owner
    Product_Name Question Solution_Number Solution_Title Status Tag id`,
  Notes: `
    $attachments $editable $field_states $is_shared_to_client $se_module $size $state $voice_note Created_By
    Created_Time Modified_By Modified_Time Note_Content Note_Title Owner Parent_Id id`,
};
