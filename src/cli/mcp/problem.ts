/** Why a tool did nothing, in words for the model: what was wrong, and what to do. It contains nothing that Zoho sent. */
export class ToolProblem extends Error {
  override name = "ToolProblem";
}
