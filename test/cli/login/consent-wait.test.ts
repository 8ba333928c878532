import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { waitForConsent } from "../../../src/cli/login/consent-wait.js";
import { freePort } from "../../support/cli.js";
import { consentRequest } from "../../support/consent-request.js";

test("a login without consent times out and frees the port", async () => {
  const request = consentRequest({ redirectUrl: `http://127.0.0.1:${await freePort()}/callback` });
  const once = () => waitForConsent(request, false, () => undefined, 1, new PassThrough());
  await expect(once()).rejects.toThrowError("in time");
  // Otherwise the port would be in use.
  await expect(once()).rejects.toThrowError("in time");
});
