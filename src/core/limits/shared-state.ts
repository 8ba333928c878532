/** A place where processes share a small text under a key, such as Redis, a database or a file. */
export interface SharedState {
  /** The name that errors and warnings use, e.g. `redis`. */
  readonly name: string;
  /**
   * Replaces the text under a key, as one step among all processes. May be repeated after a lost connection.
   *
   * @param change Returns the next text for the present one, at the time of the place in epoch milliseconds. It must not depend on anything else, because it may be called several times.
   * @returns the result of the change that took effect
   */
  update<T>(key: string, change: (text: string | undefined, now: number) => Change<T>): Promise<T>;
}

/** The next text under a key. */
export interface Change<T> {
  readonly text: string;
  /** Milliseconds after which the place may forget the text. */
  readonly life: number;
  readonly result: T;
}
