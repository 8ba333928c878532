/** What a failure says if nobody knows whether the request was carried out. */
import { describe, expect, test } from "vitest";
import { AuthError, NetworkError } from "../../../src/core/errors/errors.js";
import type { HttpResponse } from "../../../src/core/response/response.js";
import { CREATE, failureOf, httpResponse, request } from "../../support/requests.js";
import { network, retryAtOnce, script, timeout } from "./attempts.js";

const createRecords = request({
  operation: {
    id: "createRecords",
    idempotent: false,
    outcomeCheck: "look for the record, before you create it again",
  },
  method: "POST",
  path: "/Leads?x=1",
  body: "{}",
});
const lost = new NetworkError("createRecords: the connection was lost (ECONNRESET)", {
  code: "ECONNRESET",
  operation: "createRecords",
  mayHaveArrived: true,
  retryable: true,
  cause: "the socket",
});

test("a create whose response was lost says that it may have been carried out and where to look, and is not retryable", async () => {
  const error = await failureOf(retryAtOnce(script(lost).next)(createRecords));
  expect(error).toMatchObject({
    name: "NetworkError",
    code: "ECONNRESET",
    operation: "createRecords",
    mayHaveArrived: true,
    retryable: false,
    cause: "the socket",
    message:
      "createRecords: the connection was lost (ECONNRESET); it may have been carried out: look for the record, " +
      "before you create it again",
  });
});

test("an operation without its own advice names its method and path", async () => {
  const silent = timeout("IDLE_TIMEOUT", true);
  const error = await failureOf(
    retryAtOnce(script(silent).next)(request({ operation: CREATE, method: "POST", path: "/Things?q=secret" })),
  );
  expect(error).toMatchObject({ name: "TimeoutError", code: "IDLE_TIMEOUT", mayHaveArrived: true });
  expect(String(error)).toMatch(/look at what POST \/Things changes before you send it again$/);
});

test("a failure is unchanged if nothing arrived, or if the operation is idempotent", async () => {
  const unsent = network(false);
  expect(await failureOf(retryAtOnce(script(unsent).next)(createRecords))).toBe(unsent);
  expect(await failureOf(retryAtOnce(script(lost).next)(request()))).toBe(lost);
});

test("an earlier attempt that may have arrived counts", async () => {
  const { next } = script(httpResponse(503), network(false));
  expect(await failureOf(retryAtOnce(next)(request()))).toMatchObject({ name: "NetworkError", mayHaveArrived: true });
});

describe("what a retry gets is not the outcome of a call whose first response was lost", () => {
  const remove = (operation: object = {}) =>
    request({
      operation: { id: "deleteThing", idempotent: true, ...operation },
      method: "DELETE",
      path: "/Things/1?x=secret",
    });
  const notThere = {
    code: "INVALID_DATA",
    details: { id: "1" },
    message: "the id given seems to be invalid",
    status: "error",
  };
  const done = { code: "SUCCESS", details: { id: "1" }, message: "record deleted", status: "success" };

  const rejections: [name: string, response: HttpResponse][] = [
    ["400", httpResponse(400, notThere)],
    ["404", httpResponse(404, { code: "RESOURCE_NOT_FOUND", message: "no such record", details: {}, status: "error" })],
    ["409", httpResponse(409, "conflict", { "content-type": "text/plain" })],
    ["410 without a body", httpResponse(410, "")],
    ["403", httpResponse(403, { ...notThere, code: "NO_PERMISSION" })],
    ["a row of a 400", httpResponse(400, { data: [notThere] })],
    ["a row of a 202", httpResponse(202, { data: [notThere] })],
    ["one of several rows of a 207", httpResponse(207, { data: [done, notThere] })],
    ["a single object", httpResponse(200, { share: notThere })],
    ["an error object in a 200", httpResponse(200, notThere)],
  ];
  for (const first of [network(true), timeout("IDLE_TIMEOUT", true), httpResponse(502, "<html>"), httpResponse(408)])
    test.each(rejections)(`after ${"code" in first ? first.code : first.status}: %s`, async (_, response) => {
      const error = await failureOf(retryAtOnce(script(first, response).next)(remove()));
      expect(error).toMatchObject({
        name: "TransportError",
        code: "OUTCOME_UNKNOWN",
        operation: "deleteThing",
        mayHaveArrived: true,
        retryable: false,
        status: response.status,
      });
      expect(String(error)).toContain("look at what DELETE /Things/1 changes before you send it again");
      expect(String(error)).not.toContain("secret");
    });

  test("the error says what happened, and has what the retry got", async () => {
    const check = "check whether the record still exists";
    const { next } = script(network(true), httpResponse(207, { data: [done, notThere] }));
    expect(await failureOf(retryAtOnce(next)(remove({ outcomeCheck: check })))).toMatchObject({
      message:
        "deleteThing: the response to an earlier attempt was lost (ECONNRESET), and a retry got 207 INVALID_DATA: the id " +
        "given seems to be invalid: id 1, row 2; 1 of 2 rows were rejected; the earlier attempt was probably carried " +
        "out: check whether the record still exists",
      details: { status: 207, code: "INVALID_DATA", id: "1", rows: [done, notThere] },
    });
  });

  test("a retry without permission shows nothing about it", async () => {
    const { next } = script(network(true), httpResponse(401, { ...notThere, code: "INVALID_TOKEN" }));
    expect(String(await failureOf(retryAtOnce(next)(remove())))).toContain("may have been carried out");
  });

  test("nor does a retry that got no token", async () => {
    const noToken = new AuthError("no token", { code: "invalid_code" });
    const error = await failureOf(retryAtOnce(script(network(true), noToken).next)(remove()));
    expect(error).toMatchObject({ code: "OUTCOME_UNKNOWN", mayHaveArrived: true, cause: noToken });
    expect(await failureOf(retryAtOnce(script(httpResponse(503), noToken).next)(request()))).toBe(noToken);
  });

  test.each([
    ["a success", httpResponse(200, { data: [done] })],
    ["no content", httpResponse(204, "")],
    ["another server error", httpResponse(503)],
  ])("%s is", async (_, response) => {
    const { next } = script(network(true), response);
    expect((await retryAtOnce(next)(remove())).status).toBe(response.status);
  });

  test.each([
    ["the request only reads", request({ method: "GET" })],
    ["a retry gets the same response", remove({ stableResponse: true })],
  ])("a rejection is, if %s", async (_, call) => {
    const { next } = script(network(true), httpResponse(404, notThere));
    expect((await retryAtOnce(next)(call)).status).toBe(404);
  });

  test.each([
    ["too many calls", httpResponse(429)],
    ["too many calls with another status", httpResponse(503, { ...notThere, code: "TOO_MANY_REQUESTS" })],
    ["a connection that was never made", network(false)],
  ])("a rejection is, if the attempt before was not carried out: %s", async (_, first) => {
    const { next } = script(first, httpResponse(404, notThere));
    expect((await retryAtOnce(next)(remove())).status).toBe(404);
  });
});
