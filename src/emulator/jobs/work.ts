import type { Organization } from "../organization.js";
import { readSteps, viewReadJob } from "./bulk-read.js";
import { viewWriteJob, writeSteps } from "./bulk-write.js";
import type { Job } from "./job.js";
import { massUpdateSteps } from "./mass-update.js";

/** The work of a job, in the name of the user who started it. Its callback, if any, is told of the end. */
export function workOf(organization: Organization, job: Job): Iterator<Job> {
  try {
    return inNameOf(organization, job, stepsOf(organization, job));
  } catch {
    // An organisation that was gone on with may lack what the job needs, such as a view.
    return inNameOf(organization, job, failureOf(job));
  }
}

function* failureOf(job: Job): Generator<Job> {
  yield { ...job, state: "FAILED" };
}

/** What is read is what there is now, so this is no generator, which would look later. */
function stepsOf(organization: Organization, job: Job): Iterator<Job> {
  switch (job.kind) {
    case "bulk read":
      return readSteps(organization, job);
    case "bulk write":
      return writeSteps(organization, job);
    case "mass update":
      return massUpdateSteps(organization, job);
  }
}

function* inNameOf(organization: Organization, job: Job, steps: Iterator<Job>): Generator<Job, void> {
  for (let last = job; ; ) {
    try {
      const step = organization.as(job.createdBy.id, () => steps.next());
      if (step.done) return;
      last = step.value;
    } catch {
      last = { ...last, state: "FAILED" };
    }
    if (last.state === "COMPLETED" || last.state === "FAILED") tell(organization, last);
    yield last;
  }
}

function tell({ callbacks }: Organization, job: Job): void {
  if (job.kind === "mass update" || job.callback === undefined) return;
  if (job.kind === "bulk write") {
    callbacks.post(job.callback, viewWriteJob(job));
    return;
  }
  const { id, ...rest } = viewReadJob(job);
  callbacks.post(job.callback, { job_id: id, ...rest });
}
