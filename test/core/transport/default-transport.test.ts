/** Which transport a client has if its program passes no `fetch`. */
import { afterEach, expect, test } from "vitest";
import { startEmulator } from "../../../src/emulator/index.js";
import { type ClientOptions, createClient } from "../../../src/index.js";

const { getBuiltinModule } = process;
const { fetch } = globalThis;
afterEach(() => {
  Reflect.set(process, "getBuiltinModule", getBuiltinModule);
  globalThis.fetch = fetch;
});

/** From now on, this runtime lacks Node's sockets, and has this `fetch`. */
function withoutSockets(its: typeof fetch | undefined): void {
  Reflect.set(process, "getBuiltinModule", undefined);
  Reflect.set(globalThis, "fetch", its);
}

const settings = { clientId: "1000.ID", clientSecret: "client-s3cret-7d1f", refreshToken: "refresh-t0ken-1" };

test("a runtime without Node's sockets uses its fetch", async () => {
  await using emulator = await startEmulator({ seed: { Leads: [{ Last_Name: "Doe", Company: "Ltd" }] } });
  const crm = createClient(emulator.clientOptions());
  const seen: string[] = [];
  withoutSockets((url, init) => {
    seen.push(new URL(String(url)).pathname);
    return fetch(url, init);
  });
  expect((await crm.records.list({ module: "Leads" })).data).toHaveLength(1);
  expect(seen).toEqual(["/oauth/v2/token", "/crm/v2/Leads"]);
  await crm.close();
  await expect(crm.records.list({ module: "Leads" })).rejects.toMatchObject({ code: "CLIENT_CLOSED" });
});

test("a runtime with neither is reported with the option that it needs", async () => {
  const crm = createClient(settings);
  withoutSockets(undefined);
  await expect(crm.organization.get()).rejects.toMatchObject({
    name: "ConfigError",
    message: expect.stringContaining('neither Node.js sockets nor fetch: pass the option "fetch"'),
  });
  await crm.close();
});

const ca = "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----";
test.each<[string, ClientOptions]>([
  ["ca", { ca }],
  ["proxy", { proxy: "http://proxy.test" }],
])("the option %s is refused where fetch opens the connections", async (name, options) => {
  const crm = createClient({ ...settings, ...options });
  withoutSockets(fetch);
  await expect(crm.organization.get()).rejects.toMatchObject({
    code: "INVALID_CONFIGURATION",
    message: expect.stringContaining(`option "${name}" has no effect here`),
  });
});
