import type { Retry } from "../description/description.js";

/** What is known of an error of this package. */
export interface ClientError {
  readonly cause: string;
  readonly remedy: string;
  /** @default "no" */
  readonly retry?: Retry;
  readonly where: string;
}
