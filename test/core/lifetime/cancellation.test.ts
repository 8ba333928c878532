import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { AbortWatch } from "../../../src/core/lifetime/cancellation.js";

const listeners = ({ signal }: AbortController) => getEventListeners(signal, "abort").length;

test("a hundred who wait for one signal share a listener, and all are told", () => {
  const watch = new AbortWatch();
  const controller = new AbortController();
  const told: number[] = [];
  for (let number = 0; number < 100; number += 1) watch.add(controller.signal, () => told.push(number));
  expect(listeners(controller)).toBe(1);
  controller.abort();
  expect(told).toEqual(Array.from({ length: 100 }, (_, number) => number));
});

test("who has ended is not told, and with the last one the listener goes", () => {
  const watch = new AbortWatch();
  const controller = new AbortController();
  const told: string[] = [];
  const first = watch.add(controller.signal, () => told.push("first"));
  const second = watch.add(controller.signal, () => told.push("second"));
  first();
  expect(listeners(controller)).toBe(1);
  second();
  expect(listeners(controller)).toBe(0);
  watch.add(controller.signal, () => told.push("third"));
  first();
  watch.add(controller.signal, () => told.push("fourth"));
  expect(listeners(controller)).toBe(1);
  controller.abort();
  expect(told).toEqual(["third", "fourth"]);
});

test("one who ends others while being told does not keep them from being told", () => {
  const watch = new AbortWatch();
  const controller = new AbortController();
  const told: string[] = [];
  const ends: (() => void)[] = [];
  for (const name of ["first", "second"]) {
    ends.push(
      watch.add(controller.signal, () => {
        told.push(name);
        for (const end of ends) end();
      }),
    );
  }
  controller.abort();
  expect(told).toEqual(["first", "second"]);
});
