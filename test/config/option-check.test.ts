import { describe, expect, test } from "vitest";
import { resolveSettings } from "../../src/config/resolve.js";
import { failure, legacy, sources, typed } from "./settings.js";

describe("an error says", () => {
  const invalid: readonly { given: object; want: string }[] = [
    {
      given: { dataCenter: "europe" },
      want: 'option "dataCenter" must be one of us, eu, in, cn, au, jp, ca, sa, uk, ae; it is "europe"',
    },
    { given: { dataCenter: "toString" }, want: 'option "dataCenter" must be one of' },
    { given: { clientId: 7 }, want: 'option "clientId" must be a string; it is a number' },
    { given: { clientSecret: null }, want: 'option "clientSecret" must be a string; it is null' },
    {
      given: { timeout: 0 },
      want: 'option "timeout" must be a number of milliseconds between 1 and 2147483647; it is 0',
    },
    { given: { timeout: "5" }, want: 'option "timeout" must be a number of milliseconds between 1 and' },
    { given: { timeout: Number.NaN }, want: 'option "timeout" must be' },
    { given: { timeout: Number.POSITIVE_INFINITY }, want: 'option "timeout" must be' },
    { given: { maxConcurrency: 0 }, want: 'option "maxConcurrency" must be a positive integer; it is 0' },
    { given: { maxConcurrency: 1.5 }, want: 'option "maxConcurrency" must be a positive integer; it is 1.5' },
    { given: { hooks: { request: 5 } }, want: 'option "hooks" must be an object of functions (request, response, ' },
    { given: { hooks: { answer: () => 0 } }, want: 'option "hooks" must be an object of functions' },
    { given: { retry: { maxRetries: -1 } }, want: 'option "retry" must be an object with maxRetries' },
    { given: { retry: 3 }, want: 'option "retry" must be an object with maxRetries' },
    { given: { limits: {} }, want: 'option "limits" must be the result of fileLimits(), redisLimits(client) or' },
    { given: { limits: 5 }, want: "or postgresLimits(client); it is a number" },
    { given: { store: {} }, want: 'option "store" must be a token store with the functions get, set and delete' },
    { given: { fetch: "fetch" }, want: 'option "fetch" must be a function; it is a string' },
    { given: { allowHosts: "a.example" }, want: 'option "allowHosts" must be an array of hosts' },
    { given: { clientID: "x" }, want: 'option "clientID" does not exist; did you mean "clientId"?' },
    { given: { datacentre: "eu" }, want: 'option "datacentre" does not exist; did you mean "dataCenter"?' },
    { given: { base_url: "x" }, want: 'option "base_url" does not exist; did you mean "apiUrl"?' },
  ];
  test.each(invalid)("$want, for $given", ({ given, want }) => {
    const { code, message } = failure(() => typed(given));
    expect(code).toBe("INVALID_CONFIGURATION");
    expect(message).toContain(want);
  });

  test("that options which are not an object must be one", () => {
    const { message } = failure(() => resolveSettings(JSON.parse("null"), sources()));
    expect(message).toBe("the options must be an object; it is null");
  });

  test("that the old object cannot hold an object", () => {
    expect(failure(() => legacy({ base_url: {} })).message).toContain(
      'option "base_url" must be a string, a number or a boolean; it is an object',
    );
  });

  test.each(["2", "v2/../v3", "v2.1.1"])("that %s is not a version", (version) => {
    const { code, message } = failure(() => legacy({ version }));
    expect(code).toBe("INVALID_CONFIGURATION");
    expect(message).toContain("must look like v2 or v2.1");
  });

  test("no secret", () => {
    const secret = "s3cr3t";
    const attempts = [
      () => resolveSettings({ clientSecret: secret, refreshToken: secret }, sources()),
      () => typed({ clientSecret: [secret] }),
      () => typed({ apiUrl: `https://${secret}@www.zohoapis.com` }),
      () => legacy({ mysql_password: { secret } }),
    ];
    for (const attempt of attempts) expect(failure(attempt).message).not.toContain(secret);
  });
});
