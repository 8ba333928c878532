import type { Socket } from "node:net";
import type { Expected, Way } from "../cell.js";
import type { ServerPlan } from "../fault-server.js";
import type { Fault } from "../faults.js";
import type { Case, Rules, Trials } from "./case.js";
import { connectionLost, phase, timedOut } from "./expected.js";
import { BY_CALLER, BY_DEADLINE, BY_PHASE } from "./timing.js";

const NO_BYTES = "a response cannot begin before there is a connection";
const noBytes: Rules = {
  "reset after headers": NO_BYTES,
  "slow byte by byte": NO_BYTES,
  "429": NO_BYTES,
  HTML: NO_BYTES,
  "wrong length": NO_BYTES,
  "invalid JSON": NO_BYTES,
};

/** Sets `mayHaveArrived`, except for fetch, which does not reveal it. */
const withArrival =
  (expected: Expected, mayHaveArrived: boolean) =>
  (_: unknown, way: Way): Expected =>
    typeof expected === "object" && way !== "fetch" ? { ...expected, mayHaveArrived } : expected;

const refusing = "127.0.0.1:2";
const calls = ["list", "create", "download", "upload"] as const;
/** Without fetch, which has a fixed limit of ten seconds for connecting. */
const own = ["http", "tls"] as const;

/** A proxy that does something else with the request for a tunnel. */
const proxied = (fault: Fault, respond: (socket: Socket) => unknown, expected: Expected): Case => ({
  fault,
  variant: "by a proxy",
  calls: ["list", "create"],
  ways: own,
  server: { proxy: { connection: (socket) => socket.once("data", () => respond(socket)) } },
  expected,
  requests: 0,
  recovers: false,
});
const notConnected = (...code: string[]): Expected => ({ name: "NetworkError", code, mayHaveArrived: false });

/** @param stuck `host:port` of a server that neither accepts nor refuses connections. */
export const connect = (stuck: string): Trials => {
  const hanging = (way: Way): ServerPlan => ({ api: { url: `${way === "tls" ? "https" : "http"}://${stuck}` } });
  return {
    step: "connect",
    cases: [
      {
        fault: "refused",
        calls,
        ways: ["http", "fetch"],
        server: { api: { url: `http://${refusing}` } },
        expected: (call, way) => withArrival({ name: "NetworkError", code: ["ECONNREFUSED"] }, false)(call, way),
        recovers: false,
      },
      {
        fault: "refused",
        calls: ["list", "create"],
        ways: ["tls"],
        server: { api: { url: `https://${refusing}` } },
        expected: { name: "NetworkError", code: ["ECONNREFUSED"], mayHaveArrived: false },
        recovers: false,
      },
      {
        fault: "reset before headers",
        calls: ["list", "create"],
        ways: ["http", "fetch"],
        server: { api: { connection: (socket) => socket.resetAndDestroy() } },
        // If the reset comes before the client notices the connection, nothing was sent, and even a create is retried.
        expected: { name: "NetworkError", code: ["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"] },
        recovers: false,
      },
      {
        fault: "truncated",
        calls: ["list", "create"],
        ways: ["http", "fetch"],
        server: { api: { connection: (socket) => socket.resume().end() } },
        expected: connectionLost,
        requests: { list: 2, create: 1 },
        recovers: false,
      },
      ...own.map((way) => ({
        fault: "hung" as const,
        calls: ["list", "create"] as const,
        ways: [way],
        server: hanging(way),
        client: BY_PHASE,
        expected: withArrival(phase("CONNECT_TIMEOUT"), false),
        within: 1_200,
        recovers: false,
      })),
      ...(["http", "tls", "fetch"] as const).flatMap((way) => [
        {
          fault: "aborted by the caller" as const,
          calls,
          ways: [way],
          server: hanging(way),
          client: BY_CALLER,
          expected: "the caller's reason" as const,
          within: 500,
          recovers: false,
        },
        {
          fault: "deadline passed" as const,
          calls: ["list", "create"] as const,
          ways: [way],
          server: hanging(way),
          client: BY_DEADLINE,
          expected: withArrival(timedOut, false),
          within: 800,
          recovers: false,
        },
      ]),
      proxied(
        "4xx",
        (socket) => socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"),
        notConnected("PROXY_AUTHENTICATION"),
      ),
      proxied("5xx", (socket) => socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n"), notConnected("PROXY_REFUSED")),
      proxied("reset before headers", (socket) => socket.resetAndDestroy(), notConnected("ECONNRESET")),
      proxied(
        "truncated",
        (socket) => socket.end("HTTP/1.1 20"),
        notConnected("ECONNRESET", "PROXY_FAILURE", "HPE_INVALID_EOF_STATE"),
      ),
      {
        ...proxied("hung", () => undefined, withArrival(phase("CONNECT_TIMEOUT"), false)(undefined, "http")),
        client: BY_PHASE,
        within: 1_200,
      },
      { ...proxied("aborted by the caller", () => undefined, "the caller's reason"), client: BY_CALLER, within: 500 },
      {
        ...proxied("deadline passed", () => undefined, withArrival(timedOut, false)(undefined, "http")),
        client: BY_DEADLINE,
        within: 800,
      },
    ],
    rules: noBytes,
  };
};

const page = (status: string) => (text: string) =>
  `HTTP/1.1 ${status}\r\ncontent-type: text/html\r\ncontent-length: ${text.length}\r\n\r\n${text}`;
/** A server that responds to a TLS handshake with plain HTTP, like a login portal. */
const plain = (status: string): ServerPlan => ({
  api: { connection: (socket) => socket.once("data", () => socket.end(page(status)("<html></html>"))) },
});
const notTls: Expected = {
  name: "NetworkError",
  code: ["ERR_SSL_WRONG_VERSION_NUMBER", "EPROTO", "ERR_SSL_PACKET_LENGTH_TOO_LONG", "ERR_SSL_RECORD_LAYER_FAILURE"],
  mayHaveArrived: false,
};
const disconnected: Expected = { name: "NetworkError", code: ["ECONNRESET", "EPIPE"], mayHaveArrived: false };
/** The beginning of a server's handshake: the header of a record of 122 bytes, none of which follow. */
const HANDSHAKE = Buffer.from([0x16, 0x03, 0x03, 0x00, 0x7a]);
const tls = { ways: ["tls"] as const, calls: ["list", "create"] as const, recovers: false };

export const TLS: Trials = {
  step: "TLS",
  cases: [
    {
      ...tls,
      fault: "refused",
      variant: "another certificate",
      server: { api: { certificate: "other" } },
      expected: {
        name: "NetworkError",
        code: ["DEPTH_ZERO_SELF_SIGNED_CERT", "UNABLE_TO_VERIFY_LEAF_SIGNATURE", "CERT_SIGNATURE_FAILURE"],
        mayHaveArrived: false,
      },
      requests: 0,
    },
    {
      ...tls,
      fault: "refused",
      variant: "by an alert",
      server: {
        // handshake_failure, fatal
        api: {
          connection: (socket) => socket.once("data", () => socket.end(Buffer.from([0x15, 3, 3, 0, 2, 2, 40]))),
        },
      },
      expected: {
        name: "NetworkError",
        code: ["ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE", "ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE", "EPROTO"],
        mayHaveArrived: false,
      },
    },
    {
      ...tls,
      fault: "reset before headers",
      server: { api: { connection: (socket) => socket.once("data", () => socket.resetAndDestroy()) } },
      expected: disconnected,
    },
    {
      ...tls,
      fault: "truncated",
      server: { api: { connection: (socket) => socket.once("data", () => socket.end(HANDSHAKE)) } },
      expected: disconnected,
    },
    {
      ...tls,
      fault: "hung",
      server: { api: { connection: (socket) => socket.on("data", () => socket.write(HANDSHAKE)) } },
      client: BY_PHASE,
      expected: { name: "TimeoutError", code: ["CONNECT_TIMEOUT"], mayHaveArrived: false },
      within: 1_200,
    },
    { ...tls, fault: "4xx", server: plain("400 Bad Request"), expected: notTls },
    { ...tls, fault: "429", server: plain("429 Too Many Requests"), expected: notTls },
    { ...tls, fault: "5xx", server: plain("503 Service Unavailable"), expected: notTls },
    { ...tls, fault: "HTML", server: plain("200 OK"), expected: notTls },
    {
      ...tls,
      fault: "wrong length",
      // The record exceeds the maximum length.
      server: {
        api: {
          connection: (socket) => socket.once("data", () => socket.end(Buffer.alloc(70_000, "\x16\x03\x03\xff\xff"))),
        },
      },
      expected: notTls,
    },
    {
      ...tls,
      fault: "aborted by the caller",
      server: { api: { connection: (socket) => socket.resume() } },
      client: BY_CALLER,
      expected: "the caller's reason",
      within: 500,
    },
    {
      ...tls,
      fault: "deadline passed",
      server: { api: { connection: (socket) => socket.resume() } },
      client: BY_DEADLINE,
      expected: { name: "TimeoutError", code: ["TIMEOUT"], mayHaveArrived: false },
      within: 800,
    },
  ],
  rules: {
    "reset after headers": "there is no header before the end of the handshake",
    "slow byte by byte": "the system performs the handshake, and a slow one is like a fast one",
    "invalid JSON": "there is no JSON before the end of the handshake",
  },
};
