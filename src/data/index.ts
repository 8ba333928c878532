export type { Cost } from "./cost.js";
export type { LookUp, NotSent, Outcome, Refused, Skipped, Unknown, Written } from "./write/outcome.js";
