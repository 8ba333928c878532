/** What a soak has to tell. Memory is in bytes. */
export interface SoakReport {
  readonly calls: number;
  readonly seconds: number;
  /** How many calls ended how, by `fault: outcome`. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Heap after the first calls, and after all. */
  readonly early: number;
  readonly late: number;
  readonly rss: number;
  /** Rejections that nobody handled. */
  readonly unhandled: number;
  /** What keeps the process alive after the client was closed. */
  readonly left: readonly string[];
  /** Open file descriptors at the end. */
  readonly descriptors: number;
}
