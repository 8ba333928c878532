import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isCrmError } from "../../src/core/errors/errors.js";
import { readMessage } from "../../src/notifications/message.js";

const message = (more: object = {}) => ({
  server_time: 1_778_751_000_123,
  query_params: {},
  module: "Leads",
  resource_uri: "https://www.zohoapis.com/crm/v2/Leads",
  ids: ["4100000000000688016"],
  affected_fields: [{ "4100000000000688016": ["Company"] }],
  operation: "update",
  channel_id: "10000",
  token: "my-token",
  ...more,
});

test("a message as Zoho sends it", () => {
  expect(readMessage(message())).toEqual({
    channelId: "10000",
    token: "my-token",
    module: "Leads",
    operation: "update",
    ids: ["4100000000000688016"],
    serverTime: 1_778_751_000_123,
    fields: new Map([["4100000000000688016", ["Company"]]]),
  });
});

test.each([
  ["numbers for ids", { ids: [42], channel_id: 10000 }, { ids: ["42"], channelId: "10000" }],
  ["an id twice", { ids: ["1", "2", "1"] }, { ids: ["1", "2"] }],
  ["no time, as in older messages", { server_time: undefined }, { serverTime: undefined }],
  ["the time as a string", { server_time: "1778751000123" }, { serverTime: 1_778_751_000_123 }],
  ["no token", { token: null }, { token: "" }],
  ["a token that is not a string", { token: { toString: () => "x" } }, { token: "" }],
  ["no fields", { affected_fields: undefined }, { fields: new Map() }],
  ["fields in another form", { affected_fields: [7, null, { "1": "Company" }, [["1"]]] }, { fields: new Map() }],
  ["fields that are not all names", { affected_fields: [{ "1": ["A", 7, {}] }] }, { fields: new Map([["1", ["A"]]]) }],
])("%s", (_, more, expected) => {
  expect(readMessage(message(more))).toMatchObject(expected);
});

describe("what is not a message", () => {
  test.each([
    ["a string", "message"],
    ["null", null],
    ["an array", [message()]],
    ["no module", message({ module: undefined })],
    ["a module that is not a name", message({ module: "Leads/../Users" })],
    ["a long module", message({ module: "L".repeat(201) })],
    ["no operation", message({ operation: undefined })],
    ["another operation", message({ operation: "all" })],
    ["no ids", message({ ids: [] })],
    ["ids that are not an array", message({ ids: "1" })],
    ["an id with a path", message({ ids: ["1/../2"] })],
    ["an id that a parser rounded", message({ ids: [4_100_000_000_000_688_000] })],
    ["a negative id", message({ ids: [-1] })],
    ["no channel", message({ channel_id: undefined })],
    ["a channel that is not a number", message({ channel_id: "1e3" })],
    ["a time that is not a number", message({ server_time: "now" })],
    ["a time that is an array", message({ server_time: [1] })],
    ["a time that is true", message({ server_time: true })],
    ["a time beyond all times", message({ server_time: 9e15 })],
    ["members of the prototype only", JSON.parse(JSON.stringify({ __proto__: message() }))],
    ["a message below `__proto__`", JSON.parse(`{"__proto__":${JSON.stringify(message())}}`)],
    ["a message as the prototype", Object.create(message())],
  ])("%s", (_, body) => {
    expect(() => readMessage(body)).toThrow(expect.objectContaining({ code: "INVALID_NOTIFICATION", status: 400 }));
  });

  test("an error quotes nothing of it", () => {
    fc.assert(
      fc.property(fc.constantFrom("module", "operation", "channel_id", "server_time"), (name) => {
        try {
          readMessage(message({ [name]: "a canary, with blanks" }));
          expect.unreachable();
        } catch (error) {
          expect(isCrmError(error) && String(error)).not.toMatch(/canary|my-token/);
        }
      }),
    );
  });

  test("whatever JSON it is, it is a message or such an error", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        try {
          readMessage(body);
        } catch (error) {
          expect(isCrmError(error) && error.code).toBe("INVALID_NOTIFICATION");
        }
      }),
    );
  });
});
