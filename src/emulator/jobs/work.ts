import type { Callbacks } from "../http/callbacks.js";
import type { UserCrm } from "../records/crm.js";
import { readSteps, viewReadJob } from "./bulk-read.js";
import { viewWriteJob, writeSteps } from "./bulk-write.js";
import { isOver, type Job } from "./job.js";
import { massUpdateSteps } from "./mass-update.js";
import type { UploadedCsv } from "./uploaded-csv.js";

/** What the work of a job needs. */
export interface JobContext {
  /** The organization, as the user who started the job works in it. */
  readonly crm: UserCrm;
  /** Whom the end of a job is reported to. */
  readonly callbacks: Callbacks;
  upload(fileId: string): UploadedCsv | undefined;
}

/** The work of a job, step by step. Its callback, if any, is told of the end. */
export function workOf(job: Job, context: JobContext): Iterator<Job> {
  try {
    return reported(job, context, stepsOf(job, context));
  } catch {
    // An organisation that was gone on with may lack what the job needs, such as a view.
    return reported(job, context, failureOf(job));
  }
}

function* failureOf(job: Job): Generator<Job> {
  yield { ...job, state: "FAILED" };
}

/** What is read is what there is now, so this is no generator, which would look later. */
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
