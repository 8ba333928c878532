// Who may see the page and use its endpoints: the page itself. Other sites that the user's browser shows may not.
import type { IncomingHttpHeaders } from "node:http";

/**
 * Why a request is refused, or `undefined` where it is not.
 * @param scheme - by which the emulator is reached
 * @param isPage - whether it is for the page itself, which other sites may link to
 */
export function refusal(
  { host = "", ...headers }: IncomingHttpHeaders,
  scheme: string,
  isPage: boolean,
): string | undefined {
  // A name that leads here although it is not this machine's own is how another site gets around its origin.
  if (!isOwnName(host)) return "the page is there by address or as localhost only";
  if (isPage) return undefined;
  const { origin, "sec-fetch-site": site = "same-origin" } = headers;
  if (origin !== undefined && origin !== `${scheme}//${host}`) return "another site may not use this";
  return site === "same-origin" || site === "none" ? undefined : "another site may not use this";
}

/** An IP address or `localhost`, with or without a port. */
const isOwnName = (host: string): boolean => /^(localhost|\d{1,3}(\.\d{1,3}){3}|\[[\da-f:.]+\])(:\d+)?$/i.test(host);
