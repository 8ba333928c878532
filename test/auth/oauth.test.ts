import { expect, test } from "vitest";
import { grantRequest, refreshRequest, revokeRequest } from "../../src/auth/oauth.js";

test("secrets are in the body, and nowhere else", () => {
  const application = { clientId: "1000.ID", clientSecret: "s#cr=t&", redirectUrl: "https://example.com/?a=b" };
  for (const request of [
    refreshRequest(application, "1000.refresh", "u"),
    grantRequest(application, "1000.code", "u"),
    revokeRequest("1000.refresh", "u"),
  ]) {
    const { body, ...rest } = request;
    expect(JSON.stringify(rest)).not.toMatch(/1000|s#cr/);
    const form = new URLSearchParams(String(body));
    expect(form.get("client_secret") ?? form.get("token")).toMatch(/^(s#cr=t&|1000\.refresh)$/);
  }
  expect(String(grantRequest({ ...application, redirectUrl: undefined }, "c", "u").body)).not.toContain("redirect_uri");
});
