/** What the parts of one writing share: the client, the clock, the journal, and whether it has been stopped. */
import type { Triggers } from "../../../generated/models.js";
import { isCrmError } from "../../core/errors/errors.js";
import { isError, messageOf } from "../../core/kind.js";
import type { Clock } from "../../core/lifetime/clock.js";
import type { ApiClient, RequestOptions } from "../../core/operation.js";
import { pauseBy } from "../pause.js";
import type { Journal } from "./journal/lines.js";
import type { WriteMode } from "./options.js";

/** What is known of the key. */
export interface Key {
  readonly field: string;
  /** Whether Zoho itself rejects a second record with the same value. */
  readonly isUnique: boolean;
  /** Whether queries tell when a record was created. */
  readonly hasCreatedTime: boolean;
}

/** What a writing is about. */
export interface Task {
  readonly crm: ApiClient;
  readonly module: string;
  readonly mode: WriteMode;
  readonly trigger: Triggers | undefined;
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
}

export interface Work extends Task {
  readonly key: Key | undefined;
  readonly journal: Journal;
  /** The options of each call. */
  readonly options: RequestOptions;
  /** Calls and credits so far. */
  readonly cost: { calls: number; credits: number };
  /** Why nothing more is sent; `undefined` as long as all is well. */
  readonly stopped: { readonly error: unknown } | undefined;
  /** Aborted when nothing more is sent. */
  readonly ended: AbortSignal;
  /** Ends all pauses, and lets nothing more be sent. */
  stop(error: unknown): void;
  /** @throws The error that the writing was stopped with */
  check(): void;
  /** Waits, by the clock of the client. @throws The error that the writing was stopped with */
  pause(milliseconds: number): Promise<void>;
}

export function workOf(task: Task, key: Key | undefined, journal: Journal): Work {
  const { clock, signal } = task;
  const halt = new AbortController();
  const ended = signal === undefined ? halt.signal : AbortSignal.any([signal, halt.signal]);
  const pause = pauseBy(clock);
  let stopped: { readonly error: unknown } | undefined;
  const work: Work = {
    ...task,
    key,
    journal,
    options: signal === undefined ? {} : { signal },
    cost: { calls: 0, credits: 0 },
    ended,
    get stopped() {
      if (signal?.aborted) work.stop(signal.reason);
      return stopped;
    },
    stop(error) {
      stopped ??= { error };
      halt.abort(error);
    },
    check() {
      const { stopped: reason } = work;
      if (reason !== undefined) throw reason.error;
    },
    async pause(milliseconds) {
      work.check();
      if (milliseconds > 0) await pause(milliseconds, ended).catch(() => undefined);
      work.check();
    },
  };
  return work;
}

/** The code of what stopped a writing. */
export function codeOfStop(error: unknown): string {
  if (isCrmError(error)) return error.code;
  return isError(error) && error.name === "AbortError" ? "ABORTED" : "STOPPED";
}

/** For a person: what stopped a writing. */
export const reasonOfStop = (error: unknown): string => messageOf(error);
