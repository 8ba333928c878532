import { expect, test } from "vitest";
import { createClient } from "../../../src/index.js";

const settings = { clientId: "1000.ID", clientSecret: "client-s3cret-7d1f", refreshToken: "refresh-t0ken-1" };

test("a runtime without Node's sockets is reported with the option that it needs", async () => {
  const crm = createClient(settings);
  const { getBuiltinModule } = process;
  Reflect.set(process, "getBuiltinModule", undefined);
  try {
    await expect(crm.organization.get()).rejects.toMatchObject({
      name: "ConfigError",
      message: expect.stringContaining('pass the option "fetch"'),
    });
    await crm.close();
  } finally {
    Reflect.set(process, "getBuiltinModule", getBuiltinModule);
  }
});
