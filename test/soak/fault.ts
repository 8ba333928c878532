/** What the server does to a call; the call names it in a header, so that each attempt meets it again. */
export const FAULTS = [
  "reset before headers",
  "reset after headers",
  "truncated",
  "bad gzip",
  "HTML",
  "invalid JSON",
  "empty",
  "400",
  "401",
  "429",
  "503",
  "slow",
  "hung",
  "aborted",
] as const;
export type Fault = (typeof FAULTS)[number] | "none";

/** The header that names it. */
export const FAULT_HEADER = "x-fault";
