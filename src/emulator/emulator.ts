import { createRequire } from "node:module";
import type { Emulator } from "./api.js";
import { EmulatorCore, type PersistedState } from "./core.js";
import { listen } from "./http/server.js";
import { problemOf } from "./setup/checks.js";
import type { EmulatorOptions } from "./setup/setup.js";
import { DataFolder } from "./storage/data-folder.js";

/**
 * Starts a stateful Zoho CRM v2 with its accounts server on loopback.
 *
 * @param options Port, data and clock, all optional
 * @returns the emulator, listening
 * @throws TypeError if Zoho would refuse a row of `seed`; the error of the socket if the port is taken; the error of the
 *   generator if it cannot read an overlay
 * @example
 * await using emulator = await startEmulator({ seed: { Leads: [{ Last_Name: "Doe" }] } });
 * const crm = createClient(emulator.clientOptions());
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { data, host = "127.0.0.1", port = 0, tls } = options;
  const described = await withOverlays(options);
  const folder = data === undefined ? undefined : await DataFolder.open<PersistedState>(data);
  try {
    const core = new EmulatorCore(described, folder?.persisted);
    const server = await listen({ host, port, tls }, (request) => core.respond(request));
    folder?.save(core);
    return core.toEmulator(`${tls ? "https" : "http"}://${hostName(host)}:${server.port}`, async () => {
      await server.close();
      await folder?.close();
    });
  } catch (error) {
    await folder?.close();
    throw error;
  }
}

/** Overlays are applied by the generator, which is large and therefore loaded only for them. */
async function withOverlays({ overlays = [], ...options }: EmulatorOptions): Promise<EmulatorOptions> {
  if (overlays.length === 0) return options;
  const problem = problemOf("overlays", overlays);
  if (problem !== undefined) throw new TypeError(problem);
  if (options.description !== undefined)
    throw new TypeError("overlays: they apply to the description of the package; pass either them or description");
  // Bundlers do not follow this, so that a bundle with the emulator needs none of the generator's packages.
  const codegen: typeof import("zcrm/codegen") = createRequire(import.meta.url)("zcrm/codegen");
  return { ...options, description: await codegen.describeApi(overlays) };
}

/** A server that listens on all addresses is reached on loopback as well. */
const hostName = (host: string): string =>
  /^(0\.0\.0\.0|::)$/.test(host) ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;

/**
 * Creates the same emulator without a socket. Only its `fetch` reaches it, which `clientOptions()` includes.
 *
 * @example
 * const emulator = createEmulator();
 * const crm = createClient(emulator.clientOptions());
 */
export function createEmulator(
  options: Omit<EmulatorOptions, "host" | "port" | "tls" | "data" | "overlays"> = {},
): Emulator {
  const core = new EmulatorCore(options);
  return core.toEmulator("http://localhost", async () => {}, core.fetch);
}
