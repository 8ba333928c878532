/** What a program gives by mistake is refused at once, in words that name it, and breaks nothing. */
import { describe, expect, test } from "vitest";
import { createEmulator, type EmulatorOptions } from "../../../src/emulator/index.js";

/** Stands for what a program without types gives. */
const untyped = (options: unknown): EmulatorOptions => options as EmulatorOptions;

describe("an invalid option", () => {
  const mistakes: [words: string, options: unknown][] = [
    ["now: expected a function that returns milliseconds since 1970; it returned NaN", { now: () => Number.NaN }],
    ["now: expected a function that returns milliseconds since 1970", { now: () => new Date() }],
    ["now: expected a function", { now: 5 }],
    ["unknown option sed", { sed: {} }],
    ["seed: Leads is not an array; expected arrays of records by module", { seed: { Leads: {} } }],
    ["seed: Leads[1] is not a record; expected arrays", { seed: { Leads: [{ Last_Name: "A" }, null] } }],
    ["seed: Leads[0]: Big: JSON has no bigint", { seed: { Leads: [{ Last_Name: "A", Big: 1n }] } }],
    ["modules: expected fields by module", { modules: { Leads: { Size: { type: "nope" } } } }],
    ["modules: expected fields by module", { modules: { Leads: null } }],
    ["modules: expected fields by module", { modules: { Leads: { Size: { type: "picklist", pickList: "S" } } } }],
    ["views: expected arrays of views by module", { views: { Leads: { name: "Mine" } } }],
    ["blueprints: expected processes by module", { blueprints: { Deals: { field: "Stage", transitions: [null] } } }],
    ["functions: expected functions by name", { functions: null }],
    ["users: expected an array of users", { users: { last_name: "A" } }],
    ["users: expected an array of users", { users: [{ last_name: "A" }] }],
    ["roles: expected an array of names", { roles: "CEO" }],
    ["profiles: expected an array of names", { profiles: [null] }],
    ["profiles: expected an array of names", { profiles: [{ name: "A", lacks: 5 }] }],
    ["territories: expected an array of names", { territories: {} }],
    ["company: expected an object", { company: [] }],
    ["edition: expected one of free, ", { edition: "huge" }],
    ["schema: expected a schema, as pullSchema returns it and schema.json holds it", { schema: "schema.json" }],
    ["schema: it is not a schema: it needs the members format and modules", { schema: {} }],
    ["schema: it has the format 2; this version of zcrm reads the format 1", { schema: { format: 2, modules: {} } }],
    ["schema: it is not a whole schema: profile is neither", { schema: { format: 1, modules: {} } }],
    [
      'callbackHosts: "https://ci.example.com" is not a host; expected a bare host',
      { callbackHosts: ["https://ci.example.com"] },
    ],
    ['callbackHosts: "ci.example.com:8080" is not a host', { callbackHosts: ["ci.example.com:8080"] }],
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
