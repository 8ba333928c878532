/** Reads the schemas of made-up and recorded organizations from a server. */
import { describe, expect, onTestFinished, test } from "vitest";
import type { Field } from "../../generated/models.js";
import { createClient } from "../../src/index.js";
import { canonical } from "../../src/schema/canonical.js";
import { type PullOptions, type PullProgress, pullCredits, pullSchema } from "../../src/schema/index.js";
import { metadataOf } from "../../src/schema/metadata.js";
import type { Schema } from "../../src/schema/schema.js";
import { LARGE_FIELDS, LARGE_MODULES, largeOrganization } from "../support/organization/large-organization.js";
import type { Organization } from "../support/organization/organization.js";
import { recordedOrganization } from "../support/organization/recorded-organization.js";
import {
  type Call,
  INVALID_MODULE,
  NO_PERMISSION,
  type Reply,
  SCOPE_MISMATCH,
  type ServedOrganization,
  type ServeOptions,
  serveOrganization,
} from "../support/organization/serve.js";
import { smallOrganization } from "../support/organization/small-organization.js";
import { deferred, failureOf } from "../support/requests.js";

/** Pulls from a server of the organization. */
async function pulled(
  organization: Organization,
  options: PullOptions & ServeOptions & { maxConcurrency?: number } = {},
): Promise<{ schema: Schema; server: ServedOrganization }> {
  const { maxConcurrency = 10, ...rest } = options;
  const server = await serveOrganization(organization, rest);
  onTestFinished(() => server[Symbol.asyncDispose]());
  await using crm = createClient({ ...server.client, maxConcurrency, retry: { maxRetries: 0 } });
  return { schema: await pullSchema(crm, rest), server };
}

const isCall =
  (path: string, module?: string) =>
  (call: Call): boolean =>
    call.path === path && call.module === module;

/** Responds to one call; the organization responds to the others. */
const replying = (path: string, module: string | undefined, reply: Reply): Pick<ServeOptions, "reply"> => ({
  reply: (call) => (isCall(path, module)(call) ? reply : undefined),
});

const fieldCount = (schema: Schema): number =>
  Object.values(schema.modules).reduce((sum, { fields }) => sum + Object.keys(fields).length, 0);

/** Without the people and times that a schema leaves out. */
const withoutPeople = (module: object): object => ({ ...module, modified_time: null, modified_by: null });

describe("a schema has every field of every response, or names it as left out", () => {
  test.each([
    ["every kind of field", 158, async () => smallOrganization],
    [`${LARGE_MODULES} modules`, LARGE_FIELDS, async () => largeOrganization()],
    ["recorded responses", 54, recordedOrganization],
  ])("%s", async (_, fields, organizationOf) => {
    const organization = await organizationOf();
    const { schema } = await pulled(organization);
    const read = new Map(metadataOf(schema).map((metadata) => [metadata.module.api_name, metadata]));
    for (const module of organization.modules) {
      const { api_name: name } = module;
      const found = read.get(name);
      expect([found !== undefined, Object.hasOwn(schema.leftOut, name)]).toContain(false);
      expect([found !== undefined, Object.hasOwn(schema.leftOut, name)]).toContain(true);
      if (!found) continue;
      expect(canonical(found.module)).toEqual(canonical(withoutPeople(module)));
      const inOrder = (fields: readonly Field[] = []) => fields.toSorted((a, b) => (a.api_name < b.api_name ? -1 : 1));
      expect(canonical(inOrder(found.fields))).toEqual(canonical(inOrder(organization.fields[name])));
      expect(found.layouts).toHaveLength(organization.layouts[name]?.length ?? 0);
      expect(found.relatedLists).toHaveLength(organization.relatedLists[name]?.length ?? 0);
    }
    expect(read.size + Object.keys(schema.leftOut).length).toBe(organization.modules.length);
    expect(fieldCount(schema)).toBe(fields);
  });

  test("modules that the API does not have, or the user may not see, with the reason", async () => {
    const { schema } = await pulled(smallOrganization);
    expect(schema.leftOut).toEqual({
      Converse_Desk: "not available in the API",
      Feeds: "not available in the API",
      Payroll: "the user may not see it (NO_PERMISSION)",
    });
    expect(schema.modules.Actions_Performed).toMatchObject({ fields: {}, layouts: [] });
  });

  test("modules, layouts and related lists that Zoho does not return, although it lists the module", async () => {
    const rejected: Readonly<Record<string, Reply>> = {
      "settings/fields of Jobs": INVALID_MODULE,
      "settings/layouts of Leads": NO_PERMISSION,
      "settings/related_lists of Leads": INVALID_MODULE,
    };
    const { schema } = await pulled(smallOrganization, {
      reply: ({ path, module }) => rejected[`${path} of ${module}`],
    });
    expect(schema.leftOut).toMatchObject({
      Jobs: "Zoho does not return it (INVALID_MODULE)",
      "Leads/layouts": "the user may not see it (NO_PERMISSION)",
      "Leads/related_lists": "Zoho does not return it (INVALID_MODULE)",
    });
    expect(schema.modules).not.toHaveProperty("Jobs");
    expect(Object.keys(schema.modules.Leads?.fields ?? {})).toHaveLength(smallOrganization.fields.Leads?.length ?? 0);
  });
});

test("the same organization gives the same bytes, in whatever order Zoho responds", async () => {
  const { schema } = await pulled(smallOrganization);
  const shuffled = await Promise.all([1, 2].map((shuffle) => pulled(smallOrganization, { shuffle })));
  for (const other of shuffled) expect(JSON.stringify(other.schema)).toBe(JSON.stringify(schema));
});

describe("the calls", () => {
  test("cost what was said before them", async () => {
    const events: PullProgress[] = [];
    let callsBefore = Number.NaN;
    const server = await serveOrganization(smallOrganization);
    onTestFinished(() => server[Symbol.asyncDispose]());
    await using crm = createClient(server.client);
    await pullSchema(crm, {
      onProgress(event) {
        if (events.length === 0) callsBefore = server.calls.length;
        events.push(event);
      },
    });
    const [first, ...others] = events;
    const total = smallOrganization.modules.filter(({ api_supported }) => api_supported).length;
    expect(callsBefore).toBe(2);
    expect(first).toEqual({ done: 0, total, credits: server.calls.length });
    expect(pullCredits(total)).toBe(server.calls.length);
    expect(others.map(({ done }) => done)).toEqual(Array.from({ length: total }, (_, index) => index + 1));
    expect(new Set(others.map(({ module }) => module)).size).toBe(total);
  });

  test("are made at once, as many as the client allows", async () => {
    // No call ends before this number of calls has arrived.
    const limit = 4;
    const { promise, resolve } = deferred<undefined>();
    let waiting = 0;
    const { server } = await pulled(smallOrganization, {
      maxConcurrency: limit,
      reply({ module }) {
        if (module === undefined) return undefined;
        waiting += 1;
        if (waiting === limit) resolve(undefined);
        return promise;
      },
    });
    expect(server.mostAtOnce).toBe(limit);
  });

  test("never wait in the client's queue for more calls than Zoho allows at once in any edition", async () => {
    await using server = await serveOrganization(smallOrganization);
    await using crm = createClient(server.client);
    let inFlight = 0;
    let most = 0;
    const counted =
      <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
      async (...args: A): Promise<R> => {
        inFlight += 1;
        most = Math.max(most, inFlight);
        return call(...args).finally(() => {
          inFlight -= 1;
        });
      };
    await pullSchema({
      ...crm,
      fields: { ...crm.fields, list: counted(crm.fields.list) },
      layouts: { ...crm.layouts, list: counted(crm.layouts.list) },
      relatedLists: { ...crm.relatedLists, list: counted(crm.relatedLists.list) },
    });
    expect(most).toBe(25);
  });

  test("end when one of them fails, although the client stays open", async () => {
    const server = await serveOrganization(smallOrganization, {
      // The others would never end.
      reply: ({ path, module }) =>
        module === undefined ? undefined : path === "settings/layouts" ? SCOPE_MISMATCH : new Promise(() => undefined),
    });
    onTestFinished(() => server[Symbol.asyncDispose]());
    await using crm = createClient(server.client);
    expect(await failureOf(pullSchema(crm))).toMatchObject({
      code: "OAUTH_SCOPE_MISMATCH",
      operation: "getLayouts",
      status: 401,
    });
    // What remains are connections to use again.
    await expect.poll(() => server.inFlight).toBe(0);
  });

  test("end when the caller no longer wants them, with the caller's reason", async () => {
    const stop = new AbortController();
    const failure = await failureOf(
      pulled(smallOrganization, {
        signal: stop.signal,
        reply({ module }) {
          if (module === undefined) return undefined;
          stop.abort("changed my mind");
          return new Promise(() => undefined);
        },
      }),
    );
    expect(failure).toBe("changed my mind");
  });
});

describe("the profile", () => {
  test("is that of the token's user", async () => {
    const { schema } = await pulled({ ...smallOrganization, profile: "Standard" }, { modules: ["Jobs"] });
    expect(schema.profile).toBe("Standard");
  });

  test.each([
    ["the scope is missing", SCOPE_MISMATCH],
    ["the user may not see users", NO_PERMISSION],
    ["there is no user", { status: 204 }],
  ])("is unknown if %s", async (_, reply) => {
    const { schema } = await pulled(smallOrganization, { modules: ["Jobs"], ...replying("users", undefined, reply) });
    expect(schema.profile).toBeNull();
    expect(Object.keys(schema.modules)).toEqual(["Jobs"]);
  });
});

describe("named modules", () => {
  test("are read, and no other", async () => {
    const { schema, server } = await pulled(smallOrganization, { modules: ["Leads", "Deals", "Leads"] });
    expect(Object.keys(schema.modules)).toEqual(["Deals", "Leads"]);
    expect(schema.leftOut).toEqual({ "*": "only these modules were asked for" });
    expect(server.calls).toHaveLength(pullCredits(2));
  });

  test.each<[names: string[], code: string, message: string]>([
    [["Lead"], "INVALID_MODULE", "the module Lead does not exist; did you mean Leads?"],
    [["leads"], "INVALID_MODULE", "the module leads does not exist; did you mean Leads?"],
    [["Jobs", "Opportunité"], "INVALID_MODULE", "the module Opportunité does not exist; did you mean Deals?"],
    [["Spaceships"], "INVALID_MODULE", "the module Spaceships does not exist. There are Leads, Accounts, Contacts,"],
    [["constructor"], "INVALID_MODULE", "the module constructor does not exist"],
    [["Feeds"], "INVALID_MODULE", "the module Feeds is not available in the API"],
    [["Jobs", "Payroll"], "NO_PERMISSION", "the module Payroll cannot be read: fields.list (getFields): 403"],
    [[], "INVALID_PARAMETERS", "no module was named"],
  ])("%j", async (modules, code, message) => {
    const failure = await failureOf(pulled(smallOrganization, { modules }));
    expect(failure).toMatchObject({ name: "CrmError", code, message: expect.stringContaining(message) });
  });
});

describe("a response that does not make sense is an error that names the call and the module", () => {
  const html = { status: 200, body: "<!doctype html><title>Sorry</title>" };
  const { Deals: fields = [] } = smallOrganization.fields;
  const { Deals: layouts = [] } = smallOrganization.layouts;
  const list = (name: string, rows: unknown): Reply => ({ status: 200, body: { [name]: rows } });
  const fieldsWith = (...more: unknown[]): Reply => list("fields", [...fields, ...more]);
  const layoutsWith = (members: object): Reply => list("layouts", [{ ...layouts[0], ...members }]);
  test.each<[what: string, path: string, reply: Reply, message: RegExp]>([
    ["HTML", "settings/modules", html, /^modules\.list/],
    [
      "a module without a name",
      "settings/modules",
      list("modules", [{}]),
      /^modules\.list: .* entry 1 has no api_name/,
    ],
    ["users that are strings", "users", list("users", ["Ada"]), /^users\.list: .* not an array of objects/],
    ["HTML for fields", "settings/fields", html, /^fields\.list.*\(when reading the fields of Deals\)$/],
    ["fields in an object", "settings/fields", list("fields", {}), /^fields\.list.*the fields of Deals/],
    [
      "fields that are strings",
      "settings/fields",
      list("fields", ["Stage"]),
      /fields of Deals .* not an array of objects/,
    ],
    ["a field without a name", "settings/fields", fieldsWith({ data_type: "text" }), /entry 13 has no api_name/],
    ["a field without a type", "settings/fields", fieldsWith({ api_name: "Foo" }), /entry 13 has no data_type/],
    ["a field twice", "settings/fields", fieldsWith(fields[0]), /fields of Deals .* "Owner" is listed twice/],
    [
      "values that are strings",
      "settings/fields",
      fieldsWith({ api_name: "Foo", data_type: "picklist", pick_list_values: ["a"] }),
      /a value of the picklist Foo has no actual_value/,
    ],
    [
      "a layout without sections",
      "settings/layouts",
      layoutsWith({ sections: null }),
      /layouts of Deals .* "Standard" has no/,
    ],
    ["a section without fields", "settings/layouts", layoutsWith({ sections: [{}] }), /layouts of Deals .* no fields/],
    ["a related list without a name", "settings/related_lists", list("related_lists", [{}]), /related lists of Deals/],
    ["an HTML error", "settings/layouts", { ...html, status: 403 }, /403.*\(when reading the layouts of Deals\)$/],
  ])("%s", async (_, path, reply, message) => {
    const module = /modules|users/.test(path) ? undefined : "Deals";
    const failure = await failureOf(pulled(smallOrganization, replying(path, module, reply)));
    expect(failure).toMatchObject({ message: expect.stringMatching(message) });
    expect(failure).toMatchObject({ code: reply.status === 403 ? "HTTP_403" : "UNREADABLE_ANSWER" });
  });
});

test("a missing scope is named, with the call that needs it", async () => {
  const scope = replying("settings/related_lists", "Deals", SCOPE_MISMATCH);
  const failure = await failureOf(pulled(smallOrganization, scope));
  expect(failure).toMatchObject({
    code: "OAUTH_SCOPE_MISMATCH",
    message: expect.stringMatching(
      /^relatedLists\.list .*it needs ZohoCRM\.settings\.related_lists\.READ.*\(when reading the related lists of Deals\)$/,
    ),
    details: { scopes: { needed: ["ZohoCRM.settings.related_lists.READ"] } },
  });
});
