/** What a program gives by mistake is refused at once, in words that name it, and breaks nothing. */
import { describe, expect, test } from "vitest";
import { createEmulator, type EmulatorOptions } from "../../../src/emulator/index.js";

/** Stands for what a program without types gives. */
const untyped = (options: unknown): EmulatorOptions => options as EmulatorOptions;

describe("an option of another kind", () => {
  const mistakes: [words: string, options: unknown][] = [
    ["now: give a function of milliseconds since 1970; this gave NaN", { now: () => Number.NaN }],
    ["now: give a function of milliseconds since 1970", { now: () => new Date() }],
    ["now: give a function", { now: 5 }],
    ["there is no option sed", { sed: {} }],
    ["seed: Leads is not a list; give lists of records by module", { seed: { Leads: {} } }],
    ["seed: Leads[1] is not a record; give lists", { seed: { Leads: [{ Last_Name: "A" }, null] } }],
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
