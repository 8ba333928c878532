import { html, refusal } from "../answers.js";
import type { Cut } from "../exchange.js";
import type { Strike, Target } from "../fault-server.js";
import type { Trials } from "./case.js";
import { late } from "./expected.js";
import { answering, hanging, resetting, saying, slowing, truncating } from "./strikes.js";

const LONG = 8_000;
/** The fault meets the call that holds the only place; what is looked at is the one that waits for it. */
const holder = (strike: Strike): { api: Target } => ({
  api: { strike, only: "/Contacts" },
});
const passes = { client: { holder: LONG }, expected: "value" } as const;
const half: Cut = "in the body";

export const GATE: Trials = {
  step: "gate",
  cases: [
    { fault: "reset before headers", server: holder(resetting("nothing")), ...passes },
    { fault: "reset after headers", server: holder(resetting("after the headers")), ...passes },
    { fault: "truncated", server: holder(truncating(half)), ...passes },
    { fault: "hung", server: holder(hanging("nothing")), client: { holder: 300 }, expected: "value" },
    { fault: "slow byte by byte", server: holder(slowing(half)), ...passes },
    { fault: "4xx", server: holder(answering(refusal(400, "INVALID_DATA"))), ...passes },
    { fault: "429", server: holder(answering(refusal(429, "TOO_MANY_REQUESTS"))), ...passes },
    { fault: "5xx", server: holder(answering(refusal(503, "INTERNAL_ERROR"))), ...passes },
    { fault: "HTML", server: holder(answering(html())), ...passes },
    { fault: "wrong length", server: holder(saying("HTTP/1.1 200 OK\r\ncontent-length: x\r\n\r\n{}")), ...passes },
    { fault: "invalid JSON", server: holder(saying("HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n{")), ...passes },
    {
      fault: "aborted by the caller",
      calls: ["list", "create", "download", "upload"],
      server: holder(hanging("nothing")),
      client: { holder: LONG, abort: true },
      expected: "the caller's reason",
      requests: 1,
      within: 500,
    },
    {
      fault: "deadline passed",
      calls: ["list", "create"],
      server: holder(hanging("nothing")),
      client: { holder: LONG, options: { timeout: 300 } },
      expected: () => ({ ...(late as object), mayHaveArrived: false }) as typeof late,
      requests: 1,
      within: 800,
    },
  ],
  rules: { refused: "the gate refuses nobody: it lets wait" },
};
