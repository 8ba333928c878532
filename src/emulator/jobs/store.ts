import { limits } from "../limits.js";
import type { Clock } from "../values/clock.js";
import { SharedMap } from "../values/shared-map.js";
import { isOver, type Job } from "./job.js";
import type { UploadedCsv } from "./uploaded-csv.js";

export interface JobsSnapshot {
  readonly uploads: ReadonlyMap<string, UploadedCsv>;
  readonly jobs: ReadonlyMap<string, Job>;
}

/** A job under way. */
interface Running {
  /** The job as last stored. */
  readonly job: Job;
  readonly work: Iterator<Job>;
}

/** Results are kept for one day. */
const KEPT_MILLISECONDS = limits.bulkResults.hours * 3_600_000;
const MAX_DOWNLOADS = limits.bulkRead.downloadsPerMinute;

/**
 * The jobs of an organization, and the files uploaded for them. Running jobs take turns with each other and with
 * calls.
 */
export class JobStore {
  uploads = new SharedMap<string, UploadedCsv>();
  readonly #now: Clock;
  readonly #begin: (job: Job) => Iterator<Job>;
  readonly #changed: () => void;
  #jobs = new SharedMap<string, Job>();
  #running = new Map<string, Running>();
  /** Called after the job's next turn. */
  #waiting = new Map<string, (() => void)[]>();
  /** The times of the latest downloads. */
  #downloads: number[] = [];
  #isAwake = false;
  #hasEnded = false;

  /**
   * @param begin The work of a job, which yields the updated job after every slice
   * @param changed Called after every slice that changed the job
   */
  constructor(now: Clock, begin: (job: Job) => Iterator<Job>, changed: () => void) {
    this.#now = now;
    this.#begin = begin;
    this.#changed = changed;
  }

  /** Starts a job. Its first slice runs after the present call. */
  start(job: Job): void {
    this.#forgetResults();
    this.#jobs.set(job.id, job);
    this.#run(job);
  }

  /**
   * The job with this id and kind. A running job first advances by one slice, so that a client that polls without a
   * pause does not keep it from finishing.
   */
  async inspect<Kind extends Job["kind"]>(kind: Kind, id: string): Promise<Extract<Job, { kind: Kind }> | undefined> {
    if (this.#running.has(id)) {
      await new Promise<void>((seen) => this.#waiting.set(id, [...(this.#waiting.get(id) ?? []), seen]));
    }
    const job = this.#jobs.get(id);
    return job !== undefined && isOf(job, kind) ? job : undefined;
  }

  /** The module that a job works on. */
  moduleOf(id: string): unknown {
    const job = this.#jobs.get(id);
    return job?.kind === "bulk read" ? job.query.module : job?.module;
  }

  /** The archive that a job produced, while it is kept. */
  archive(kind: Job["kind"], id: string): Uint8Array | undefined {
    const job = this.#jobs.get(id);
    return job?.kind === kind && "zip" in job && this.#isKept(job) ? job.zip : undefined;
  }

  /** Counts the download of what was read. @returns whether it is allowed */
  countDownload(): boolean {
    this.#downloads = this.#downloads.filter((time) => this.#now() - time < 60_000);
    if (this.#downloads.length >= MAX_DOWNLOADS) return false;
    this.#downloads.push(this.#now());
    return true;
  }

  /** The jobs that have not ended. */
  running(): Job[] {
    return Array.from(this.#running.values(), ({ job }) => job);
  }

  /** Stops the work for good. Unfinished jobs stay unfinished, and another store can resume them. */
  end(): void {
    this.#hasEnded = true;
    this.#running.clear();
    for (const id of [...this.#waiting.keys()]) this.#release(id);
  }

  snapshot(): JobsSnapshot {
    return { uploads: this.uploads.share(), jobs: this.#jobs.share() };
  }

  /** Resumes the jobs that were under way in the snapshot. A job that has not advanced since is not restarted. */
  restore({ uploads, jobs }: JobsSnapshot): void {
    const before = this.#running;
    this.uploads = new SharedMap(uploads);
    this.#jobs = new SharedMap(jobs);
    this.#running = new Map();
    this.#downloads = [];
    for (const job of this.#jobs.values()) {
      const known = before.get(job.id);
      if (known?.job === job) this.#running.set(job.id, known);
      else if (!isOver(job)) this.#run(job);
    }
    for (const id of [...this.#waiting.keys()]) if (!this.#running.has(id)) this.#release(id);
  }

  #run(job: Job): void {
    if (this.#hasEnded) return;
    this.#running.set(job.id, { job, work: this.#begin(job) });
    this.#wake();
  }

  #wake(): void {
    if (this.#isAwake) return;
    this.#isAwake = true;
    setImmediate(() => {
      this.#isAwake = false;
      this.#turn();
      if (this.#running.size > 0) this.#wake();
    });
  }

  /** Runs one slice of the job that has waited longest. */
  #turn(): void {
    const [running] = this.#running.values();
    if (running === undefined) return;
    const { work, job: before } = running;
    const { id } = before;
    this.#running.delete(id);
    const { value: job, done } = work.next();
    if (done !== true && !isOver(job)) this.#running.set(id, { job, work });
    if (done !== true && job !== before) {
      this.#jobs.set(id, job);
      this.#changed();
    }
    this.#release(id);
  }

  #release(id: string): void {
    const lookers = this.#waiting.get(id) ?? [];
    this.#waiting.delete(id);
    for (const seen of lookers) seen();
  }

  #isKept({ createdTime }: Job): boolean {
    return this.#now() - createdTime < KEPT_MILLISECONDS;
  }

  /** Releases archives that can no longer be downloaded. */
  #forgetResults(): void {
    for (const job of [...this.#jobs.values()]) {
      if (!("zip" in job) || this.#isKept(job)) continue;
      const { zip, ...rest } = job;
      this.#jobs.set(job.id, rest);
    }
  }
}

const isOf = <Kind extends Job["kind"]>(job: Job, kind: Kind): job is Extract<Job, { kind: Kind }> => job.kind === kind;
