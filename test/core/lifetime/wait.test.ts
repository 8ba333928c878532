import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { wait } from "../../../src/core/lifetime/wait.js";
import { failureOf } from "../../support/requests.js";

test("resolves after the delay and leaves no listener", async () => {
  const { signal } = new AbortController();
  await wait(1, signal);
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test("resolves without a signal", async () => {
  expect(await wait(0, undefined)).toBeUndefined();
});

test("rejects with the signal's reason as soon as it is aborted", async () => {
  const controller = new AbortController();
  const reason = { mine: true };
  const waiting = failureOf(wait(3_600_000, controller.signal));
  controller.abort(reason);
  expect(await waiting).toBe(reason);
  expect(getEventListeners(controller.signal, "abort")).toEqual([]);
});

test("leaves no timer when it is aborted", () => {
  const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
  const before = timers();
  const controllers = Array.from({ length: 50 }, () => new AbortController());
  const waits = controllers.map(({ signal }) => failureOf(wait(3_600_000, signal)));
  for (const controller of controllers) controller.abort();
  expect(timers()).toBeLessThan(before + 25);
  return Promise.all(waits);
});

test("rejects at once if the signal is already aborted", async () => {
  const reason = new Error("before");
  expect(await failureOf(wait(3_600_000, AbortSignal.abort(reason)))).toBe(reason);
});

test("waits long if the delay exceeds the range of a timer", async () => {
  const controller = new AbortController();
  const order: string[] = [];
  const long = wait(2 ** 31 + 5, controller.signal).then(
    () => order.push("waited"),
    () => order.push("aborted"),
  );
  await wait(20, undefined);
  controller.abort();
  await long;
  expect(order).toEqual(["aborted"]);
});
