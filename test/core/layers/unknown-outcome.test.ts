/** What a failure says if nobody knows whether the request was carried out. */
import { expect, test } from "vitest";
import { NetworkError } from "../../../src/core/errors/errors.js";
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
