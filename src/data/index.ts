export type { WaitOptions } from "./bulk/poll.js";
export { type BulkReadParams, bulkRead } from "./bulk/read.js";
export type { BulkRead, BulkReadStep } from "./bulk/read-job.js";
export type { BulkReadState } from "./bulk/read-state.js";
export { type ResumedRow, resumeJob } from "./bulk/resume.js";
export type { Cost } from "./cost.js";
export type { LookUp, NotSent, Outcome, Refused, Skipped, Unknown, Written } from "./write/outcome.js";
