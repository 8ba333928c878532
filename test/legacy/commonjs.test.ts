import { expect, test } from "vitest";
import required from "../../src/legacy/commonjs.js";
import { ZCRMRestClient } from "../../src/legacy/index.js";

test("what require gives is the client, also by its two names", () => {
  expect(required).toBe(ZCRMRestClient);
  expect(required.default).toBe(ZCRMRestClient);
  expect(required.ZCRMRestClient).toBe(ZCRMRestClient);
});
