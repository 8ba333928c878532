/** The codes of errors and outcomes of `zcrm/data`. */
import type { ClientError } from "./client-code.js";

const READING = "readRecords";
const WRITING = "outcomes of writeRecords";
const CHECKPOINTS = "the checkpoint of writeRecords";
const JOBS = "bulkRead and bulkWrite";

export const DATA_CODES: Readonly<Record<string, ClientError>> = {
  NO_WAY: {
    cause: "The records cannot be read at all, or not the way that was requested.",
    remedy: "leave out the field, condition or order that the message names, or pass another via",
    where: READING,
  },
  UNSORTED_ROWS: {
    cause: "Zoho returned rows in another order than requested, so that some could be missing or come twice.",
    remedy: "start the reading again from its checkpoint",
    retry: "later",
    where: READING,
  },
  INVALID_CHECKPOINT: {
    cause: "The checkpoint was changed, or belongs to another reading.",
    remedy: "pass a checkpoint as it was returned, with the same options, or begin without one",
    where: "readRecords and syncRecords",
  },
  CHECKPOINT_TOO_OLD: {
    cause: "The checkpoint is older than the deletions that Zoho still lists, so some deletions would be missed.",
    remedy: "empty the copy, and synchronize without since",
    where: "syncRecords",
  },
  CHECKPOINT_DAMAGED: {
    cause: "A line of the checkpoint file cannot be read, or the file is not a checkpoint.",
    remedy: "check the path; if the file is damaged, compare the records with the input before you begin again",
    where: CHECKPOINTS,
  },
  CHECKPOINT_IN_USE: {
    cause: "Another process writes to the checkpoint file.",
    remedy: "wait until the other process ends",
    retry: "later",
    where: CHECKPOINTS,
  },
  CHECKPOINT_MISMATCH: {
    cause: "The checkpoint file belongs to other rows or options.",
    remedy: "resume with the same rows and options, or begin with another file",
    where: CHECKPOINTS,
  },
  INVALID_KEY: {
    cause: "The key is not a field of the module by which a record can be found.",
    remedy: "pass a unique field, or one that Zoho checks for duplicates",
    where: "writeRecords",
  },
  AMBIGUOUS_KEY: {
    cause: "Several records have the value of the key, so nobody knows which one is meant. The row was not written.",
    remedy: "remove the duplicates, or write the row by its id",
    where: WRITING,
  },
  SAME_KEY: {
    cause: "An earlier row has the same key, and nobody knows whether it was written. The row was not sent.",
    remedy: "find out what became of the earlier row, then write this one",
    retry: "after-action",
    where: WRITING,
  },
  INVALID_ROW: {
    cause: "The row is not an object, or lacks an id or key that the mode needs. It was not sent.",
    remedy: "correct the row; the message says what is missing",
    where: WRITING,
  },
  INPUT_FAILED: {
    cause: "The source of the rows failed before the row was sent.",
    remedy: "fix the source, and resume from the checkpoint",
    retry: "later",
    where: WRITING,
  },
  SKIPPED: {
    cause: "A bulk write left the row out, and gave no code for it.",
    remedy: "read the message of the outcome, and correct the row",
    where: WRITING,
  },
  UNPROCESSED: {
    cause: "The bulk write job ended before it came to the row.",
    remedy: "write the row again",
    retry: "later",
    where: WRITING,
  },
  CANNOT_CLEAR: {
    cause: "A bulk write ignores empty values, so the field would keep its value. The row was not sent.",
    remedy: "leave the field out, pass ignoreEmpty: false, or write the row by calls",
    where: WRITING,
  },
  NOT_IN_CSV: {
    cause: "A value cannot be written in a CSV file, which a bulk write uses. The row was not sent.",
    remedy: "leave the field out, or write the row by calls",
    where: WRITING,
  },
  INVALID_WRITE: {
    cause: "The bulk write cannot begin with these options or fields.",
    remedy: "correct what the message names, or write by calls",
    where: "bulkWrite",
  },
  JOB_FAILED: {
    cause: "The bulk job ended without a result.",
    remedy: "read the reason in the message, and start another job or use calls instead",
    retry: "later",
    where: JOBS,
  },
  JOB_SKIPPED: {
    cause: "Zoho skipped the bulk job.",
    remedy: "read the reason in the message, and start another job",
    retry: "later",
    where: JOBS,
  },
  JOB_NOT_FOUND: {
    cause: "Zoho does not know the job. It keeps jobs for about a day (unverified).",
    remedy: "check the id and the organization, or start another job",
    where: JOBS,
  },
  INVALID_JOB: {
    cause: "What was passed to resumeJob is not a job.",
    remedy: "pass what the toJSON() of a job returned",
    where: "resumeJob",
  },
  INVALID_RESPONSE: {
    cause: "The response to the start of a job names no job.",
    remedy: "try again later",
    retry: "later",
    where: JOBS,
  },
  INVALID_RESULT: {
    cause: "The result of the job is damaged or incomplete.",
    remedy: "download it again, or start another job",
    retry: "later",
    where: JOBS,
  },
  RESULT_EXPIRED: {
    cause: "The result of the job is gone. Zoho keeps results for about a day (unverified).",
    remedy: "start another job",
    where: JOBS,
  },
  WAIT_TIMEOUT: {
    cause: "The job has not ended within the time limit of waiting. The job continues.",
    remedy: "wait for it again, or keep its toJSON() for resumeJob()",
    retry: "later",
    where: JOBS,
  },
  INVALID_ARCHIVE: {
    cause: "A zip file is damaged, or larger than allowed.",
    remedy: "download it again",
    retry: "later",
    where: JOBS,
  },
};
