// Generated from spec/paths/pipelines.yaml. Do not edit: change the description, then run `npm run codegen`.
import {
  type ApiClient,
  type Operation,
  type RequestOptions,
  callInit,
  checked,
  typed,
  unwrapList,
} from "../../src/core/operation.js";
import { remedies } from "../errors.js";
import type { PipelineList } from "../models.js";
import type { paths } from "../schema.js";

/** The pipelines of deals. */
export type PipelinesOperations = {
  /**
   * List the pipelines of a deal layout.
   *
   * Returns the pipelines of a layout with their stages, without paging. Zoho documents this operation from
   * version 2.1 on, but other programs have been seen to use it with version 2. It works there as described here
   * (unverified). Resolves to an empty list if there are none.
   *
   * `GET /crm/v2/settings/pipeline`
   */
  list(params: GetPipelinesParams, options?: RequestOptions): Promise<PipelineList>;
};

export interface GetPipelinesParams {
  /** Id of the deal layout whose pipelines to return. */
  layout_id: string;
}

const getPipelinesOperation: Operation = {
  id: "getPipelines",
  name: "pipelines.list",
  idempotent: true,
  parameters: ["layout_id"],
  required: ["layout_id"],
  scopes: ["ZohoCRM.settings.pipeline.READ"],
  remedies,
};

/**
 * List the pipelines of a deal layout: `GET /crm/v2/settings/pipeline`.
 *
 * Scopes: ZohoCRM.settings.pipeline.READ.
 *
 * @example
 * await getPipelines(crm, { layout_id: "4100000000000091023" });
 */
export async function getPipelines(
  client: ApiClient,
  params: GetPipelinesParams,
  options?: RequestOptions,
): Promise<PipelineList> {
  const result = await typed<paths>(client).GET("/settings/pipeline", {
    ...callInit(getPipelinesOperation, options),
    params: { query: checked(getPipelinesOperation, params) },
  });
  return unwrapList(getPipelinesOperation, result, { pipeline: [] });
}
