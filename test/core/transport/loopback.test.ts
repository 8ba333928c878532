import { expect, test } from "vitest";
import { isLoopback } from "../../../src/core/transport/loopback.js";

test.each(["localhost", "127.0.0.1", "127.1.2.3", "[::1]", "::1"])("%s is this machine", (hostname) => {
  expect(isLoopback(hostname)).toBe(true);
});

// A resolver decides where a name below `localhost` leads.
test.each(["127.0.0.1.example.com", "localhost.example.com", "crm.localhost", "0.0.0.0", "::", "128.0.0.1", ""])(
  "%j may be another machine",
  (hostname) => expect(isLoopback(hostname)).toBe(false),
);
