import type { ResultModel } from "../../model.js";

/** The name under which a sample saves a file that the response does not name: a page for a browser. */
export const savedAs = ({ mediaTypes = [] }: ResultModel): string | undefined =>
  mediaTypes.includes("text/html") ? "page.html" : undefined;
