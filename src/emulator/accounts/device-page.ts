/**
 * The page where a user types in the code of a device. It is not an operation of the description: only browsers visit
 * it.
 */

import type { HttpRequest } from "../http/request.js";
import { type HttpResponse, page } from "../http/responses.js";
import type { Accounts } from "./accounts.js";
import { codePage, consentPage, problemPage, readDecision } from "./consent-page.js";

export const DEVICE_PATH = "/oauth/v3/device";

/** The page, or `undefined` for any other request. A program without a browser can send `decision` directly. */
export function devicePage({ method, target, headers }: HttpRequest, { devices }: Accounts): HttpResponse | undefined {
  const [path, search = ""] = target.split("?");
  if (method !== "GET" || path !== DEVICE_PATH) return undefined;
  const query = new URLSearchParams(search);
  const code = query.get("user_code") ?? "";
  if (code === "") return page(codePage());
  const device = devices.waiting(code.trim().toUpperCase());
  if (device === undefined) return page(problemPage("Unknown code", "the code is unknown, used or expired"));
  const decision = readDecision(query, headers);
  if (decision === undefined) {
    return page(consentPage(device.scopes, new URLSearchParams({ user_code: device.userCode })));
  }
  devices.decide(device, decision);
  return page(codePage(decision === "accept" ? "The device may go on." : "The device was refused."));
}
