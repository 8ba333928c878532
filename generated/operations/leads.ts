// Generated from spec/paths/leads.yaml. Do not edit: change the description, then run `npm run codegen`.
import {
  type ApiClient,
  type Operation,
  type RequestOptions,
  callInit,
  checked,
  typed,
  unwrap,
} from "../../src/core/operation.js";
import { remedies } from "../errors.js";
import type { LeadConversionBody, LeadConversionOutcomes } from "../models.js";
import type { paths } from "../schema.js";

/** Convert leads. */
export type LeadsOperations = {
  /**
   * Convert a lead into a contact, an account and a deal.
   *
   * Creates a contact and an account from the lead, or uses those whose ids you pass, and a deal if you pass its
   * values. Returns the ids of the new records. A rejected conversion does not throw: its entry has the error.
   * Costs 5 credits; only a few run at once. A retry fails with `ID_ALREADY_CONVERTED`.
   *
   * `POST /crm/v2/Leads/{id}/actions/convert`
   */
  convert(params: ConvertLeadParams, options?: RequestOptions): Promise<LeadConversionOutcomes>;
};

export interface ConvertLeadParams {
  /** Id of the lead, 18 or 19 digits. */
  id: string;
  body: LeadConversionBody;
}

const convertLeadOperation: Operation = {
  id: "convertLead",
  name: "leads.convert",
  idempotent: false,
  parameters: ["id", "body"],
  path: ["id"],
  required: ["body"],
  noSlash: true,
  outcomeCheck: "check whether the lead still exists, with crm.records.get, before you convert it again",
  scopes: ["ZohoCRM.modules.leads.CREATE", "ZohoCRM.modules.leads.WRITE"],
  remedies,
};

/**
 * Convert a lead into a contact, an account and a deal: `POST /crm/v2/Leads/{id}/actions/convert`.
 *
 * Scopes: ZohoCRM.modules.leads.CREATE, or ZohoCRM.modules.leads.WRITE.
 *
 * @example
 * await convertLead(crm, {
 *   id: "4100000000000697004",
 *   body: {
 *     data: [
 *       {
 *         overwrite: true,
 *         notify_lead_owner: false,
 *         Deals: { Deal_Name: "Example deal", Closing_Date: "2026-12-31", Stage: "Qualification", Amount: 5000 },
 *       },
 *     ],
 *   },
 * });
 */
export async function convertLead(
  client: ApiClient,
  params: ConvertLeadParams,
  options?: RequestOptions,
): Promise<LeadConversionOutcomes> {
  const { id, body } = checked(convertLeadOperation, params);
  const result = await typed<paths>(client).POST("/Leads/{id}/actions/convert", {
    ...callInit(convertLeadOperation, options),
    params: { path: { id } },
    body,
  });
  return unwrap(convertLeadOperation, result);
}
