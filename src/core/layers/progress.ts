import type { PreparedRequest } from "../request/request.js";

/** What a call is waiting for; said by the error where its time runs out. */
export type Phase = "place" | "token" | "connection" | "answer" | "pause";

/** How far a call has come. There is one for each call; the layers and the transport write to it as they go. */
export interface Progress {
  phase: Phase;
  /** Requests sent so far, or about to be. */
  attempts: number;
  /** Whether an attempt that is over may have been carried out. */
  mayHaveArrived: boolean;
}

/** A call of which nothing has been sent. */
export const begun = (): Progress => ({ phase: "place", attempts: 0, mayHaveArrived: false });

/** Notes what the request's call is waiting for from now on. */
export function enter({ progress }: PreparedRequest, phase: Phase): void {
  if (progress) progress.phase = phase;
}

/** Whether the server may have carried out any of what was sent. */
export const mayHaveArrived = ({ phase, mayHaveArrived }: Progress): boolean => phase === "answer" || mayHaveArrived;

/** The same in words. */
export function activity({ phase, attempts }: Progress): string {
  if (phase === "pause") return `while pausing before attempt ${attempts + 1}`;
  return `while waiting ${WAITING_FOR[phase]}`;
}

const WAITING_FOR: Readonly<Record<Exclude<Phase, "pause">, string>> = {
  place: "for a place among maxConcurrency calls",
  token: "for an access token",
  connection: "for the connection",
  answer: "for the answer",
};
