import { expect, test } from "vitest";
import { createEmulator } from "../../../src/emulator/index.js";
import { callerOf, type ReplyBody } from "../support/caller.js";

const times = { Start_DateTime: "2026-05-14T12:00:00+03:00", End_DateTime: "2026-05-14T13:00:00+03:00" };

test("activities combine tasks, events and calls for reading", async () => {
  await using emulator = createEmulator({
    seed: {
      Calls: [{ id: "41", Subject: "Call Ada", Call_Type: "Inbound" }],
      Tasks: [{ id: "42", Subject: "Write to Ada" }],
      Events: [{ id: "43", Event_Title: "Meet Ada", ...times }],
      Leads: [{ id: "44", Last_Name: "Ada" }],
    },
  });
  const call = await callerOf(emulator);
  const ids = ({ data }: ReplyBody) => Object.values(data ?? {}).map(({ id }) => id);
  const all = await call("GET", "/Activities");
  expect(ids(all.body)).toEqual(["43", "42", "41"]);
  expect(all.body.data?.[0]).toHaveProperty("Venue");
  expect(all.body.data?.[1]).not.toHaveProperty("Venue");
  expect(ids((await call("GET", "/Activities?sort_by=Subject")).body)).toEqual(["41", "42", "43"]);
  expect((await call("GET", "/Activities/43")).body.data?.[0]).toMatchObject({ Event_Title: "Meet Ada" });
  expect((await call("GET", "/Activities/44")).status).toBe(204);
  expect(ids((await call("GET", "/Activities/search?criteria=(Subject:starts_with:Write)")).body)).toEqual(["42"]);
  expect(ids((await call("GET", "/Activities/search?word=ada")).body)).toEqual(["43", "42", "41"]);

  await call("DELETE", "/Events/43");
  await call("DELETE", "/Calls/41");
  const deleted = await call("GET", "/Activities/deleted");
  expect(Object.values(deleted.body.data ?? {}).map((one) => one.display_name)).toEqual(["Call Ada", "Meet Ada"]);

  const made = await call("POST", "/Activities", { data: [{ Subject: "T" }] });
  expect(made.status).toBe(400);
  expect(made.body.code).toBe("NOT_SUPPORTED");
});

test("activities have their own scope", async () => {
  await using emulator = createEmulator({ seed: { Tasks: [{ Subject: "T" }] } });
  for (const [module, status] of [
    ["activities", 200],
    ["leads", 401],
  ] as const) {
    const code = emulator.grantCode([`ZohoCRM.modules.${module}.READ`]);
    const { clientId, clientSecret } = emulator;
    const form = { grant_type: "authorization_code", client_id: clientId, client_secret: clientSecret, code };
    const body = new URLSearchParams({ ...form, redirect_uri: "https://example.com/" });
    const granted = await emulator.fetch(`${emulator.accountsUrl}/oauth/v2/token`, { method: "POST", body });
    const { access_token } = (await granted.json()) as { access_token: string };
    const headers = { authorization: `Zoho-oauthtoken ${access_token}` };
    expect((await emulator.fetch(`${emulator.apiUrl}/crm/v2/Activities`, { headers })).status).toBe(status);
  }
});
