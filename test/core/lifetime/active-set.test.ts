import fc from "fast-check";
import { expect, test } from "vitest";
import { Roster, type Seat } from "../../../src/core/lifetime/active-set.js";

test("has those who entered and did not leave, in whatever order they come and go", () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 20 })), (steps) => {
      const roster = new Roster<number>();
      const seats: Seat<number>[] = [];
      const present = new Set<number>();
      for (const [member, step] of steps.entries()) {
        const seat = seats[step];
        if (seat) {
          roster.leave(seat);
          present.delete(seat.member);
        } else {
          seats.push(roster.enter(member));
          present.add(member);
        }
        expect(roster.members.toSorted()).toEqual([...present].toSorted());
      }
    }),
  );
});
