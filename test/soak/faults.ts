import type { Strike } from "../faults/fault-server.js";
import { hanging, replying, resetting, sendingRaw, slowing, truncating } from "../faults/matrix/strikes.js";
import { file, html, json, rejection } from "../faults/replies.js";
import { FILE_SIZE, OTHER_FILE } from "./operations.js";

/** A fault, and how a call that meets it may end; after a retry, it may also end with a value. */
interface SoakFault {
  /** What the server does, about every second time. */
  readonly strike: Strike;
  readonly ends: readonly string[];
  /** What the caller does: aborts the call, or sets a short timeout. */
  readonly caller?: "aborts" | "hurries";
}

const BROKEN = ["NetworkError ECONNRESET", "NetworkError EPIPE"];
const CUT = [...BROKEN, "ResponseError TRUNCATED_ANSWER"];
const UNREADABLE = ["ResponseError UNREADABLE_ANSWER", OTHER_FILE];
const rejecting = (status: number, code: string) => replying(rejection(status, code));

export const SOAK_FAULTS: Readonly<Record<string, SoakFault>> = {
  "reset before headers": { strike: resetting("nothing"), ends: BROKEN },
  "reset after headers": { strike: resetting("after the headers"), ends: CUT },
  "truncated before headers": { strike: truncating("in the headers"), ends: CUT },
  "truncated body": { strike: truncating("in the body"), ends: CUT },
  "429": { strike: rejecting(429, "TOO_MANY"), ends: ["RateLimitError TOO_MANY"] },
  "429 with a time": {
    strike: replying(rejection(429, "TOO_MANY", { "retry-after": "0" })),
    ends: ["RateLimitError TOO_MANY"],
  },
  "4xx": { strike: rejecting(400, "INVALID_DATA"), ends: ["ApiError INVALID_DATA"] },
  "5xx": { strike: rejecting(503, "DOWN"), ends: ["ServerError DOWN"] },
  "5xx in HTML": { strike: replying(html(502)), ends: ["ServerError HTTP_502"] },
  HTML: { strike: replying(html()), ends: UNREADABLE },
  "invalid JSON": {
    strike: replying({ ...json({}), body: Buffer.from('{"data":[') }),
    ends: UNREADABLE,
  },
  "no HTTP": { strike: sendingRaw("nonsense\r\n\r\n"), ends: ["NetworkError HPE_INVALID_CONSTANT"] },
  // Each such call has its own client, because a refresh token yields only a few access tokens.
  "401": { strike: rejecting(401, "INVALID_TOKEN"), ends: ["InvalidTokenError INVALID_TOKEN"] },
  slow: {
    strike: slowing("in the headers", (reply) => (reply.body.length > FILE_SIZE ? file(FILE_SIZE) : reply)),
    ends: [],
  },
  "aborted before headers": { strike: hanging("nothing"), caller: "aborts", ends: ["the caller's reason"] },
  "aborted in the body": { strike: hanging("in the body"), caller: "aborts", ends: ["the caller's reason"] },
  "short deadline": { strike: hanging("in the headers"), caller: "hurries", ends: ["TimeoutError TIMEOUT"] },
  "silence in the body": {
    strike: hanging("in the body"),
    caller: "hurries",
    ends: ["TimeoutError TIMEOUT", "TimeoutError IDLE_TIMEOUT"],
  },
};
