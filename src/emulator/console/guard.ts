/** Who may use the console: its own page, but no other site that the user's browser has open. */
import type { IncomingHttpHeaders } from "node:http";

/**
 * Why a request is refused, or `undefined` if it is allowed.
 *
 * @param headers Of the request
 * @param protocol By which the emulator is reached, e.g. `http:`
 * @param isPage Whether it is a request for the page itself, which other sites may link to
 */
export function refusal(
  { host = "", ...headers }: IncomingHttpHeaders,
  protocol: string,
  isPage: boolean,
): string | undefined {
  // Another name that resolves to this machine (DNS rebinding) would make the site of that name look like the page.
  if (!isLocalName(host)) return "the console is available by IP address or as localhost only";
  if (isPage) return undefined;
  const { origin, "sec-fetch-site": site = "same-origin" } = headers;
  if (origin !== undefined && origin !== `${protocol}//${host}`) return "other sites may not use the console";
  return site === "same-origin" || site === "none" ? undefined : "other sites may not use the console";
}

/** An IP address or `localhost`, with or without a port. */
const isLocalName = (host: string): boolean => /^(localhost|\d{1,3}(\.\d{1,3}){3}|\[[\da-f:.]+\])(:\d+)?$/i.test(host);
