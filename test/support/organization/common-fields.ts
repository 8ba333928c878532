/** What the modules of the made-up organization share. */
import { fieldOf } from "./organization.js";

/** A label that ends a comment, a line, a string or a template, wherever it is written. */
export const HOSTILE_LABEL = "*/ export {}; /* \r\n\u2028\u2029 `\u0024{process.exit(9)}` \" ' \\";

/** The members of a lookup of a module. */
export const to = (module: unknown, api_name: string | null = "Related") => ({
  lookup: { display_label: "Related", api_name, module, id: api_name === null ? null : "5100000000000000001" },
});

/** The members of a module of Zoho's own. */
export const standard = (plural_label: string, singular_label: string, module_name: string) => ({
  generated_type: "default",
  plural_label,
  singular_label,
  module_name,
});

/** What nearly every module has. */
export const common = [
  fieldOf("Owner", "owner"),
  fieldOf("Created_By", "creator"),
  fieldOf("Created_Time", "time"),
  fieldOf("Modified_Time", "time"),
  fieldOf("Tag", "tag"),
  fieldOf("Layout", "layout", { visible: false }),
  fieldOf("Record_Image", "profileimage"),
];
