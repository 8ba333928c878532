import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { creditsOf, exchange, LEASE, LONGEST_PAUSE, type Report } from "../../../src/core/limits/fleet.js";

const START = 1_700_000_000_000;

/** A place whose clock the test sets. */
function place() {
  let text: string | undefined;
  const numbers = new Map<string, number>();
  const here = {
    now: START,
    get text() {
      return text;
    },
    lose(other?: string) {
      text = other;
    },
    report(id: string, facts: Partial<Report> = {}) {
      const number = facts.number ?? (numbers.get(id) ?? 0) + 1;
      numbers.set(id, number);
      const report = { id, isKnown: false, slots: 0, needs: 0, limit: 10, pause: 0, ...facts, number };
      const change = exchange(text, report, here.now);
      text = change.text;
      return change.result;
    },
  };
  return here;
}

describe("slots", () => {
  test("are all for one process that needs them, and for others once it reports that it gave some back", () => {
    const { report } = place();
    expect(report("a", { needs: 50 })).toMatchObject({
      slots: 10,
      share: 10,
      isWanted: false,
      processes: 1,
      limit: 10,
    });
    expect(report("b", { needs: 50 })).toMatchObject({ slots: 0, share: 5, isWanted: false, processes: 2 });
    expect(report("a", { slots: 10, needs: 50 })).toMatchObject({ slots: 10, share: 5, isWanted: true });
    expect(report("a", { slots: 5, needs: 50 })).toMatchObject({ slots: 5, share: 5, isWanted: true });
    expect(report("b", { needs: 50 })).toMatchObject({ slots: 5, share: 5 });
    expect(report("a", { slots: 5, needs: 50 })).toMatchObject({ isWanted: false });
  });

  test("of a silent process are free after the lease, and not before", () => {
    const here = place();
    here.report("a", { needs: 10 });
    here.now += LEASE - 1;
    expect(here.report("b", { needs: 10 }).slots).toBe(0);
    here.now += 1;
    expect(here.report("b", { needs: 10 })).toMatchObject({ slots: 10, processes: 1 });
  });

  test("that a silent process waits for are not kept for it", () => {
    const here = place();
    here.report("a", { needs: 4 });
    here.report("b", { needs: 20 });
    here.report("a", { slots: 4, needs: 20 });
    expect(here.report("b", { slots: 6, needs: 20 }).share).toBe(5);
    here.now += 2_001;
    expect(here.report("b", { slots: 6, needs: 20 }).share).toBe(6);
  });

  test("are as many as the most careful of the processes says", () => {
    const { report } = place();
    expect(report("a", { needs: 50, limit: 20 }).slots).toBe(20);
    expect(report("b", { needs: 50, limit: 5 })).toMatchObject({ slots: 0, limit: 5 });
    expect(report("a", { slots: 20, needs: 50, limit: 20 })).toMatchObject({ slots: 5, limit: 5 });
  });

  test("that a process came back with, although others have them, are not used once more", () => {
    const here = place();
    here.report("a", { needs: 6 });
    here.now += LEASE;
    expect(here.report("b", { needs: 10 }).slots).toBe(10);
    // Its requests were under way when it was stopped.
    expect(here.report("a", { slots: 6, needs: 6 }).slots).toBe(0);
    expect(here.report("b", { slots: 10, needs: 10 }).slots).toBe(4);
  });

  test("are not given while the place, which lost everything, does not know who holds them", () => {
    const here = place();
    here.report("a", { needs: 5 });
    here.report("b", { needs: 5 });
    here.lose();
    expect(here.report("a", { slots: 5, needs: 10 })).toMatchObject({ slots: 5, isComplete: false });
    expect(here.report("c", { needs: 10 }).slots).toBe(0);
    here.now += 1_000;
    expect(here.report("b", { slots: 5, needs: 5 }).slots).toBe(5);
    here.now += 3_000;
    here.report("b", { slots: 0, needs: 0 });
    expect(here.report("a", { slots: 5, needs: 5 })).toMatchObject({ slots: 5, isComplete: true });
    expect(here.report("c", { needs: 10 }).slots).toBe(5);
    here.lose();
    expect(here.report("c", { isKnown: true, needs: 10 }).slots).toBe(0);
  });

  test("go round among more processes than there are slots, and nobody waits for long", () => {
    const here = place();
    const names = ["a", "b", "c", "d", "e"];
    const held = new Map(names.map((name) => [name, 0]));
    const turns = new Map(names.map((name) => [name, 0]));
    let longest = 0;
    const since = new Map(names.map((name) => [name, START]));
    for (let step = 0; step < 600; step += 1) {
      here.now += 50;
      for (const name of names) {
        const before = held.get(name) ?? 0;
        const { slots, share } = here.report(name, { slots: before, needs: 3, limit: 2 });
        // Uses its fair share, and gives the rest back with its next report.
        held.set(name, Math.min(slots, share));
        if (slots > 0) {
          turns.set(name, (turns.get(name) ?? 0) + 1);
          since.set(name, here.now);
        }
        longest = Math.max(longest, here.now - (since.get(name) ?? 0));
      }
      expect([...held.values()].reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(2);
    }
    expect(longest).toBeLessThan(4_000);
    const counts = [...turns.values()];
    expect(Math.min(...counts) / Math.max(...counts)).toBeGreaterThan(0.7);
  });
});

describe("a report", () => {
  test("that arrives late changes nothing", () => {
    const here = place();
    here.report("a", { needs: 2, number: 1 });
    here.report("a", { slots: 2, needs: 10, number: 3 });
    const { text } = here;
    here.report("a", { slots: 0, needs: 0, number: 2 });
    expect(here.text).toBe(text);
  });

  test("that takes effect twice does not take back what it was allowed the first time", () => {
    const { report } = place();
    expect(report("a", { needs: 8, number: 1 }).slots).toBe(8);
    expect(report("b", { needs: 10 }).slots).toBe(2);
    expect(report("a", { needs: 8, number: 1 }).slots).toBe(8);
    expect(report("b", { slots: 2, needs: 10 }).slots).toBe(2);
  });

  test("without slots and calls leaves nothing behind", () => {
    const { report } = place();
    report("a", { needs: 1 });
    report("a");
    expect(report("b", { needs: 1 }).processes).toBe(1);
  });
});

describe("a pause", () => {
  test("is for all, until it is over, and the longest counts", () => {
    const here = place();
    expect(here.report("a", { needs: 1, pause: 2_000 }).pause).toBe(2_000);
    here.now += 500;
    expect(here.report("b", { needs: 1, pause: 100 }).pause).toBe(1_500);
    here.now += 1_500;
    expect(here.report("b", { needs: 1 }).pause).toBe(0);
  });

  test("is not longer than calls wait", () => {
    const { report } = place();
    expect(report("a", { needs: 1, pause: 24 * 60 * 60_000 }).pause).toBe(LONGEST_PAUSE);
  });
});

describe("credits", () => {
  test("are those that Zoho stated last, to whomever", () => {
    const here = place();
    expect(here.report("a", { needs: 1 }).credits).toBeUndefined();
    here.report("a", { needs: 1, credits: { left: 900, age: 100 } });
    here.report("b", { needs: 1, credits: { left: 950, age: 60_000 } });
    here.now += 1_000;
    expect(here.report("b", { needs: 1 }).credits).toEqual({ left: 900, age: 1_100 });
    expect(creditsOf(here.text, here.now + 5_000)).toEqual({ left: 900, age: 6_100 });
    expect(creditsOf(undefined, here.now)).toBeUndefined();
  });
});

test("a clock that is set back makes nothing older or younger", () => {
  const here = place();
  here.report("a", { needs: 6, pause: 2_000, credits: { left: 5, age: 0 } });
  here.now -= 60 * 60_000;
  expect(here.report("b", { needs: 10 })).toMatchObject({ slots: 4, pause: 2_000, credits: { left: 5, age: 0 } });
  here.now += LEASE;
  expect(here.report("b", { slots: 4, needs: 10 })).toMatchObject({ slots: 10, pause: 0 });
});

test("anything else in the place counts as nothing", () => {
  const here = place();
  here.report("a", { needs: 2, credits: { left: 1, age: 0 } });
  const valid = JSON.parse(here.text ?? "") as object;
  const hostile = [
    ...["", "x", "null", "[]", "{}", "7", `${here.text} `.slice(0, 20), `{"members":{"a":[]}}`],
    ...["at", "paused", "settled", "members"].map((name) => JSON.stringify({ ...valid, [name]: "x" })),
    JSON.stringify({ ...valid, credits: [1] }),
    JSON.stringify({ ...valid, members: { a: [1, 2, 3, 4, 5, null] } }),
  ];
  for (const text of hostile) {
    here.lose(text);
    expect(here.report("b", { needs: 3 }), text).toMatchObject({ slots: 3, processes: 1, credits: undefined });
  }
  fc.assert(
    fc.property(fc.json(), (text) => {
      here.lose(text);
      expect(here.report("b", { needs: 3 }).slots).toBe(3);
    }),
  );
});
