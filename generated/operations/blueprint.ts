// Generated from spec/paths/blueprint.yaml. Do not edit: change the description, then run `npm run codegen`.
import {
  type ApiClient,
  type Operation,
  type RequestOptions,
  callInit,
  checked,
  typed,
  unwrap,
  unwrapOptional,
} from "../../src/core/operation.js";
import { moduleNames, remedies } from "../errors.js";
import type { BlueprintAnswer, BlueprintBody, BlueprintSuccess } from "../models.js";
import type { ModuleName } from "../modules.js";
import type { paths } from "../schema.js";

/** The states of records in a process, and the transitions between them. */
export type BlueprintOperations = {
  /**
   * Get the blueprint state of a record.
   *
   * Returns the process of a record, its current state, and the transitions that the caller may perform, with the
   * fields that each requires. Fails with `RECORD_NOT_IN_PROCESS` if the record is not in a process. Costs 1
   * credit. Resolves to `undefined` if the record is unknown (unverified).
   *
   * `GET /crm/v2/{module}/{id}/actions/blueprint`
   */
  get(params: GetBlueprintParams, options?: RequestOptions): Promise<BlueprintAnswer | undefined>;
  /**
   * Perform one blueprint transition on a record.
   *
   * Performs one transition of the process with the values it requires. Invalid values are listed in
   * `details.validation_error`. Do not retry blindly: after a transition, the record is in another state. Costs 1
   * credit.
   *
   * `PUT /crm/v2/{module}/{id}/actions/blueprint`
   */
  update(params: UpdateBlueprintParams, options?: RequestOptions): Promise<BlueprintSuccess>;
};

export interface GetBlueprintParams {
  /** Module, such as `Leads`. Case-sensitive. */
  module: ModuleName;
  /** The id of the record: 18 or 19 digits, as a string. */
  id: string;
}

const getBlueprintOperation: Operation = {
  id: "getBlueprint",
  name: "blueprint.get",
  idempotent: true,
  parameters: ["module", "id"],
  path: ["module", "id"],
  module: "module",
  noSlash: true,
  scopes: ["ZohoCRM.modules.{module}.READ"],
  moduleNames,
  remedies,
};

/**
 * Get the blueprint state of a record: `GET /crm/v2/{module}/{id}/actions/blueprint`.
 *
 * Scopes: ZohoCRM.modules.{module}.READ.
 *
 * @example
 * await getBlueprint(crm, { module: "Deals", id: "4100000000000688003" });
 */
export async function getBlueprint(
  client: ApiClient,
  params: GetBlueprintParams,
  options?: RequestOptions,
): Promise<BlueprintAnswer | undefined> {
  const { module, id } = checked(getBlueprintOperation, params);
  const result = await typed<paths>(client).GET("/{module}/{id}/actions/blueprint", {
    ...callInit(getBlueprintOperation, options),
    params: { path: { module, id } },
  });
  return unwrapOptional(getBlueprintOperation, result);
}

export interface UpdateBlueprintParams {
  /** Module, such as `Leads`. Case-sensitive. */
  module: ModuleName;
  /** The id of the record: 18 or 19 digits, as a string. */
  id: string;
  body: BlueprintBody;
}

const updateBlueprintOperation: Operation = {
  id: "updateBlueprint",
  name: "blueprint.update",
  idempotent: false,
  parameters: ["module", "id", "body"],
  path: ["module", "id"],
  module: "module",
  required: ["body"],
  noSlash: true,
  scopes: ["ZohoCRM.modules.{module}.UPDATE"],
  moduleNames,
  remedies,
};

/**
 * Perform one blueprint transition on a record: `PUT /crm/v2/{module}/{id}/actions/blueprint`.
 *
 * Scopes: ZohoCRM.modules.{module}.UPDATE.
 *
 * @example
 * await updateBlueprint(crm, {
 *   module: "Deals",
 *   id: "4100000000000688003",
 *   body: {
 *     blueprint: [
 *       {
 *         transition_id: "4100000000000750011",
 *         data: { Next_Step: "Send an offer", Notes: "Asked for an offer by Friday." },
 *       },
 *     ],
 *   },
 * });
 */
export async function updateBlueprint(
  client: ApiClient,
  params: UpdateBlueprintParams,
  options?: RequestOptions,
): Promise<BlueprintSuccess> {
  const { module, id, body } = checked(updateBlueprintOperation, params);
  const result = await typed<paths>(client).PUT("/{module}/{id}/actions/blueprint", {
    ...callInit(updateBlueprintOperation, options),
    params: { path: { module, id } },
    body,
  });
  return unwrap(updateBlueprintOperation, result);
}
