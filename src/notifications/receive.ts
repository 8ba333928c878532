/** `receive`: reads a notification, checks that it is Zoho's, and hands over its events. */
import type { NotificationMessage } from "../../generated/models.js";
import type { OrganizationModules } from "../../generated/modules.js";
import type { Received, ReceiveOptions } from "./options.js";
import type { FetchRequest, NodeRequest } from "./request.js";

/**
 * Handles what was posted to the URL of the channels. Respond with 200 after it resolved.
 *
 * @param input The request, of a Fetch handler, Node's server or Express, with or without a parsed body; or its body, as text,
 *   bytes or parsed
 * @throws CrmError `INVALID_NOTIFICATION`, with `status` 400 or 413; `FORGED_NOTIFICATION` or `OLD_NOTIFICATION`, with `status`
 *   401; what `onEvent` rejected with. ConfigError `WEAK_SECRET`
 * @example
 * // Express:
 * app.post("/zoho", async (request, response) => {
 *   await receive(request, { crm, secret, store, onEvent });
 *   response.sendStatus(200);
 * });
 * @example
 * // A Fetch handler:
 * const handler = async (request: Request): Promise<Response> => {
 *   try {
 *     await receive(request, { crm, secret, store, onEvent });
 *     return new Response(null, { status: 200 });
 *   } catch (error) {
 *     return new Response(null, { status: isCrmError(error) && error.status !== undefined ? error.status : 500 });
 *   }
 * };
 */
export async function receive<R = OrganizationModules>(
  input: FetchRequest | NodeRequest | NotificationMessage | string | Uint8Array,
  options: ReceiveOptions<R>,
): Promise<Received> {
  throw new Error(`to come: ${typeof input} ${typeof options}`);
}
