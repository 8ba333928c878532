import { describe, expect, test } from "vitest";
import { consentUrl, readRedirect } from "../../src/auth/consent.js";
import { failureOf } from "../support/requests.js";

const request = {
  clientId: "1000.ID",
  redirectUrl: "https://example.com/back?a=b",
  scopes: ["ZohoCRM.modules.ALL", "ZohoCRM.users.READ"],
  state: "a&b",
  accountsUrl: "https://accounts.zoho.eu",
};

test("the consent URL requests a refresh token, and escapes its parameters", () => {
  const url = new URL(consentUrl(request));
  expect(url.origin + url.pathname).toBe("https://accounts.zoho.eu/oauth/v2/auth");
  expect(Object.fromEntries(url.searchParams)).toEqual({
    response_type: "code",
    client_id: "1000.ID",
    scope: "ZohoCRM.modules.ALL,ZohoCRM.users.READ",
    redirect_uri: "https://example.com/back?a=b",
    access_type: "offline",
    state: "a&b",
  });
  const other = new URL(consentUrl({ ...request, accessType: "online", prompt: "consent" })).searchParams;
  expect([other.get("access_type"), other.get("prompt")]).toEqual(["online", "consent"]);
});

describe("a redirect", () => {
  const read = (url: string, allow: (server: string) => void = () => undefined) => readRedirect(url, "s", allow);
  const failure = (url: string) => failureOf((async () => read(url))());

  test("contains the code, the data center and the accounts server", () => {
    const query = "state=s&code=1000.c&location=eu&accounts-server=https%3A%2F%2Faccounts.zoho.eu&";
    const want = { code: "1000.c", location: "eu", accountsServer: "https://accounts.zoho.eu" };
    for (const address of [`http://localhost:7/back?${query}`, `/back?${query}`, `?${query}`]) {
      expect(read(address)).toEqual(want);
    }
    expect(read("/?state=s&code=1000.c")).toEqual({ code: "1000.c" });
  });

  test("that names another accounts server is rejected by the caller, which knows the hosts", () => {
    const notAllowed = new Error("not allowed");
    const url = "/?state=s&code=c&accounts-server=https://evil.example";
    expect(() =>
      read(url, (server) => {
        expect(server).toBe("https://evil.example");
        throw notAllowed;
      }),
    ).toThrow(notAllowed);
  });

  test.each([
    ["denied consent", "/?state=s&error=access_denied", "access_denied"],
    ["another error code", "/?state=s&error=invalid_scope", "invalid_scope"],
    ["an error that is not a code", "/?state=s&error=%3Cscript%3E", "UNREADABLE_REDIRECT"],
    ["another state", "/?state=other&code=c", "WRONG_STATE"],
    ["another state, with an error", "/?state=other&error=access_denied", "WRONG_STATE"],
    ["no state", "/?code=c", "WRONG_STATE"],
    ["no code", "/?state=s&code=", "UNREADABLE_REDIRECT"],
    ["no URL", "http://", "UNREADABLE_REDIRECT"],
  ])("is an error with %s", async (_, url, code) =>
    expect(await failure(url)).toMatchObject({ name: "AuthError", code }),
  );
});
