import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { AbortWatch } from "../../../src/core/lifetime/cancellation.js";

const listeners = ({ signal }: AbortController) => getEventListeners(signal, "abort").length;

test("a hundred callbacks of one signal share a listener, and all are called", () => {
  const watch = new AbortWatch();
  const controller = new AbortController();
  const called: number[] = [];
  for (let number = 0; number < 100; number += 1) watch.add(controller.signal, () => called.push(number));
  expect(listeners(controller)).toBe(1);
  controller.abort();
  expect(called).toEqual(Array.from({ length: 100 }, (_, number) => number));
});

test("a removed callback is not called, and removing the last one removes the listener", () => {
  const watch = new AbortWatch();
  const controller = new AbortController();
  const called: string[] = [];
  const first = watch.add(controller.signal, () => called.push("first"));
  const second = watch.add(controller.signal, () => called.push("second"));
  first();
  expect(listeners(controller)).toBe(1);
  second();
  expect(listeners(controller)).toBe(0);
  watch.add(controller.signal, () => called.push("third"));
  first();
  watch.add(controller.signal, () => called.push("fourth"));
  expect(listeners(controller)).toBe(1);
  controller.abort();
  expect(called).toEqual(["third", "fourth"]);
});

test("a callback that removes others does not keep them from being called", () => {
  const watch = new AbortWatch();
  const controller = new AbortController();
  const called: string[] = [];
  const ends: (() => void)[] = [];
  for (const name of ["first", "second"]) {
    ends.push(
      watch.add(controller.signal, () => {
        called.push(name);
        for (const end of ends) end();
      }),
    );
  }
  controller.abort();
  expect(called).toEqual(["first", "second"]);
});
