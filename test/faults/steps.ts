/** The steps of a call at which an external failure is possible, in the order of the call. */
export const STEPS = [
  "slot",
  "store read",
  "lock",
  "token request",
  "store write",
  "connect",
  "TLS",
  "send body",
  "status line",
  "headers",
  "body",
  "decode",
  "file write",
] as const;

export type Step = (typeof STEPS)[number];
