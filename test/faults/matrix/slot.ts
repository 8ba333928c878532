import type { Cut } from "../exchange.js";
import type { Strike, Target } from "../fault-server.js";
import { html, rejection } from "../replies.js";
import type { Trials } from "./case.js";
import { timedOut } from "./expected.js";
import { hanging, replying, resetting, sendingRaw, slowing, truncating } from "./strikes.js";

const LONG = 8_000;
/** The fault strikes the call that holds the only slot; the cell checks the call that waits for it. */
const holder = (strike: Strike): { api: Target } => ({
  api: { strike, only: "/Contacts" },
});
const succeeds = { client: { holder: LONG }, expected: "value" } as const;
const half: Cut = "in the body";

export const SLOT: Trials = {
  step: "slot",
  cases: [
    { fault: "reset before headers", server: holder(resetting("nothing")), ...succeeds },
    { fault: "reset after headers", server: holder(resetting("after the headers")), ...succeeds },
    { fault: "truncated", server: holder(truncating(half)), ...succeeds },
    { fault: "hung", server: holder(hanging("nothing")), client: { holder: 1_000 }, expected: "value" },
    { fault: "slow byte by byte", server: holder(slowing(half)), ...succeeds },
    { fault: "4xx", server: holder(replying(rejection(400, "INVALID_DATA"))), ...succeeds },
    { fault: "429", server: holder(replying(rejection(429, "TOO_MANY_REQUESTS"))), ...succeeds },
    { fault: "5xx", server: holder(replying(rejection(503, "INTERNAL_ERROR"))), ...succeeds },
    { fault: "HTML", server: holder(replying(html())), ...succeeds },
    {
      fault: "wrong length",
      server: holder(sendingRaw("HTTP/1.1 200 OK\r\ncontent-length: x\r\n\r\n{}")),
      ...succeeds,
    },
    { fault: "invalid JSON", server: holder(sendingRaw("HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n{")), ...succeeds },
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
      client: { holder: LONG, options: { timeout: 500 } },
      expected: () => ({ ...(timedOut as object), mayHaveArrived: false }) as typeof timedOut,
      requests: 1,
      within: 800,
    },
  ],
  rules: { refused: "the concurrency limit rejects no call, it makes calls wait" },
};
