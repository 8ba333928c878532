import { describe, expect, test } from "vitest";
import { createEmulator, type Fault } from "../../../src/emulator/index.js";

describe("an invalid fault", () => {
  const mistakes: [words: string, fault: Fault][] = [
    ["unknown operation getRecordings", { operation: "getRecordings", status: 500 }],
    ["status must be an integer from 200 to 599", { status: 99 }],
    ["status must be an integer from 200 to 599", { status: Number.NaN }],
    ["nth must be an integer of at least 1", { nth: 0, status: 500 }],
    ["times must be an integer of at least 1", { times: 1.5, status: 500 }],
    ["delay must be a time in milliseconds", { delay: -1 }],
    ["slow must be a time in milliseconds", { slow: 2 ** 31 }],
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
