import type { Strike, Target } from "../fault-server.js";
import { html, json, rejection } from "../replies.js";
import type { Trials } from "./case.js";
import { auth, timedOut } from "./expected.js";
import { hanging, replying, resetting, sendingRaw, slowing, truncating } from "./strikes.js";
import { BY_DEADLINE } from "./timing.js";

const accounts = (strike: Strike, times?: number): { accounts: Target } => ({
  accounts: { strike, ...(times !== undefined && { times }) },
});
const noResponse = { expected: auth("NO_ANSWER"), requests: 0 };
const unreadable = { expected: auth("UNREADABLE_ANSWER"), requests: 0 };
/** The token request is retried, so a single failure does not matter. */
const once = { variant: "once", expected: "value" } as const;
const half = Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 12\r\nconnection: close\r\n\r\n{"access_token":"x"}');

export const TOKEN_REQUEST: Trials = {
  step: "token request",
  cases: [
    { fault: "refused", server: { accounts: { url: "http://127.0.0.1:2" } }, ...noResponse, recovers: false },
    { fault: "reset before headers", server: accounts(resetting("nothing")), ...noResponse },
    { fault: "reset before headers", server: accounts(resetting("nothing"), 1), ...once },
    { fault: "reset after headers", server: accounts(resetting("after the headers")), ...noResponse },
    { fault: "reset after headers", server: accounts(resetting("after the headers"), 1), ...once },
    { fault: "truncated", server: accounts(truncating("in the body")), ...noResponse },
    { fault: "truncated", server: accounts(truncating("in the body"), 1), ...once },
    {
      fault: "hung",
      server: accounts(hanging("in the headers")),
      client: { options: { timeout: 300 } },
      expected: timedOut,
      requests: 0,
      within: 900,
    },
    { fault: "slow byte by byte", server: accounts(slowing("nothing")), expected: "value" },
    {
      fault: "4xx",
      server: accounts(replying(json({ error: "invalid_client" }, 400))),
      expected: auth("invalid_client"),
      requests: 0,
      recovers: false,
    },
    {
      fault: "4xx",
      variant: "with status 200",
      server: accounts(replying(json({ error: "invalid_code" }))),
      expected: auth("invalid_code"),
      requests: 0,
      recovers: false,
    },
    { fault: "429", server: accounts(replying(rejection(429, "TOO_MANY"))), ...unreadable },
    { fault: "429", server: accounts(replying(rejection(429, "TOO_MANY")), 1), ...once },
    { fault: "5xx", server: accounts(replying(html(503))), ...unreadable },
    { fault: "5xx", server: accounts(replying(html(503)), 1), ...once },
    { fault: "HTML", server: accounts(replying(html())), ...unreadable },
    { fault: "wrong length", server: accounts(sendingRaw(half)), ...unreadable },
    {
      fault: "invalid JSON",
      server: accounts(sendingRaw("HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n{")),
      ...unreadable,
    },
    {
      fault: "aborted by the caller",
      calls: ["list", "create"],
      server: accounts(hanging("nothing")),
      // The token request continues for other calls, until its own timeout.
      client: { abort: true, options: { timeout: 700 } },
      expected: "the caller's reason",
      requests: 0,
      within: 500,
    },
    {
      fault: "deadline passed",
      calls: ["list", "create"],
      server: accounts(hanging("in the body")),
      client: BY_DEADLINE,
      expected: timedOut,
      requests: 0,
      within: 900,
    },
  ],
  rules: {},
};
