import { afterAll, beforeAll, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../../src/emulator/index.js";
import { type Caller, callerOf } from "../support/caller.js";

let emulator: Emulator;
let call: Caller;

beforeAll(async () => {
  emulator = await startEmulator({ seed: { Projects: [{ Name: "Bridge" }] } });
  call = await callerOf(emulator);
});
afterAll(() => emulator.close());

test("modules are those of the organization, custom ones among them", async () => {
  const names = Object.values((await call("GET", "/settings/modules")).body.modules ?? {}).map((m) => m.api_name);
  expect(names).toContain("Leads");
  expect(names).toContain("Projects");
  const { body } = await call("GET", "/settings/modules/Projects");
  expect(body.modules?.[0]).toMatchObject({
    api_name: "Projects",
    singular_label: "Project",
    generated_type: "custom",
  });
  expect((await call("GET", "/settings/modules/Nothing")).body.code).toBe("INVALID_MODULE");
});

for (const { list, key } of [
  { list: "/users", key: "users" },
  { list: "/settings/roles", key: "roles" },
  { list: "/settings/profiles", key: "profiles" },
]) {
  test(`${list} can be listed and read by id`, async () => {
    const id = (await call("GET", list)).body[key]?.[0]?.id;
    expect((await call("GET", `${list}/${id}`)).body[key]?.[0]?.id).toBe(id);
    expect((await call("GET", `${list}/41`)).status).toBe(204);
  });
}

test("the organization describes itself", async () => {
  expect((await call("GET", "/org")).body.org?.[0]).toMatchObject({ company_name: "Example Ltd" });
});
