import { html, json, refusal } from "../answers.js";
import type { Strike, Target } from "../fault-server.js";
import type { Trials } from "./case.js";
import { auth, late } from "./expected.js";
import { answering, hanging, resetting, saying, slowing, truncating } from "./strikes.js";
import { BY_DEADLINE } from "./timing.js";

const accounts = (strike: Strike, times?: number): { accounts: Target } => ({
  accounts: { strike, ...(times !== undefined && { times }) },
});
const noAnswer = { expected: auth("NO_ANSWER"), requests: 0 };
const unreadable = { expected: auth("UNREADABLE_ANSWER"), requests: 0 };
/** A request that may be repeated is, so a single failure is not noticed. */
const once = { variant: "once", expected: "value" } as const;
const half = Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 12\r\nconnection: close\r\n\r\n{"access_token":"x"}');

export const TOKEN_REQUEST: Trials = {
  step: "token request",
  cases: [
    { fault: "refused", server: { accounts: { url: "http://127.0.0.1:2" } }, ...noAnswer, recovers: false },
    { fault: "reset before headers", server: accounts(resetting("nothing")), ...noAnswer },
    { fault: "reset before headers", server: accounts(resetting("nothing"), 1), ...once },
    { fault: "reset after headers", server: accounts(resetting("after the headers")), ...noAnswer },
    { fault: "reset after headers", server: accounts(resetting("after the headers"), 1), ...once },
    { fault: "truncated", server: accounts(truncating("in the body")), ...noAnswer },
    { fault: "truncated", server: accounts(truncating("in the body"), 1), ...once },
    {
      fault: "hung",
      server: accounts(hanging("in the headers")),
      client: { options: { timeout: 300 } },
      expected: late,
      requests: 0,
      within: 900,
    },
    { fault: "slow byte by byte", server: accounts(slowing("nothing")), expected: "value" },
    {
      fault: "4xx",
      server: accounts(answering(json({ error: "invalid_client" }, 400))),
      expected: auth("invalid_client"),
      requests: 0,
      recovers: false,
    },
    {
      fault: "4xx",
      variant: "with status 200",
      server: accounts(answering(json({ error: "invalid_code" }))),
      expected: auth("invalid_code"),
      requests: 0,
      recovers: false,
    },
    { fault: "429", server: accounts(answering(refusal(429, "TOO_MANY"))), ...unreadable },
    { fault: "429", server: accounts(answering(refusal(429, "TOO_MANY")), 1), ...once },
    { fault: "5xx", server: accounts(answering(html(503))), ...unreadable },
    { fault: "5xx", server: accounts(answering(html(503)), 1), ...once },
    { fault: "HTML", server: accounts(answering(html())), ...unreadable },
    { fault: "wrong length", server: accounts(saying(half)), ...unreadable },
    { fault: "invalid JSON", server: accounts(saying("HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n{")), ...unreadable },
    {
      fault: "aborted by the caller",
      calls: ["list", "create"],
      server: accounts(hanging("nothing")),
      // Whoever else waits for the token keeps the request going, until its own deadline.
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
      expected: late,
      requests: 0,
      within: 900,
    },
  ],
  rules: {},
};
