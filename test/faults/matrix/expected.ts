import type { Expected } from "../cell.js";

/** The codes of systems and of fetch for a lost connection. */
const LOST = ["ECONNRESET", "EPIPE", "UND_ERR_SOCKET", "UND_ERR_RES_CONTENT_LENGTH_MISMATCH"];

/** The connection was lost when the request may have arrived. */
export const connectionLost: Expected = { name: "NetworkError", code: LOST, mayHaveArrived: true };
/** The response is not HTTP. */
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
export const timedOut: Expected = { name: "TimeoutError", code: ["TIMEOUT"] };
/** No connection, or no further byte, within its time limit. */
export const phase = (code: "CONNECT_TIMEOUT" | "IDLE_TIMEOUT"): Expected => ({ name: "TimeoutError", code: [code] });
export const unreadable: Expected = { name: "ResponseError", code: ["UNREADABLE_ANSWER"] };
export const truncated: Expected = { name: "ResponseError", code: ["TRUNCATED_ANSWER"] };
export const auth = (...code: string[]): Expected => ({ name: "AuthError", code });
export const api = (name: string, code: string): Expected => ({ name, code: [code] });
