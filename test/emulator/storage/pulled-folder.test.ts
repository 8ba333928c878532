/** A data folder of an organization whose schema is known. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { startEmulator } from "../../../src/emulator/index.js";
import type { EmulatorOptions } from "../../../src/emulator/setup/setup.js";
import { fieldOf } from "../../support/organization/organization.js";
import { smallOrganization } from "../../support/organization/small-organization.js";
import { withFiles } from "../../support/scratch.js";
import { type Caller, callerOf } from "../support/caller.js";
import { schemaOfOrganization } from "../support/schema-of.js";

/** Runs an emulator with a folder, and stops it. */
async function withFolder<T>(data: string, options: EmulatorOptions, use: (call: Caller) => Promise<T>): Promise<T> {
  await using emulator = await startEmulator({ data, ...options });
  return await use(await callerOf(emulator));
}

const schema = schemaOfOrganization(smallOrganization);
const seed = { Projects: [{ Name: "Garden" }], Jobs: [{ Name: "Baker" }] };
const names = (module: string) => async (call: Caller) => {
  const { status, body } = await call("GET", `/${module}`);
  return body.data === undefined ? `${status} ${body.code}` : Object.values(body.data).map((record) => record.Name);
};

test("keeps its schema, its records follow another one, and what that one lacks comes back later", () =>
  withFiles({}, async (scratch) => {
    const folder = join(scratch, "data");
    expect(await withFolder(folder, { schema, seed }, names("Projects"))).toEqual(["Garden"]);
    // Without a schema, it keeps the one it has.
    const [fields, vendors] = await withFolder(folder, {}, async (call) => [
      (await call("GET", "/settings/fields?module=Projects")).body.fields,
      (await call("GET", "/Vendors")).body.code,
    ]);
    expect(fields).toHaveLength(Object.keys(schema.modules.Projects?.fields ?? {}).length);
    expect(vendors).toBe("INVALID_MODULE");

    const changed = structuredClone(smallOrganization);
    const { Projects = [] } = changed.fields;
    Object.assign(changed.fields, { Projects: [...Projects, fieldOf("Rank", "integer")] });
    const other = schemaOfOrganization({
      ...changed,
      modules: changed.modules.filter(({ api_name }) => api_name !== "Jobs"),
    });
    const [jobs, projects, update] = await withFolder(folder, { schema: other }, async (call) => {
      const { body } = await call("GET", "/Projects");
      const id = body.data?.[0]?.id;
      const changes = { data: [{ id, Rank: 3 }] };
      return [await names("Jobs")(call), body.data, (await call("PUT", "/Projects", changes)).status];
    });
    expect([jobs, update]).toEqual(["400 INVALID_MODULE", 200]);
    expect(projects).toMatchObject([{ Name: "Garden", Rank: null }]);
    expect(await withFolder(folder, { schema }, names("Jobs"))).toEqual(["Baker"]);
  }));

test("does not take declared modules besides a schema, whether it is passed or kept", () =>
  withFiles({}, async (scratch) => {
    const folder = join(scratch, "data");
    const modules = { Projects: { Rank: { type: "integer" } } } as const;
    const message = "modules: the schema says which modules and fields there are; leave one of the two out";
    await expect(startEmulator({ schema, modules })).rejects.toThrow(message);
    await withFolder(folder, { schema, seed }, async () => {});
    await expect(startEmulator({ data: folder, modules })).rejects.toThrow(message);
    // The folder is free again.
    expect(await withFolder(folder, {}, names("Projects"))).toEqual(["Garden"]);
  }));

test("an organization that declared modules becomes the one of a schema", () =>
  withFiles({}, async (scratch) => {
    const folder = join(scratch, "data");
    const before = { Projects: [{ Name: "Garden", Colour: "green" }], Vendors: [{ Vendor_Name: "V" }] };
    await withFolder(folder, { seed: before }, async () => {});
    const projects = await withFolder(folder, { schema }, async (call) => {
      expect((await call("GET", "/Vendors")).body.code).toBe("INVALID_MODULE");
      return (await call("GET", "/Projects?fields=Name,Budget")).body.data;
    });
    expect(projects).toMatchObject([{ Name: "Garden", Budget: null }]);
  }));
