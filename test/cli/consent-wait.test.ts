import { expect, test } from "vitest";
import { waitForConsent } from "../../src/cli/consent-wait.js";
import { freePort } from "../support/cli.js";

test("a login that nobody answers ends, and leaves the port free", async () => {
  const request = { scopes: [], redirectUrl: `http://127.0.0.1:${await freePort()}/callback`, state: "s" };
  const once = () => waitForConsent(request, "https://accounts.zoho.com/", { mayOpen: false, patience: 1 });
  await expect(once()).rejects.toMatchObject({ message: expect.stringContaining("in time"), exitCode: 1 });
  // The port would be taken.
  await expect(once()).rejects.toThrowError("in time");
});
