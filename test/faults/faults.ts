/** What can fail at a step. */
export const FAULTS = [
  "refused",
  "reset before headers",
  "reset after headers",
  "truncated",
  "hung",
  "slow byte by byte",
  "4xx",
  "429",
  "5xx",
  "HTML",
  "wrong length",
  "invalid JSON",
  "aborted by the caller",
  "deadline passed",
] as const;

export type Fault = (typeof FAULTS)[number];
