import type { Expected } from "../cell.js";

/** What systems, and fetch, say of a connection that broke. */
const BROKEN = ["ECONNRESET", "EPIPE", "UND_ERR_SOCKET", "UND_ERR_RES_CONTENT_LENGTH_MISMATCH"];

/** The connection broke when the request may have arrived. */
export const broke: Expected = { name: "NetworkError", code: BROKEN, mayHaveArrived: true };
/** What came is none of HTTP. */
export const notHttp: Expected = {
  name: "NetworkError",
  code: [
    "HPE_INVALID_CONSTANT",
    "HPE_INVALID_CONTENT_LENGTH",
    "HPE_UNEXPECTED_CONTENT_LENGTH",
    "HPE_INVALID_HEADER_TOKEN",
    "HPE_CR_EXPECTED",
  ],
  mayHaveArrived: true,
};
export const late: Expected = { name: "TimeoutError", code: ["TIMEOUT"] };
/** No connection, or no further byte, within the time for that. */
export const phase = (code: "CONNECT_TIMEOUT" | "IDLE_TIMEOUT"): Expected => ({ name: "TimeoutError", code: [code] });
export const unreadable: Expected = { name: "ResponseError", code: ["UNREADABLE_ANSWER"] };
export const truncated: Expected = { name: "ResponseError", code: ["TRUNCATED_ANSWER"] };
export const auth = (...code: string[]): Expected => ({ name: "AuthError", code });
export const api = (name: string, code: string): Expected => ({ name, code: [code] });
