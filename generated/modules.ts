// Generated from spec/modules. Do not edit: change the description, then run `npm run codegen`.
import type {
  Account,
  AccountUpdate,
  Attachment,
  AttachmentUpdate,
  Call,
  CallUpdate,
  Campaign,
  CampaignUpdate,
  Case,
  CaseUpdate,
  Contact,
  ContactUpdate,
  CrmRecord,
  Deal,
  DealUpdate,
  EventRecord,
  EventRecordUpdate,
  Invoice,
  InvoiceUpdate,
  Lead,
  LeadUpdate,
  NewAccount,
  NewAttachment,
  NewCall,
  NewCampaign,
  NewCase,
  NewContact,
  NewDeal,
  NewEventRecord,
  NewInvoice,
  NewLead,
  NewNote,
  NewPriceBook,
  NewProduct,
  NewPurchaseOrder,
  NewQuote,
  NewRecord,
  NewSalesOrder,
  NewSolution,
  NewTask,
  NewVendor,
  Note,
  NoteUpdate,
  PriceBook,
  PriceBookUpdate,
  Product,
  ProductUpdate,
  PurchaseOrder,
  PurchaseOrderUpdate,
  Quote,
  QuoteUpdate,
  RecordPatch,
  SalesOrder,
  SalesOrderUpdate,
  Solution,
  SolutionUpdate,
  Task,
  TaskUpdate,
  Vendor,
  VendorUpdate,
} from "./models.js";

/**
 * The modules whose records have types of their own. Other module names also work, with open records.
 *
 * A program adds its own fields to these modules by declaration merging. To remove or change fields, or to add
 * modules, it merges into {@link OrganizationModules}.
 *
 * @example
 * import "zcrm";
 *
 * declare module "zcrm" {
 *   interface Lead { Budget: number | null }
 *   interface LeadUpdate { Budget?: number | null } // also for creating
 * }
 */
export interface ModuleRegistry {
  Leads: { read: Lead; create: NewLead; update: LeadUpdate };
  Accounts: { read: Account; create: NewAccount; update: AccountUpdate };
  Contacts: { read: Contact; create: NewContact; update: ContactUpdate };
  Deals: { read: Deal; create: NewDeal; update: DealUpdate };
  Campaigns: { read: Campaign; create: NewCampaign; update: CampaignUpdate };
  Tasks: { read: Task; create: NewTask; update: TaskUpdate };
  Events: { read: EventRecord; create: NewEventRecord; update: EventRecordUpdate };
  Calls: { read: Call; create: NewCall; update: CallUpdate };
  Products: { read: Product; create: NewProduct; update: ProductUpdate };
  Vendors: { read: Vendor; create: NewVendor; update: VendorUpdate };
  Price_Books: { read: PriceBook; create: NewPriceBook; update: PriceBookUpdate };
  Quotes: { read: Quote; create: NewQuote; update: QuoteUpdate };
  Sales_Orders: { read: SalesOrder; create: NewSalesOrder; update: SalesOrderUpdate };
  Purchase_Orders: { read: PurchaseOrder; create: NewPurchaseOrder; update: PurchaseOrderUpdate };
  Invoices: { read: Invoice; create: NewInvoice; update: InvoiceUpdate };
  Cases: { read: Case; create: NewCase; update: CaseUpdate };
  Solutions: { read: Solution; create: NewSolution; update: SolutionUpdate };
  Attachments: { read: Attachment; create: NewAttachment; update: AttachmentUpdate };
  Notes: { read: Note; create: NewNote; update: NoteUpdate };
}

/**
 * The modules of the program's organization, which come before those of {@link ModuleRegistry}. It is empty: a
 * program fills it by declaration merging. A module here replaces the one of the same name wholly.
 *
 * A program for several organizations passes each one's modules to its client instead: `createClient<Org>()`.
 *
 * @example
 * import "zcrm";
 *
 * declare module "zcrm" {
 *   interface OrganizationModules {
 *     Leads: { read: MyLead; create: NewMyLead; update: MyLeadUpdate }; // instead of Zoho's
 *     Projects: { read: Project; create: NewProject; update: ProjectUpdate };
 *   }
 * }
 */
export interface OrganizationModules {}

/** The modules `R` of an organization, and those of {@link ModuleRegistry} that it does not replace. */
export type AllModules<R = OrganizationModules> = [keyof R] extends [never]
  ? ModuleRegistry
  : {
      [M in keyof R | keyof ModuleRegistry]: M extends keyof R
        ? R[M]
        : M extends keyof ModuleRegistry
          ? ModuleRegistry[M]
          : never;
    };

/** A constant, which the compiler evaluates once. */
type DefaultModules = AllModules<OrganizationModules>;

/** API name of a module: one that is registered, or any other. */
export type ModuleName<R = OrganizationModules> = (keyof R & string) | keyof ModuleRegistry | (string & {});

/** A record read from the module `M`. */
export type RecordOf<M, R = OrganizationModules> = [OrganizationModules, R] extends [R, OrganizationModules]
  ? [M] extends [keyof DefaultModules]
    ? DefaultModules[M] extends { read: infer T }
      ? T
      : CrmRecord
    : CrmRecord
  : [M] extends [keyof AllModules<R>]
    ? AllModules<R>[M] extends { read: infer T }
      ? T
      : CrmRecord
    : CrmRecord;

/** The values of a record to create in the module `M`. */
export type NewRecordOf<M, R = OrganizationModules> = [OrganizationModules, R] extends [R, OrganizationModules]
  ? [M] extends [keyof DefaultModules]
    ? DefaultModules[M] extends { create: infer T }
      ? T
      : NewRecord
    : NewRecord
  : [M] extends [keyof AllModules<R>]
    ? AllModules<R>[M] extends { create: infer T }
      ? T
      : NewRecord
    : NewRecord;

/** The values to change in a record of the module `M`. */
export type RecordPatchOf<M, R = OrganizationModules> = [OrganizationModules, R] extends [R, OrganizationModules]
  ? [M] extends [keyof DefaultModules]
    ? DefaultModules[M] extends { update: infer T }
      ? T
      : RecordPatch
    : RecordPatch
  : [M] extends [keyof AllModules<R>]
    ? AllModules<R>[M] extends { update: infer T }
      ? T
      : RecordPatch
    : RecordPatch;

/** The values to change in a record of the module `M`, and its id. */
export type RecordChangeOf<M, R = OrganizationModules> = RecordPatchOf<M, R> & { id: string };

/** API name of a field of the module `M`. */
export type FieldName<M, R = OrganizationModules> = [OrganizationModules, R] extends [R, OrganizationModules]
  ? [M] extends [keyof DefaultModules]
    ? keyof DefaultModules[M]["read" & keyof DefaultModules[M]]
    : string
  : [M] extends [keyof AllModules<R>]
    ? keyof AllModules<R>[M]["read" & keyof AllModules<R>[M]]
    : string;

/** A record with only the requested fields `F`, and its id. */
export type Only<Row, F> = Pick<Row, keyof Row & (F | "id")>;

/** A record of the module `M`: whole if no field was requested, else with the fields `F`. */
export type RowOf<M, F, R = OrganizationModules> = [F] extends [never] ? RecordOf<M, R> : Only<RecordOf<M, R>, F>;
