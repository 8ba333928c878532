import { file, html, json, refusal } from "../faults/answers.js";
import type { Strike } from "../faults/fault-server.js";
import { answering, hanging, resetting, saying, slowing, truncating } from "../faults/matrix/strikes.js";
import { FILE_SIZE, OTHER_FILE } from "./operations.js";

/** Something that goes wrong, and how a call may end that meets it; where repeating helps, with a value as well. */
interface SoakFault {
  /** What the server does, about every second time. */
  readonly strike: Strike;
  readonly ends: readonly string[];
  /** What the caller does: gives up, or gives little time. */
  readonly caller?: "aborts" | "hurries";
}

const BROKEN = ["NetworkError ECONNRESET", "NetworkError EPIPE"];
const CUT = [...BROKEN, "ResponseError TRUNCATED_ANSWER"];
const UNREADABLE = ["ResponseError UNREADABLE_ANSWER", OTHER_FILE];
const refusing = (status: number, code: string) => answering(refusal(status, code));

export const SOAK_FAULTS: Readonly<Record<string, SoakFault>> = {
  "reset before headers": { strike: resetting("nothing"), ends: BROKEN },
  "reset after headers": { strike: resetting("after the headers"), ends: CUT },
  "truncated before headers": { strike: truncating("in the headers"), ends: CUT },
  "truncated body": { strike: truncating("in the body"), ends: CUT },
  "429": { strike: refusing(429, "TOO_MANY"), ends: ["RateLimitError TOO_MANY"] },
  "429 with a time": {
    strike: answering(refusal(429, "TOO_MANY", { "retry-after": "0" })),
    ends: ["RateLimitError TOO_MANY"],
  },
  "4xx": { strike: refusing(400, "INVALID_DATA"), ends: ["ApiError INVALID_DATA"] },
  "5xx": { strike: refusing(503, "DOWN"), ends: ["ServerError DOWN"] },
  "5xx in HTML": { strike: answering(html(502)), ends: ["ServerError HTTP_502"] },
  HTML: { strike: answering(html()), ends: UNREADABLE },
  "invalid JSON": {
    strike: answering({ ...json({}), body: Buffer.from('{"data":[') }),
    ends: UNREADABLE,
  },
  "no HTTP": { strike: saying("nonsense\r\n\r\n"), ends: ["NetworkError HPE_INVALID_CONSTANT"] },
  // Met by clients of their own: a refresh token is good for few of these.
  "401": { strike: refusing(401, "INVALID_TOKEN"), ends: ["InvalidTokenError INVALID_TOKEN"] },
  slow: {
    strike: slowing("in the headers", (answer) => (answer.body.length > FILE_SIZE ? file(FILE_SIZE) : answer)),
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
