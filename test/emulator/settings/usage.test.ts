import { expect, test } from "vitest";
import { createEmulator, type Edition } from "../../../src/emulator/index.js";
import { callerOf } from "../support/caller.js";

const TOO_MANY = { code: "TOO_MANY_REQUESTS", details: {} };
const rows = (count: number) => ({ data: Array.from({ length: count }, () => ({ Last_Name: "L" })) });

test("calls cost what the description says, and writes cost per ten rows", async () => {
  const emulator = createEmulator({ seed: { Leads: [{ Last_Name: "L" }] } });
  const call = await callerOf(emulator);
  const cost = async (...request: Parameters<typeof call>) => {
    const before = emulator.credits().used;
    await call(...request);
    return emulator.credits().used - before;
  };
  expect(await cost("GET", "/Leads")).toBe(1);
  expect(await cost("POST", "/Leads", rows(10))).toBe(1);
  expect(await cost("POST", "/Leads", rows(11))).toBe(2);
  const id = (await call("GET", "/Leads")).body.data?.[0]?.id;
  expect(await cost("POST", `/Leads/${id}/actions/convert`, { data: [{}] })).toBe(5);
  expect(await cost("POST", "/coql", { select_query: "select id from Leads where id = 1 limit 200" })).toBe(1);
});

test("credits run out, and are restored 24 hours after they were spent", async () => {
  const emulator = createEmulator({ edition: "free", defaultData: false });
  let call = await callerOf(emulator);
  expect((await call("POST", "/Leads", rows(1))).headers.get("x-api-credits-remaining")).toBeNull();
  emulator.advance("30m");
  for (let spent = 1; spent < 5000; spent += 1) await call("GET", "/Leads/41");
  expect(emulator.credits()).toEqual({ used: 5000, limit: 5000 });
  const refused = await call("GET", "/Leads");
  expect([refused.status, refused.body]).toMatchObject([429, TOO_MANY]);
  emulator.advance("23h");
  emulator.advance("31m");
  call = await callerOf(emulator);
  const left = await call("GET", "/Leads");
  expect([left.status, left.headers.get("x-api-credits-remaining")]).toEqual([200, "0"]);
  expect((await call("GET", "/Leads")).status).toBe(429);
  emulator.advance("1h");
  expect((await call("GET", "/Leads")).status).toBe(401);
  expect((await (await callerOf(emulator))("GET", "/Leads")).status).toBe(200);
});

/** Milliseconds in which all of the calls come in, however busy the machine is. */
const HELD_UP = 500;

const editions: Record<Edition, number> = { free: 5, standard: 10, professional: 15, enterprise: 20, ultimate: 25 };
for (const [edition, atOnce] of Object.entries(editions) as [Edition, number][]) {
  test.concurrent(`${edition} allows ${atOnce} concurrent calls`, async () => {
    const emulator = createEmulator({ edition });
    const call = await callerOf(emulator);
    emulator.faults.add({ delay: HELD_UP, times: atOnce });
    const replies = await Promise.all(Array.from({ length: atOnce + 1 }, () => call("GET", "/Leads")));
    expect(replies.map(({ status }) => status)).toEqual([...Array(atOnce).fill(200), 429]);
    expect(replies.at(-1)?.body).toMatchObject(TOO_MANY);
    expect((await call("GET", "/Leads")).status).toBe(200);
  });
}

test.concurrent("expensive calls have a pool of ten", async () => {
  const emulator = createEmulator();
  const call = await callerOf(emulator);
  emulator.faults.add({ delay: HELD_UP, times: 11 });
  const heavy = Array.from({ length: 11 }, () => call("POST", "/Leads", rows(11)));
  const light = call("GET", "/Leads");
  const statuses = (await Promise.all([...heavy, light])).map(({ status }) => status);
  expect(statuses).toEqual([...Array(10).fill(201), 429, 200]);
});

test("each organization has credits of its own", async () => {
  const emulator = createEmulator();
  const second = emulator.addOrganization({ edition: "free" });
  await (await callerOf(emulator))("GET", "/Leads");
  expect([emulator.credits().used, second.credits()]).toEqual([1, { used: 0, limit: 5000 }]);
});

test("users add credits by their edition, up to its maximum", async () => {
  const users = Array.from({ length: 399 }, (_, n) => ({ last_name: `U${n}`, email: `u${n}@example.com` }));
  const limits = Object.keys(editions).map(
    (edition) => createEmulator({ edition: edition as Edition, users }).credits().limit,
  );
  expect(limits).toEqual([5000, 100_000, 250_000, 450_000, 850_000]);
  const emulator = createEmulator({ users: users.slice(0, 1) });
  const call = await callerOf(emulator);
  const id = (await call("GET", "/users")).body.users?.[1]?.id;
  expect(emulator.credits().limit).toBe(52_000);
  await call("PUT", `/users/${id}`, { users: [{ status: "inactive" }] });
  expect(emulator.credits().limit).toBe(51_000);
});
