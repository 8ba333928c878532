import { onTestFinished } from "vitest";
import { createNodeTransport, type NodeTransport } from "../../../../src/core/transport/node-transport.js";
import type { TransportSettings } from "../../../../src/core/transport/transport.js";
import { SETTINGS } from "../../../support/requests.js";

/** A transport over sockets that is closed at the end of the test. */
export function openTransport(
  settings: Partial<TransportSettings> = {},
  clocks?: readonly (() => number)[],
): NodeTransport {
  const transport = createNodeTransport({ ...SETTINGS, ...settings }, clocks);
  onTestFinished(() => transport.close());
  return transport;
}
