import { describe, expect, test } from "vitest";
import { createEmulator, type Emulator, type EmulatorOptions } from "../../../src/emulator/index.js";
import { callerOf } from "../support/caller.js";

const MISMATCH = {
  code: "OAUTH_SCOPE_MISMATCH",
  details: {},
  message: "invalid oauth scope to access this URL",
  status: "error",
};

const started = (options: EmulatorOptions = {}): Emulator =>
  createEmulator({ seed: { Leads: [{ Last_Name: "A" }], Deals: [], Lamps: [{ Name: "L" }] }, ...options });

async function exchange({ fetch: send, accountsUrl, clientId, clientSecret }: Emulator, code: string) {
  const body = new URLSearchParams({
    grant_type: "authorization_code",
    client_id: clientId,
    client_secret: clientSecret,
    code,
  });
  const response = await send(`${accountsUrl}/oauth/v2/token`, { method: "POST", body });
  return (await response.json()) as Record<string, string>;
}

/** Calls with a token that has these scopes alone. */
async function callerWith(emulator: Emulator, scopes: readonly string[], base?: string) {
  const { refresh_token = "" } = await exchange(emulator, emulator.grantCode(scopes));
  return callerOf({ ...emulator, refreshToken: refresh_token }, base);
}

const COQL = { select_query: "select Last_Name from Leads where Last_Name is not null" };
const READ_LEADS = { query: { module: "Leads" } };

describe("a call", () => {
  const cases: { scopes: string[]; may: [string, string, unknown?][]; mayNot: [string, string, unknown?][] }[] = [
    {
      scopes: ["ZohoCRM.modules.ALL"],
      may: [
        ["GET", "/Leads"],
        ["GET", "/Lamps"],
        ["PUT", "/Leads", { data: [{}] }],
        ["GET", "/Leads/1/Attachments"],
      ],
      mayNot: [
        ["GET", "/users"],
        ["GET", "/settings/fields?module=Leads"],
        ["GET", "/Leads/search?word=ab"],
        ["POST", "/coql", COQL],
        ["POST", "/Leads/actions/mass_update", { data: [{ City: "B" }], ids: ["1"] }],
      ],
    },
    {
      scopes: ["ZohoCRM.modules.leads.READ", "ZohoSearch.securesearch.READ", "ZohoCRM.coql.READ"],
      may: [
        ["GET", "/Leads"],
        ["GET", "/Leads/search?word=ab"],
        ["POST", "/coql", COQL],
      ],
      mayNot: [
        ["POST", "/Leads", { data: [{ Last_Name: "B" }] }],
        ["DELETE", "/Leads/1"],
        ["GET", "/Deals"],
        ["GET", "/Sales_Orders"],
        ["GET", "/Lamps"],
        ["GET", "/Nothing"],
        ["POST", "/coql", { select_query: "select Deal_Name from Deals where Deal_Name is not null" }],
        ["GET", "/Leads/1/Attachments"],
      ],
    },
    {
      scopes: ["zohocrm.modules.LEADS.write", "ZohoCRM.modules.salesorders.ALL", "ZohoCRM.modules.custom.READ"],
      may: [
        ["POST", "/Leads", { data: [{ Last_Name: "B" }] }],
        ["GET", "/Sales_Orders"],
        ["GET", "/Lamps"],
      ],
      mayNot: [
        ["GET", "/Leads"],
        ["GET", "/Purchase_Orders"],
        ["POST", "/Lamps", { data: [{ Name: "M" }] }],
      ],
    },
    {
      scopes: ["ZohoCRM.settings.READ", "ZohoCRM.settings.tags.ALL", "ZohoCRM.mass_update.leads.UPDATE"],
      may: [
        ["GET", "/settings/roles"],
        ["POST", "/settings/tags?module=Leads", { tags: [{ name: "T" }] }],
        ["POST", "/Leads/actions/mass_update", { data: [{ City: "B" }], ids: ["1"] }],
      ],
      mayNot: [
        ["POST", "/settings/variables", { variables: [] }],
        ["POST", "/Deals/actions/mass_update", { data: [{ Amount: 1 }], ids: ["1"] }],
        ["GET", "/org"],
      ],
    },
  ];
  for (const { scopes, may, mayNot } of cases) {
    test(`with ${scopes}`, async () => {
      const emulator = started();
      const call = await callerWith(emulator, scopes);
      for (const [method, path, body] of may) {
        expect((await call(method, path, body)).body.code, `${method} ${path}`).not.toBe("OAUTH_SCOPE_MISMATCH");
      }
      for (const [method, path, body] of mayNot) {
        const { status, body: answer } = await call(method, path, body);
        expect({ status, answer }, `${method} ${path}`).toEqual({ status: 401, answer: MISMATCH });
      }
    });
  }

  test("is refused for its scopes before its body is checked, and costs nothing", async () => {
    const emulator = started();
    const call = await callerWith(emulator, ["ZohoCRM.users.READ"]);
    expect((await call("POST", "/Leads", "{broken")).body).toEqual(MISMATCH);
    expect((await call("GET", "/Nothing")).body).toEqual(MISMATCH);
    expect(emulator.credits().used).toBe(0);
  });

  test("without a module is refused for that reason", async () => {
    const emulator = started();
    const call = await callerWith(emulator, ["ZohoCRM.coql.READ", "ZohoCRM.modules.leads.READ"]);
    expect((await call("POST", "/coql", { select_query: "nonsense" })).body.code).toBe("SYNTAX_ERROR");
  });

  test("on a bulk job needs the scope of the job's module", async () => {
    const emulator = started();
    const both = ["ZohoCRM.bulk.ALL", "ZohoCRM.modules.leads.READ"];
    const read = await callerWith(emulator, both, "/crm/bulk/v2");
    const other = await callerWith(emulator, ["ZohoCRM.bulk.ALL", "ZohoCRM.modules.deals.READ"], "/crm/bulk/v2");
    const job = (await read("POST", "/read", READ_LEADS)).body.data?.[0]?.details?.id;
    expect((await read("GET", `/read/${job}`)).status).toBe(200);
    expect((await other("POST", "/read", READ_LEADS)).body).toEqual(MISMATCH);
    expect((await other("GET", `/read/${job}`)).body).toEqual(MISMATCH);
  });

  test("of a lenient organization needs no scope", async () => {
    const emulator = started({ strict: false });
    const call = await callerWith(emulator, ["Anything.at.ALL"]);
    expect((await call("GET", "/Leads")).status).toBe(200);
  });

  test("with the emulator's own tokens needs no scope either", async () => {
    const emulator = started();
    const user = emulator.addUser({ last_name: "B", email: "b@example.com" });
    const call = await callerOf({ ...emulator, refreshToken: user.refreshToken });
    for (const path of ["/users", "/org", "/settings/roles", "/Leads"])
      expect((await call("GET", path)).status).toBe(200);
  });
});

test("responses and introspection report the scopes, and access tokens keep those of their refresh token", async () => {
  const emulator = started();
  const { fetch: send, accountsUrl, clientId, clientSecret } = emulator;
  const scopes = ["ZohoCRM.users.READ", "openid"];
  const first = await exchange(emulator, emulator.grantCode(scopes));
  expect(first.scope).toBe("ZohoCRM.users.READ openid");
  const form = { client_id: clientId, client_secret: clientSecret, grant_type: "refresh_token" };
  const body = new URLSearchParams({ ...form, refresh_token: first.refresh_token ?? "" });
  const second = (await (await send(`${accountsUrl}/oauth/v2/token`, { method: "POST", body })).json()) as typeof first;
  expect(second.scope).toBe("ZohoCRM.users.READ openid");
  for (const token of [first.refresh_token, second.access_token]) {
    const headers = { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` };
    const asked = { method: "POST", headers, body: new URLSearchParams({ token: token ?? "" }) };
    const answer = await (await send(`${accountsUrl}/oauth/v2/introspect`, asked)).json();
    expect(answer).toMatchObject({ active: true, scope: "ZohoCRM.users.READ openid" });
  }
});

test("only tokens with the scope for it can read the user's identity", async () => {
  const emulator = started();
  const statusWith = async (scope: string) => {
    const { access_token } = await exchange(emulator, emulator.grantCode([scope]));
    const headers = { authorization: `Bearer ${access_token}` };
    const response = await emulator.fetch(`${emulator.accountsUrl}/oauth/v2/userinfo`, { headers });
    return [response.status, ((await response.json()) as { error?: string }).error];
  };
  expect(await statusWith("openid")).toEqual([200, undefined]);
  expect(await statusWith("aaaserver.profile.READ")).toEqual([200, undefined]);
  expect(await statusWith("ZohoCRM.users.ALL")).toEqual([401, "invalid_scope"]);
});

test("scopes that no call of this version requires can be requested", () => {
  const emulator = started();
  const scopes = ["ZohoCRM.settings.fields.CREATE", "ZohoCRM.settings.roles.DELETE", "ZohoCRM.org.UPDATE"];
  for (const scope of scopes) expect(emulator.grantCode([scope]), scope).toMatch(/^1000\./);
});

test("a scope that does not exist gets no grant code", () => {
  const emulator = started();
  for (const scope of ["ZohoCRM.modules", "ZohoCRM.modules.leeds.READ", "ZohoCRM.modules.leads.LOOK", "ALL", "READ"]) {
    expect(() => emulator.grantCode([scope])).toThrow(`grantCode: unknown scope ${scope}`);
  }
});
