import type { Handler, Handlers } from "../calls/handler.js";
import { json, noContent } from "../http/responses.js";
import { metadataId } from "../modules/metadata-ids.js";
import { PIPELINE, stagesOf } from "../modules/pipelines.js";

/** A layout of the deals has one pipeline with all their stages. */
const getPipelines: Handler = (call, { crm }) => {
  const index = crm.records.indexOf("Deals");
  const layouts = crm.metadata?.partOf("Deals", "layouts") ?? [{ id: metadataId(index, "layout", 0) }];
  if (!layouts.some(({ id }) => id === call.query.get("layout_id"))) return noContent();
  const stages = stagesOf(crm.records.table("Deals").module);
  const maps = stages.map((stage, position) => ({
    id: metadataId(index, "stage", position),
    display_value: stage,
    actual_value: stage,
    sequence_number: position + 1,
  }));
  const pipeline = { display_value: PIPELINE, actual_value: PIPELINE, default: true, maps };
  return json(200, { pipeline: [{ id: metadataId(index, "pipeline", 0), ...pipeline }] });
};

export const pipelineHandlers: Handlers = { getPipelines };
