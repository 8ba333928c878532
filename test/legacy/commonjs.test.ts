import { expect, test } from "vitest";
import required from "../../src/legacy/commonjs.js";
import { ZCRMRestClient } from "../../src/legacy/index.js";

test("require returns the client, which has its own two names", () => {
  expect(required).toBe(ZCRMRestClient);
  expect(required.default).toBe(ZCRMRestClient);
  expect(required.ZCRMRestClient).toBe(ZCRMRestClient);
});
