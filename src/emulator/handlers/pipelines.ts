import type { Handler, Handlers } from "../calls/handler.js";
import { json, noContent } from "../http/responses.js";
import { metadataId } from "../modules/metadata-ids.js";
import { PIPELINE, stagesOf } from "../modules/pipelines.js";

/** The layout of the deals has one pipeline with all their stages. */
const getPipelines: Handler = (call, { crm }) => {
  const index = crm.records.indexOf("Deals");
  if (call.query.get("layout_id") !== metadataId(index, "layout", 0)) return noContent();
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
