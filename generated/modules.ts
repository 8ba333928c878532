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
 * A program adds its organization's modules, and its own fields to the modules that are here, by declaration
 * merging.
 *
 * @example
 * import "zcrm";
 *
 * declare module "zcrm" {
 *   interface ModuleRegistry {
 *     Projects: { read: Project; create: NewProject; update: ProjectUpdate };
 *   }
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

/** API name of a module: one that is registered, or any other. */
export type ModuleName = keyof ModuleRegistry | (string & {});

/** A record read from the module `M`. */
export type RecordOf<M> = [M] extends [keyof ModuleRegistry]
  ? ModuleRegistry[M] extends { read: infer T }
    ? T
    : CrmRecord
  : CrmRecord;

/** The values of a record to create in the module `M`. */
export type NewRecordOf<M> = [M] extends [keyof ModuleRegistry]
  ? ModuleRegistry[M] extends { create: infer T }
    ? T
    : NewRecord
  : NewRecord;

/** The values to change in a record of the module `M`. */
export type RecordPatchOf<M> = [M] extends [keyof ModuleRegistry]
  ? ModuleRegistry[M] extends { update: infer T }
    ? T
    : RecordPatch
  : RecordPatch;

/** The values to change in a record of the module `M`, and its id. */
export type RecordChangeOf<M> = RecordPatchOf<M> & { id: string };

/** API name of a field of the module `M`. */
export type FieldName<M> = [M] extends [keyof ModuleRegistry] ? keyof RecordOf<M> : string;

/** A record with only the requested fields `F`, and its id. */
export type Only<Row, F> = Pick<Row, keyof Row & (F | "id")>;

/** A record of the module `M`: whole if no field was requested, else with the fields `F`. */
export type RowOf<M, F> = [F] extends [never] ? RecordOf<M> : Only<RecordOf<M>, F>;
