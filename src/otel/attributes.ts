import type { Attributes } from "@opentelemetry/api";
import type { RequestTrace, TraceOutcome } from "../core/layers/events.js";

/** Attributes without those that are undefined, which exporters would pass on. */
export const present = (attributes: Attributes): Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined));

/** What spans and metrics of a request have in common, by the semantic conventions. */
export function requestAttributes({ method, origin, template }: RequestTrace): Attributes {
  const { protocol, hostname, port } = new URL(origin);
  return present({
    "http.request.method": method,
    "server.address": hostname,
    "server.port": port === "" ? (protocol === "https:" ? 443 : 80) : Number(port),
    "url.template": template,
  });
}

/** How a request has ended. A status of 400 and more is an error of its own. */
export function responseAttributes({ status, error }: TraceOutcome): Attributes {
  const failed = status !== undefined && status >= 400;
  return present({ "http.response.status_code": status, "error.type": failed ? String(status) : error });
}
