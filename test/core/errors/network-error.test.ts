import { describe, expect, test } from "vitest";
import { connectTimeout, networkError } from "../../../src/core/errors/network-error.js";

const failure = (code: string, more: object = {}) => Object.assign(new Error(`system says ${code}`), { code, ...more });

describe("the message names host and port", () => {
  test.each([
    ["https://www.zohoapis.eu/crm/v2/Leads?x=1", {}, "www.zohoapis.eu:443"],
    ["http://127.0.0.1:8080/crm", { address: "127.0.0.1", port: 8_080 }, "127.0.0.1:8080"],
    ["http://localhost/crm", { address: "::1", port: 80 }, "localhost:80"],
    ["https://www.zohoapis.eu/crm", { address: "10.0.0.1", port: 3_128 }, "www.zohoapis.eu:443 through 10.0.0.1:3128"],
  ])("%s", (url, more, host) => {
    const error = networkError({ id: "getThing" }, failure("ECONNREFUSED", more), false, url);
    expect(error.message).toBe(`getThing: the connection was refused (ECONNREFUSED, ${host})`);
    expect(error.details).toEqual({ host });
    expect(error.message).not.toContain("x=1");
  });

  test("of a connection that was not made in time", () => {
    const error = connectTimeout({ id: "getThing", name: "things.get" }, 50, "https://www.zohoapis.eu/crm");
    expect(error.message).toBe(
      'things.get (getThing): no connection within 50 ms (option "connectTimeout"): www.zohoapis.eu:443',
    );
    expect(error.details).toEqual({ host: "www.zohoapis.eu:443" });
  });
});

test("without an address, only the code is named", () => {
  const error = networkError({ id: "getThing" }, failure("ECONNRESET"), true);
  expect(error.message).toBe("getThing: the connection was lost (ECONNRESET)");
  expect(error.details).toEqual({});
});

test.each([
  ["an error that fetch wrapped", new TypeError("fetch failed", { cause: failure("ENOTFOUND") }), "ENOTFOUND"],
  ["an error of another realm", { code: "ECONNRESET", message: "socket hang up" }, "ECONNRESET"],
  ["anything else", "boom", "NETWORK_FAILURE"],
])("the code of %s is found", (_, cause, code) => {
  expect(networkError({ id: "getThing" }, cause, true)).toMatchObject({ code, cause });
});
