import type { Callbacks } from "../http/callbacks.js";
import type { UserCrm } from "../records/crm.js";
import { readSteps, viewReadJob } from "./bulk-read.js";
import { viewWriteJob, writeSteps } from "./bulk-write.js";
import { isOver, type Job } from "./job.js";
import { massUpdateSteps } from "./mass-update.js";
import type { UploadedCsv } from "./uploaded-csv.js";

/** What a job needs for its work. */
export interface JobContext {
  /** The organization, as the user who started the job works in it. */
  readonly crm: UserCrm;
  /** Where the end of a job is reported. */
  readonly callbacks: Callbacks;
  upload(fileId: string): UploadedCsv | undefined;
}

/** The work of a job, step by step. Its end is reported to the callback, if it has one. */
export function workOf(job: Job, context: JobContext): Iterator<Job> {
  try {
    return reported(job, context, stepsOf(job, context));
  } catch {
    // A resumed organization may lack what the job needs, such as a view.
    return reported(job, context, failureOf(job));
  }
}

function* failureOf(job: Job): Generator<Job> {
  yield { ...job, state: "FAILED" };
}

/** Not a generator, because it must read the present state, and a generator would read later. */
function stepsOf(job: Job, { crm, upload }: JobContext): Iterator<Job> {
  switch (job.kind) {
    case "bulk read":
      return readSteps(crm, job);
    case "bulk write":
      return writeSteps(crm, job, upload(job.fileId));
    case "mass update":
      return massUpdateSteps(crm, job);
  }
}

function* reported(job: Job, { callbacks }: JobContext, steps: Iterator<Job>): Generator<Job, void> {
  for (let last = job; ; ) {
    try {
      const step = steps.next();
      if (step.done) return;
      last = step.value;
    } catch {
      last = { ...last, state: "FAILED" };
    }
    if (isOver(last)) report(last, callbacks);
    yield last;
  }
}

function report(job: Job, callbacks: Callbacks): void {
  if (job.kind === "mass update" || job.callback === undefined) return;
  if (job.kind === "bulk write") {
    callbacks.post(job.callback, viewWriteJob(job));
    return;
  }
  const { id, ...rest } = viewReadJob(job);
  callbacks.post(job.callback, { job_id: id, ...rest });
}
