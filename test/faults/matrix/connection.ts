import type { Socket } from "node:net";
import type { Expected, Way } from "../cell.js";
import type { ServerPlan } from "../fault-server.js";
import type { Fault } from "../faults.js";
import type { Case, Rules, Trials } from "./case.js";
import { broke, late, phase } from "./expected.js";
import { BY_CALLER, BY_DEADLINE, BY_PHASE } from "./timing.js";

const NO_BYTES = "no byte of an answer is due before there is a connection";
const noBytes: Rules = {
  "reset after headers": NO_BYTES,
  "slow byte by byte": NO_BYTES,
  "429": NO_BYTES,
  HTML: NO_BYTES,
  "wrong length": NO_BYTES,
  "invalid JSON": NO_BYTES,
};

/** Whether the request may have arrived fetch cannot tell. */
const sure =
  (expected: Expected, mayHaveArrived: boolean) =>
  (_: unknown, way: Way): Expected =>
    typeof expected === "object" && way !== "fetch" ? { ...expected, mayHaveArrived } : expected;

const refusing = "127.0.0.1:2";
const calls = ["list", "create", "download", "upload"] as const;
/** Not over fetch, which has no bound for this but its own of ten seconds. */
const own = ["http", "tls"] as const;

/** A proxy that was asked for the way to the API, and does this. */
const proxied = (fault: Fault, answer: (socket: Socket) => unknown, expected: Expected): Case => ({
  fault,
  variant: "by a proxy",
  calls: ["list", "create"],
  ways: own,
  server: { proxy: { connection: (socket) => socket.once("data", () => answer(socket)) } },
  expected,
  requests: 0,
  recovers: false,
});
const unmade = (...code: string[]): Expected => ({ name: "NetworkError", code, mayHaveArrived: false });

/** @param stuck `host:port` of a server that takes no connections and refuses none. */
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
        expected: (call, way) => sure({ name: "NetworkError", code: ["ECONNREFUSED"] }, false)(call, way),
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
        // Where it is reset before the client saw it made, nothing was sent, and a create is repeated as well.
        expected: { name: "NetworkError", code: ["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"] },
        recovers: false,
      },
      {
        fault: "truncated",
        calls: ["list", "create"],
        ways: ["http", "fetch"],
        server: { api: { connection: (socket) => socket.resume().end() } },
        expected: broke,
        requests: { list: 2, create: 1 },
        recovers: false,
      },
      ...own.map((way) => ({
        fault: "hung" as const,
        calls: ["list", "create"] as const,
        ways: [way],
        server: hanging(way),
        client: BY_PHASE,
        expected: sure(phase("CONNECT_TIMEOUT"), false),
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
          expected: sure(late, false),
          within: 800,
          recovers: false,
        },
      ]),
      proxied("4xx", (socket) => socket.end("HTTP/1.1 407 Who are you\r\n\r\n"), unmade("PROXY_AUTHENTICATION")),
      proxied("5xx", (socket) => socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n"), unmade("PROXY_REFUSED")),
      proxied("reset before headers", (socket) => socket.resetAndDestroy(), unmade("ECONNRESET")),
      proxied(
        "truncated",
        (socket) => socket.end("HTTP/1.1 20"),
        unmade("ECONNRESET", "PROXY_FAILURE", "HPE_INVALID_EOF_STATE"),
      ),
      {
        ...proxied("hung", () => undefined, sure(phase("CONNECT_TIMEOUT"), false)(undefined, "http")),
        client: BY_PHASE,
        within: 1_200,
      },
      { ...proxied("aborted by the caller", () => undefined, "the caller's reason"), client: BY_CALLER, within: 500 },
      {
        ...proxied("deadline passed", () => undefined, sure(late, false)(undefined, "http")),
        client: BY_DEADLINE,
        within: 800,
      },
    ],
    rules: noBytes,
  };
};

const page = (status: string) => (text: string) =>
  `HTTP/1.1 ${status}\r\ncontent-type: text/html\r\ncontent-length: ${text.length}\r\n\r\n${text}`;
/** A server that answers a greeting of TLS in plain HTTP, as a portal does that wants to be signed in to. */
const plain = (status: string): ServerPlan => ({
  api: { connection: (socket) => socket.once("data", () => socket.end(page(status)("<html></html>"))) },
});
const notTls: Expected = {
  name: "NetworkError",
  code: ["ERR_SSL_WRONG_VERSION_NUMBER", "EPROTO", "ERR_SSL_PACKET_LENGTH_TOO_LONG", "ERR_SSL_RECORD_LAYER_FAILURE"],
  mayHaveArrived: false,
};
const gone: Expected = { name: "NetworkError", code: ["ECONNRESET", "EPIPE"], mayHaveArrived: false };
/** The beginning of a server's greeting: a handshake record of 122 bytes, none of which follow. */
const GREETING = Buffer.from([0x16, 0x03, 0x03, 0x00, 0x7a]);
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
      expected: gone,
    },
    {
      ...tls,
      fault: "truncated",
      server: { api: { connection: (socket) => socket.once("data", () => socket.end(GREETING)) } },
      expected: gone,
    },
    {
      ...tls,
      fault: "hung",
      server: { api: { connection: (socket) => socket.on("data", () => socket.write(GREETING)) } },
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
      // A record longer than any may be.
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
    "reset after headers": "no header is due before the end of the greeting",
    "slow byte by byte": "the greeting is the system's; that of a slow one is no other than that of a whole one",
    "invalid JSON": "no JSON is due before the end of the greeting",
  },
};
