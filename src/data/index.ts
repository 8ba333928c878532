export type { WaitOptions } from "./bulk/poll.js";
export { type BulkReadParams, bulkRead } from "./bulk/read.js";
export type { BulkRead, BulkReadStep } from "./bulk/read-job.js";
export type { BulkReadState } from "./bulk/read-state.js";
export { type ResumedJob, type ResumedRow, resumeJob } from "./bulk/resume.js";
export type { BulkWriteStep } from "./bulk/write/outcomes.js";
export type { BulkWriteState, BulkWriteTarget } from "./bulk/write/state.js";
export {
  type BulkWriteJob,
  type BulkWriteParams,
  type BulkWriting,
  bulkWrite,
} from "./bulk/write/write.js";
export type { Cost } from "./cost.js";
export type { ReadCheckpoint } from "./read/checkpoint.js";
export type { Via } from "./read/page.js";
export type { ReadParams, ReadRow } from "./read/params.js";
export type { Impossible, ReadPlan } from "./read/plan.js";
export { type Reading, readRecords } from "./read/read-records.js";
export type { SyncCheckpoint } from "./sync/checkpoint.js";
export { type SyncChange, type SyncParams, syncRecords } from "./sync/sync.js";
export type {
  WriteMode,
  WriteOptions,
  WritePlan,
  WriteProgress,
  WriteRow,
  WriteWay,
  Writing,
} from "./write/options.js";
export type { LookUp, NotSent, Outcome, Refused, Skipped, Unknown, Written } from "./write/outcome.js";
export { writeRecords } from "./write/write-records.js";
