import type { Tool } from "../tool.js";

export const listModules: Tool = {
  name: "list_modules",
  description: "List the modules of the organization: API name and label.",
  input: { type: "object", properties: {}, additionalProperties: false },
  effect: "none",
  async run(_, { metadata, options }) {
    return { text: "Modules, by API name:", data: await metadata.modules(options) };
  },
};
