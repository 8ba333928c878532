import type { HttpResponse } from "./response.js";

/** The API credits that a response says are left. Zoho states them once half of them are used. */
export function creditsIn({ headers }: Pick<HttpResponse, "headers">): number | undefined {
  const header = headers.get("x-api-credits-remaining");
  if (header === null) return undefined;
  const credits = Number.parseInt(header, 10);
  return Number.isNaN(credits) ? undefined : credits;
}
