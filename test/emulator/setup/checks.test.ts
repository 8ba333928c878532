// What a program gives by mistake is refused at once, in words that name it, and breaks nothing.
import { describe, expect, test } from "vitest";
import { createEmulator, type EmulatorOptions, type Fault } from "../../../src/emulator/index.js";
import { callerOf } from "../support/caller.js";

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

test("the clock stays where times can be written", async () => {
  const emulator = createEmulator();
  const call = await callerOf(emulator);
  for (const time of [Number.NaN, Number.POSITIVE_INFINITY, 1e15, -1e15, "99999999d"]) {
    expect(() => emulator.advance(time)).toThrowError(`advance: ${time} leads out of the years from 1970 to 9999`);
  }
  expect((await call("GET", "/Leads")).status).toBe(200);
  emulator.advance("2000000d");
  const { status, body } = await (await callerOf(emulator))("POST", "/Leads", { data: [{ Last_Name: "Late" }] });
  expect([status, body.data?.[0]?.details?.Created_Time]).toEqual([201, expect.stringMatching(/^7\d{3}-/)]);
});

/** Stands for what a program without types gives. */
const untyped = (options: unknown): EmulatorOptions => options as EmulatorOptions;

describe("an option of another kind", () => {
  const mistakes: [words: string, options: unknown][] = [
    ["now: give a function of milliseconds since 1970; this gave NaN", { now: () => Number.NaN }],
    ["now: give a function of milliseconds since 1970", { now: () => new Date() }],
    ["now: give a function", { now: 5 }],
    ["there is no option sed", { sed: {} }],
    ["seed: Leads is no list; give lists of records by module", { seed: { Leads: {} } }],
    ["seed: Leads[1] is no record; give lists", { seed: { Leads: [{ Last_Name: "A" }, null] } }],
    ["seed: Leads[0]: Big: JSON has no bigint", { seed: { Leads: [{ Last_Name: "A", Big: 1n }] } }],
    ["modules: give fields by module", { modules: { Leads: { Size: { type: "nope" } } } }],
    ["modules: give fields by module", { modules: { Leads: null } }],
    ["modules: give fields by module", { modules: { Leads: { Size: { type: "picklist", pickList: "S" } } } }],
    ["views: give lists of views by module", { views: { Leads: { name: "Mine" } } }],
    ["blueprints: give processes by module", { blueprints: { Deals: { field: "Stage", transitions: [null] } } }],
    ["functions: give functions by name", { functions: null }],
    ["users: give a list of people", { users: { last_name: "A" } }],
    ["users: give a list of people", { users: [{ last_name: "A" }] }],
    ["roles: give a list of names", { roles: "CEO" }],
    ["profiles: give a list of names", { profiles: [null] }],
    ["profiles: give a list of names", { profiles: [{ name: "A", lacks: 5 }] }],
    ["territories: give a list of names", { territories: {} }],
    ["company: give an object", { company: [] }],
    ["edition: give one of free, ", { edition: "huge" }],
    [
      'callbackHosts: "https://ci.example.com" is none; give a host alone',
      { callbackHosts: ["https://ci.example.com"] },
    ],
    ['callbackHosts: "ci.example.com:8080" is none', { callbackHosts: ["ci.example.com:8080"] }],
  ];
  for (const [words, options] of mistakes) {
    test(words, () => {
      expect(() => createEmulator(untyped(options))).toThrowError(words);
      const emulator = createEmulator();
      if (!/^(now|callbackHosts)/.test(words))
        expect(() => emulator.addOrganization(untyped(options))).toThrowError(words);
    });
  }
});
