import type { HttpRequest } from "../calls/call.js";

/**
 * What a user decided on a page, or what a program without a browser sends at once. A browser says whether it was led here
 * by another site: that decides nothing, and the user is asked.
 */
export function readDecision(
  query: URLSearchParams,
  { "sec-fetch-site": site = "none" }: HttpRequest["headers"],
): "accept" | "reject" | undefined {
  const decision = query.get("decision");
  const isOwn = site === "none" || site === "same-origin";
  return isOwn && (decision === "accept" || decision === "reject") ? decision : undefined;
}
