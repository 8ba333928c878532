/** A place on a {@link Roster}. */
export interface Seat<T> {
  readonly member: T;
  /** Where on the roster; -1 for who has left. */
  index: number;
}

/**
 * Who is there now. A `Set` would do, but for much coming and going: its memory of those who left lasts until the next
 * full collection, and moving them about until then costs every call more than its own work.
 */
export class Roster<T> {
  readonly #seats: Seat<T>[] = [];

  get members(): T[] {
    return this.#seats.map(({ member }) => member);
  }

  enter(member: T): Seat<T> {
    const seat = { member, index: this.#seats.length };
    this.#seats.push(seat);
    return seat;
  }

  /** Harmless for who has left before. */
  leave(seat: Seat<T>): void {
    const { index } = seat;
    if (index < 0) return;
    seat.index = -1;
    const last = this.#seats.pop();
    if (last === undefined || last === seat) return;
    last.index = index;
    this.#seats[index] = last;
  }
}
