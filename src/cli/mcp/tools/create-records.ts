import { recordTool } from "./records-to-write.js";

export const createRecords = recordTool(
  {
    name: "create_records",
    description: "Create records. The first call checks and previews them; the second, with confirm, sends them.",
    effect: "creates",
  },
  "create",
);
