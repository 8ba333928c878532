/** A short part of `npm run channels`, and the rules that it judges by. */
import { expect, test } from "vitest";
import { runStory } from "./story.js";
import { type Change, type Handed, problemsOf } from "./truth.js";

test("three days: every change is delivered, and no channel expires while its keeper lives", async () => {
  const { problems, counts } = await runStory({ seed: 6, days: 3, changesPerHour: 6 });
  expect(problems).toEqual([]);
  expect(counts.expiredWithKeeper).toBe(0);
  // Everything that can go wrong did.
  for (const name of ["killed", "receiverDown", "outages", "faults", "handlerFailures", "byCheck", "deletions"]) {
    expect([name, (counts[name] ?? 0) > 0]).toEqual([name, true]);
  }
});

const SECOND = 1_000;
const change = (operation: Change["operation"], at: number): Change => ({ module: "Leads", operation, id: "1", at });
const event = (operation: Change["operation"], at: number): Handed => ({ ...change(operation, at), source: "check" });

test.each([
  ["a change that was delivered later", [change("update", 5)], [event("update", 5)], [], []],
  ["one that was not", [change("update", 5)], [], [], ["missing"]],
  [
    "one that was delivered before it was made only",
    [change("update", 1), change("update", 9)],
    [event("update", 5)],
    [],
    ["missing"],
  ],
  ["an event of nothing", [change("update", 9)], [event("update", 9), event("insert", 9)], [], ["invented"]],
  [
    "a record that was gone before the next check",
    [change("insert", 5), change("delete", 9)],
    [event("delete", 9)],
    [],
    [],
  ],
  [
    "one that a check could have seen",
    [change("insert", 5), change("delete", 9)],
    [event("delete", 9)],
    [{ module: "Leads", since: 6, until: 8 }],
    ["missing"],
  ],
  ["a deletion, which always shows", [change("insert", 5), change("delete", 9)], [event("insert", 5)], [], ["missing"]],
  ["an update in the second of the creation", [change("insert", 5), change("update", 9)], [event("insert", 5)], [], []],
  ["one in the next second", [change("insert", 5), change("update", SECOND)], [event("insert", 5)], [], ["missing"]],
])("the rules judge %s", (_, changes, handed, checks, expected) => {
  expect(problemsOf({ changes, handed, checks }).map((problem) => problem.split(":")[0])).toEqual(expected);
});
