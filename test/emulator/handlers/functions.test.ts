import { afterAll, beforeAll, expect, test } from "vitest";
import { runFunction } from "../../../src/emulator/handlers/functions.js";
import { createEmulator, type Emulator } from "../../../src/emulator/index.js";
import { type Caller, callerOf } from "../support/caller.js";

let emulator: Emulator;
let call: Caller;

beforeAll(async () => {
  const circle: Record<string, unknown> = {};
  circle.itself = circle;
  emulator = createEmulator({
    functions: {
      add: ({ a, b }) => ({ sum: Number(a) + Number(b) }),
      count: ({ name }, info) => {
        info(`counted for ${name}`);
        info("done");
      },
      fail: () => {
        throw new Error("no luck");
      },
      turn: async () => circle,
    },
  });
  call = await callerOf(emulator);
});
afterAll(() => emulator.close());

const path = (name: string) => `/functions/${name}/actions/execute?auth_type=oauth`;

test("functions are those that the program passed", async () => {
  const args = encodeURIComponent(JSON.stringify({ a: 1, b: 2 }));
  expect((await call("GET", `${path("add")}&arguments=${args}`)).body.details?.output).toBe('{"sum":3}');
  expect((await call("GET", `${path("add")}&a=5&b=2`)).body.details?.output).toBe('{"sum":7}');
  expect((await call("POST", path("add"), { body: { a: 3, b: 4 } })).body.details?.output).toBe('{"sum":7}');
  expect((await call("GET", path("nothing"))).body.code).toBe("SERVICE_NOT_FOUND");
  expect((await call("GET", `${path("add")}&arguments=[`)).body.details?.api_name).toBe("arguments");
});

test("the log lines of a function come with its output, which is empty if it returns nothing", async () => {
  const { body } = await call("GET", `${path("count")}&name=Kim`);
  expect(body).toEqual({
    code: "success",
    details: { output: "", output_type: "string", id: null, userMessage: ["counted for Kim", "done"] },
    message: "function executed successfully",
  });
});

test("a function that fails or does not return JSON is an error that says why", async () => {
  const failed = await call("GET", path("fail"));
  expect([failed.status, failed.body.message]).toEqual([400, "function failed: no luck"]);
  const turned = await call("GET", path("turn"));
  expect([turned.status, turned.body.message]).toEqual([400, expect.stringContaining("circular")]);
});

test("a function that does not end times out", async () => {
  await expect(runFunction(() => new Promise(() => undefined), {}, 5)).rejects.toMatchObject({
    status: 400,
    body: { code: "CONNECTION_TIMEOUT", details: { reason: "the function did not end within 0.005 s" } },
  });
});

test("the free edition has neither functions nor multiple currencies", async () => {
  const free = createEmulator({ edition: "free", functions: { add: () => 1 } });
  const ask = await callerOf(free);
  expect((await ask("GET", path("add"))).body.code).toBe("FEATURE_NOT_AVAILABLE");
  const format = { decimal_separator: "Period", thousand_separator: "Comma", decimal_places: "2" };
  const dollar = { name: "US Dollar - USD", iso_code: "USD", symbol: "$", exchange_rate: "1.000000000", format };
  const refused = await ask("POST", "/org/currencies/actions/enable", { base_currency: dollar });
  expect([refused.status, refused.body.code]).toEqual([400, "FEATURE_NOT_SUPPORTED"]);
});
