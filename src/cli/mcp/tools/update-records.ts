import { recordTool } from "./records-to-write.js";

export const updateRecords = recordTool(
  {
    name: "update_records",
    description: "Change records by id. The first call checks and previews; the second, with confirm, sends.",
    effect: "changes",
  },
  "update",
);
