import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { Call, Expected } from "../cell.js";
import type { Strike, Target } from "../fault-server.js";
import type { Fault } from "../faults.js";
import { FILE_SIZE, file, html, json, type Reply, rejection, zipped } from "../replies.js";
import type { Case, Trials } from "./case.js";
import { api, connectionLost, notHttp, phase, timedOut, truncated, unreadable } from "./expected.js";
import { hanging, replying, resetting, sendingRaw, slowing, truncating } from "./strikes.js";
import { BY_CALLER, BY_DEADLINE, BY_PHASE } from "./timing.js";

const at = (strike: Strike, times?: number): { api: Target } => ({
  api: { strike, ...(times !== undefined && { times }) },
});
const early = (strike: Strike): { api: Target } => ({ api: { strike, early: true } });

/** Safe calls are retried once; a create and an upload are not retried. */
const sent = { list: 2, download: 2, create: 1, upload: 1 };
const all: readonly Call[] = ["list", "create", "download", "upload"];
/** Without fetch. */
const own = ["http", "tls"] as const;
const json2: readonly Call[] = ["list", "create"];
const broken = { calls: json2, expected: connectionLost, requests: sent };
/** A safe call recovers from a single failure. */
const once = { variant: "once", expected: "value", requests: 2 } as const;
const rejecting = (status: number, code: string, headers: Record<string, string> = {}) =>
  replying(rejection(status, code, headers));

const aborted = (server: Case["server"], calls: readonly Call[]): Case => ({
  fault: "aborted by the caller",
  calls,
  ...(server && { server }),
  client: BY_CALLER,
  expected: "the caller's reason",
  requests: 1,
  within: 500,
});
const overdue = (server: Case["server"], calls: readonly Call[]): Case => ({
  fault: "deadline passed",
  calls,
  ...(server && { server }),
  client: BY_DEADLINE,
  expected: timedOut,
  requests: 1,
  within: 900,
});

/** Error responses, and which calls are retried after them. */
const rejections = (calls: readonly Call[], change = (reply: Reply): Reply => reply): Case[] => {
  const again = calls.filter((call) => call === "list" || call === "download");
  const strike = (status: number, code: string, headers: Record<string, string> = {}) =>
    at(replying(change(rejection(status, code, headers))));
  const first = (status: number, code: string) => at(replying(change(rejection(status, code))), 1);
  return [
    {
      fault: "4xx",
      calls,
      server: strike(400, "INVALID_DATA"),
      expected: api("ApiError", "INVALID_DATA"),
      requests: 1,
    },
    { fault: "429", calls, server: strike(429, "TOO_MANY"), expected: api("RateLimitError", "TOO_MANY"), requests: 2 },
    { fault: "429", calls: again, server: first(429, "TOO_MANY"), ...once },
    { fault: "5xx", calls, server: strike(503, "DOWN"), expected: api("ServerError", "DOWN"), requests: sent },
    { fault: "5xx", calls: again, server: first(500, "INTERNAL_ERROR"), ...once },
  ];
};

const uploads = { calls: ["upload"] as const, requests: 1, client: { large: true } };
/** Responds while the upload is still being sent. */
const replyingEarly = (reply: Reply, expected: Expected): Omit<Case, "fault"> => ({
  ...uploads,
  server: early(replying(reply)),
  expected,
});

export const SEND_BODY: Trials = {
  step: "send body",
  cases: [
    {
      fault: "refused",
      variant: "by its source",
      calls: ["upload"],
      client: { source: "throws" },
      expected: "the source's error",
      recovers: false,
    },
    {
      fault: "truncated",
      variant: "by its source",
      calls: ["upload"],
      client: { source: "breaks off" },
      expected: "the source's error",
      recovers: false,
    },
    { fault: "reset before headers", ...uploads, server: early(resetting("nothing")), expected: connectionLost },
    {
      fault: "reset after headers",
      ...uploads,
      server: early(resetting("after the headers")),
      expected: connectionLost,
    },
    { fault: "truncated", ...uploads, server: early(truncating("nothing")), expected: connectionLost },
    {
      fault: "hung",
      ...uploads,
      ways: ["http", "tls"],
      server: early(hanging("nothing")),
      client: { ...BY_PHASE, large: true },
      expected: phase("IDLE_TIMEOUT"),
      within: 1_200,
    },
    {
      fault: "slow byte by byte",
      ...uploads,
      server: early(async (exchange) => {
        exchange.struck();
        for await (const chunk of exchange.incoming) if (chunk.length > 1 << 16) await new Promise(setImmediate);
        exchange.replyWell();
      }),
      expected: "value",
    },
    { fault: "4xx", ...replyingEarly(rejection(413, "TOO_LARGE"), api("ApiError", "TOO_LARGE")) },
    { fault: "5xx", ...replyingEarly(rejection(503, "DOWN"), api("ServerError", "DOWN")) },
    { fault: "HTML", ...replyingEarly(html(), unreadable) },
    { ...aborted(early(hanging("nothing")), ["upload"]), client: { ...BY_CALLER, large: true } },
    { ...overdue(early(hanging("nothing")), ["upload"]), client: { ...BY_DEADLINE, large: true } },
  ],
  rules: {
    "429": "an upload is retried after a 429; see the status line",
    "wrong length": "the client knows the length of the bytes",
    "invalid JSON": "the client writes the body",
  },
};

export const STATUS_LINE: Trials = {
  step: "status line",
  cases: [
    {
      fault: "reset before headers",
      calls: all,
      server: at(resetting("nothing")),
      expected: connectionLost,
      requests: sent,
    },
    { fault: "reset before headers", calls: ["list", "download"], server: at(resetting("nothing"), 1), ...once },
    { fault: "truncated", ...broken, server: at(truncating("in the status line")) },
    { fault: "truncated", variant: "to nothing", ...broken, server: at(truncating("nothing")) },
    {
      fault: "hung",
      calls: all,
      server: at(hanging("in the status line")),
      client: { options: { timeout: 300 } },
      expected: timedOut,
      requests: 1,
      within: 900,
    },
    { fault: "slow byte by byte", calls: all, server: at(slowing("nothing")), expected: "value", requests: 1 },
    ...rejections(all),
    {
      fault: "429",
      variant: "for an hour",
      calls: json2,
      server: at(rejecting(429, "TOO_MANY", { "retry-after": "3600" })),
      expected: api("RateLimitError", "TOO_MANY"),
      requests: 1,
    },
    { fault: "HTML", calls: json2, server: at(sendingRaw("<html></html>")), expected: notHttp, requests: sent },
    { fault: "invalid JSON", calls: json2, server: at(sendingRaw('{"data":[')), expected: notHttp, requests: sent },
    aborted(at(hanging("nothing")), all),
    overdue(at(hanging("nothing")), all),
  ],
  rules: {
    refused: "a server that refuses does not accept the connection",
    "reset after headers": "see the headers and the body",
    "wrong length": "the status line has no length",
  },
};

export const HEADERS: Trials = {
  step: "headers",
  cases: [
    { fault: "reset before headers", ...broken, server: at(resetting("in the headers")) },
    { fault: "reset after headers", ...broken, server: at(resetting("after the headers")) },
    { fault: "reset after headers", server: at(resetting("after the headers"), 1), ...once },
    { fault: "truncated", ...broken, server: at(truncating("in the headers")) },
    {
      fault: "hung",
      calls: all,
      server: at(hanging("in the headers")),
      client: { options: { timeout: 300 } },
      expected: timedOut,
      requests: 1,
      within: 900,
    },
    {
      fault: "slow byte by byte",
      calls: all,
      server: at(slowing("in the status line")),
      expected: "value",
      requests: 1,
    },
    {
      fault: "4xx",
      variant: "without any",
      calls: json2,
      server: at(sendingRaw("HTTP/1.1 404 Not Found\r\n\r\n")),
      expected: api("NotFoundError", "HTTP_404"),
      requests: 1,
    },
    {
      fault: "429",
      variant: "with a nonsensical Retry-After",
      server: at(rejecting(429, "TOO_MANY", { "retry-after": "soon, 99999999999999999999" })),
      expected: api("RateLimitError", "TOO_MANY"),
      requests: 2,
    },
    {
      fault: "5xx",
      variant: "with Retry-After",
      server: at(rejecting(503, "DOWN", { "retry-after": "0" }), 1),
      expected: "value",
      requests: 2,
    },
    {
      fault: "wrong length",
      calls: json2,
      server: at(sendingRaw("HTTP/1.1 200 OK\r\ncontent-length: many\r\n\r\n{}")),
      expected: notHttp,
      requests: sent,
    },
    aborted(at(hanging("in the headers")), json2),
    overdue(at(hanging("in the headers")), json2),
  ],
  rules: {
    refused: "a server that refuses does not accept the connection",
    HTML: "headers are not HTML; see the status line and the body",
    "invalid JSON": "headers are not JSON; see the status line and the body",
  },
};

/** A complete HTTP response that closes its connection. */
const whole = (status: string, body: string, headers = ""): string =>
  `HTTP/1.1 ${status}\r\n${headers}content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`;
const withLength = (length: number, body: string): string =>
  `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\nconnection: close\r\n\r\n${body}`;

export const BODY: Trials = {
  step: "body",
  cases: [
    { fault: "reset after headers", ...broken, server: at(resetting("in the body")) },
    { fault: "reset after headers", server: at(resetting("in the body"), 1), ...once },
    { fault: "truncated", ...broken, server: at(truncating("in the body")) },
    { fault: "truncated", server: at(truncating("in the body"), 1), ...once },
    {
      fault: "truncated",
      variant: "in a chunk",
      ...broken,
      server: at(sendingRaw('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nff\r\n{"data":[')),
    },
    {
      fault: "hung",
      calls: json2,
      server: at(hanging("in the body")),
      client: BY_PHASE,
      expected: phase("IDLE_TIMEOUT"),
      requests: sent,
      within: 1_200,
    },
    { fault: "slow byte by byte", calls: json2, server: at(slowing("after the headers")), expected: "value" },
    {
      fault: "4xx",
      variant: "without a body",
      calls: all,
      server: at(sendingRaw(whole("400 Bad Request", ""))),
      expected: api("ApiError", "HTTP_400"),
      requests: 1,
    },
    {
      fault: "429",
      variant: "as HTML",
      calls: json2,
      server: at(replying(html(429))),
      expected: api("RateLimitError", "HTTP_429"),
      requests: 2,
    },
    {
      fault: "5xx",
      variant: "as HTML",
      calls: all,
      server: at(replying(html(502))),
      expected: api("ServerError", "HTTP_502"),
      requests: sent,
    },
    { fault: "HTML", calls: json2, server: at(replying(html())), expected: unreadable, requests: 1 },
    {
      fault: "HTML",
      variant: "by its type, over JSON",
      calls: json2,
      server: at(replying(json({ data: [] }, 200, { "content-type": "text/html" }))),
      expected: unreadable,
      requests: 1,
    },
    { fault: "wrong length", variant: "too large", ...broken, server: at(sendingRaw(withLength(99, '{"data":[]}'))) },
    {
      fault: "wrong length",
      variant: "too small",
      calls: json2,
      server: at(sendingRaw(withLength(5, '{"data":[]}'))),
      expected: unreadable,
      requests: 1,
    },
    {
      fault: "wrong length",
      variant: "empty",
      calls: json2,
      server: at(sendingRaw(withLength(0, ""))),
      expected: unreadable,
      requests: 1,
    },
    {
      fault: "invalid JSON",
      calls: json2,
      server: at(sendingRaw(whole("200 OK", '{"data":[}', "content-type: application/json\r\n"))),
      expected: unreadable,
      requests: 1,
    },
    aborted(at(hanging("in the body")), json2),
    ...[0, 20_000, FILE_SIZE].map(
      (size): Case => ({
        fault: "aborted by the caller",
        variant: `who discards ${size} bytes`,
        calls: ["discard"],
        server: at(replying(file(size))),
        expected: "value",
        requests: 1,
      }),
    ),
    overdue(at(hanging("in the body")), json2),
  ],
  rules: {
    refused: "a server that refuses does not accept the connection",
    "reset before headers": "see the headers",
  },
};

/** Compressed responses, and corrupt ones. */
const LIST = zipped(json({ data: [{ id: "1", text: createHash("sha512").update("x").digest("hex").repeat(20) }] }));
const cutShort: Reply = { ...LIST, body: LIST.body.subarray(0, -12) };
const sizeOff: Reply = { ...LIST, body: Buffer.concat([LIST.body.subarray(0, -4), Buffer.from([1, 0, 0, 0])]) };
const named = (encoding: string, body: Buffer): Reply => ({
  status: 200,
  headers: { "content-type": "application/json", "content-encoding": encoding },
  body,
});
/** Corrupt responses. For fetch, they are connection failures and are retried. */
const corrupt = (fault: Fault, variant: string | undefined, reply: Reply): Case[] => {
  const common = { fault, ...(variant !== undefined && { variant }), calls: json2, server: at(replying(reply)) };
  const expected: Expected = { name: "NetworkError", code: ["Z_DATA_ERROR"], mayHaveArrived: true };
  return [
    { ...common, ways: own, expected: unreadable, requests: 1 },
    { ...common, ways: ["fetch"], expected, requests: sent },
  ];
};

export const DECODE: Trials = {
  step: "decode",
  cases: [
    {
      fault: "refused",
      variant: "an unknown encoding",
      calls: json2,
      server: at(replying(named("x-own", Buffer.from([1, 2, 3])))),
      expected: unreadable,
      requests: 1,
    },
    { fault: "reset after headers", ...broken, server: at(resetting("in the body", LIST)) },
    {
      fault: "truncated",
      calls: json2,
      ways: own,
      server: at(replying(cutShort)),
      expected: truncated,
      requests: 1,
    },
    // fetch returns the decoded part of truncated compressed content, and reports no error.
    { fault: "truncated", calls: json2, ways: ["fetch"], server: at(replying(cutShort)), expected: unreadable },
    {
      fault: "hung",
      calls: json2,
      server: at(hanging("in the body", LIST)),
      client: BY_PHASE,
      expected: phase("IDLE_TIMEOUT"),
      requests: sent,
      within: 1_200,
    },
    { fault: "slow byte by byte", server: at(slowing("after the headers", zipped)), calls: json2, expected: "value" },
    ...rejections(json2, zipped),
    ...corrupt("HTML", "called gzip", named("gzip", html().body)),
    {
      fault: "HTML",
      variant: "in gzip",
      calls: json2,
      server: at(replying(zipped(html()))),
      expected: unreadable,
      requests: 1,
    },
    ...corrupt("wrong length", undefined, sizeOff),
    {
      fault: "invalid JSON",
      calls: json2,
      server: at(replying(named("gzip", gzipSync('{"data":[}')))),
      expected: unreadable,
      requests: 1,
    },
    aborted(at(hanging("in the body", LIST)), json2),
    overdue(at(hanging("in the body", LIST)), json2),
  ],
  rules: {
    "reset before headers": "nothing is decoded before the headers",
  },
};

const saved = { calls: ["download"] as const };
const LARGE = file(2_000_000);

export const FILE_WRITE: Trials = {
  step: "file write",
  cases: [
    {
      fault: "refused",
      variant: "below a file",
      ...saved,
      server: at((exchange) => {
        exchange.struck();
        exchange.replyWell();
      }),
      client: { saveTo: "below a file" },
      expected: { system: "ENOTDIR" },
      requests: 1,
    },
    {
      fault: "refused",
      variant: "the disk is full",
      ...saved,
      server: at(replying(LARGE)),
      expected: { system: "EFBIG" },
      requests: 1,
    },
    {
      fault: "reset after headers",
      ...saved,
      server: at(resetting("in the body")),
      expected: connectionLost,
      requests: 1,
    },
    { fault: "truncated", ...saved, server: at(truncating("in the body")), expected: connectionLost, requests: 1 },
    {
      fault: "truncated",
      variant: "in a chunk",
      ...saved,
      server: at(
        sendingRaw(
          "HTTP/1.1 200 OK\r\ncontent-disposition: attachment; filename=a\r\ntransfer-encoding: chunked\r\n\r\nff\r\nabc",
        ),
      ),
      expected: connectionLost,
      requests: 1,
    },
    {
      fault: "hung",
      ...saved,
      server: at(hanging("in the body")),
      client: BY_PHASE,
      expected: phase("IDLE_TIMEOUT"),
      requests: 1,
      within: 1_200,
    },
    { fault: "slow byte by byte", ...saved, server: at(slowing("in the body")), expected: "value", requests: 1 },
    {
      fault: "4xx",
      variant: "with status 200",
      ...saved,
      server: at(
        replying(rejection(200, "INVALID_DATA", { "content-disposition": "attachment; filename=response.json" })),
      ),
      expected: api("ApiError", "INVALID_DATA"),
      requests: 1,
    },
    {
      fault: "wrong length",
      ...saved,
      server: at(
        sendingRaw(
          withLength(999, "abc").replace("content-type: application/json", "content-disposition: x; filename=a"),
        ),
      ),
      expected: connectionLost,
      requests: 1,
    },
    aborted(at(hanging("in the body")), ["download"]),
    {
      fault: "deadline passed",
      variant: "before its first byte",
      ...saved,
      server: at(hanging("in the headers")),
      client: BY_DEADLINE,
      expected: timedOut,
      requests: 1,
      within: 900,
    },
  ],
  rules: {
    "reset before headers": "nothing is written before the headers; see the headers",
    "429": "an error response is not written to the file; see the status line",
    "5xx": "an error response is not written to the file; see the status line",
    HTML: "a page may be the requested file",
    "invalid JSON": "a file may contain anything",
  },
};
