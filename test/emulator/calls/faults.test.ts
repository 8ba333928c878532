import { describe, expect, test } from "vitest";
import { createEmulator, type Fault } from "../../../src/emulator/index.js";

describe("a fault that could never be played", () => {
  const mistakes: [words: string, fault: Fault][] = [
    ["there is no operation getRecordings", { operation: "getRecordings", status: 500 }],
    ["a status is a number from 200 to 599", { status: 99 }],
    ["a status is a number from 200 to 599", { status: Number.NaN }],
    ["nth is a number from 1 up", { nth: 0, status: 500 }],
    ["times is a number from 1 up", { times: 1.5, status: 500 }],
    ["delay is a time in milliseconds", { delay: -1 }],
    ["slow is a time in milliseconds", { slow: 2 ** 31 }],
    ["headers: ", { headers: { "X-A": "a\r\nX-B: b" } }],
    ["headers: ", { headers: { "X A": "a" } }],
  ];
  for (const [words, fault] of mistakes) {
    test(JSON.stringify(fault), () => {
      const { faults } = createEmulator();
      expect(() => faults.add(fault)).toThrowError(`faults: ${words}`);
      expect(faults.waiting()).toEqual([]);
    });
  }
});
