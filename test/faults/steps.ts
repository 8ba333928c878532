/** The steps of a call at which something from outside can go wrong, in the order in which a call takes them. */
export const STEPS = [
  "gate",
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
