/** Every operation accepts the request of its example in the description, and responds as the example does. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Emulator, Snapshot } from "../../src/emulator/index.js";
import type { Caller } from "./support/caller.js";
import { exampleOf, places } from "./support/described.js";
import { callersOf, createExampleEmulator, ExampleWorld, isObject } from "./support/example-world.js";

/** Optional parameters that exclude each other: each request has those of one group, and all that are in no group. */
const ALTERNATIVES: Record<string, readonly (readonly string[])[]> = {
  getRecords: [["cvid"], ["sort_by", "sort_order"]],
  searchRecords: [["criteria"], ["email"], ["phone"], ["word"]],
};

/** Operations that need one of the parameters that the description calls optional. */
const INCOMPLETE = ["searchRecords", "getMassUpdateStatus"];

/** Members of examples that the emulator's responses do not have. */
const LACKING: Record<string, readonly string[]> = {
  // The token in this test has all scopes, which the emulator does not list.
  introspectToken: ["/scope"],
  // The emulator is the only data center.
  getServerInfo: ["/locations/eu", "/locations/in", "/locations/ca"],
};

/** Members of the example that the response lacks. In an array, one entry must be like the example's first entry. */
function missing(example: unknown, answer: unknown, at = ""): string[] {
  if (!isObject(example) || answer === null) return [];
  if (Array.isArray(example)) {
    if (example.length === 0) return [];
    if (!Array.isArray(answer) || answer.length === 0) return [`${at}/0`];
    const lists = answer.map((entry) => missing(example[0], entry, `${at}/0`));
    return lists.reduce((least, list) => (list.length < least.length ? list : least));
  }
  return Object.entries(example).flatMap(([name, value]) => {
    const inner = isObject(answer) ? answer[name] : undefined;
    if (inner === undefined) return [`${at}/${name}`];
    if (/^(code|message|status|type)$/.test(name) && inner !== value) return [`${at}/${name}: ${inner} for ${value}`];
    return missing(value, inner, `${at}/${name}`);
  });
}

let emulator: Emulator;
let callers: ReadonlyMap<string, Caller>;
let start: Snapshot;

beforeAll(async () => {
  emulator = createExampleEmulator();
  callers = await callersOf(emulator);
  start = emulator.snapshot();
});
afterAll(() => emulator.close());

for (const place of places) {
  const { operation } = place;
  const { parameters, status, answer } = exampleOf(place);
  const optional = parameters.filter(({ required }) => !required).map(({ name }) => name);
  const alternatives = ALTERNATIVES[operation] ?? [[]];
  const others = optional.filter((name) => !alternatives.flat().includes(name));
  const whole = optional.length > 0 ? alternatives.map((names) => [...names, ...others]) : [];
  const requests = INCOMPLETE.includes(operation) ? whole : [[], ...whole];

  test(`${operation} responds to the request of its example as the description does`, async () => {
    const lacking: string[][] = [];
    for (const names of requests) {
      emulator.restore(start);
      const world = new ExampleWorld(emulator, callers);
      await world.prepare(operation);
      const reply = await world.send(place, (name) => names.includes(name));
      expect(emulator.requests.at(-1)?.operation).toBe(operation);
      expect(reply.status, `with ${names}: ${JSON.stringify(reply.body)}`).toBe(status);
      lacking.push(missing(answer, reply.body));
    }
    // One request may select a few fields, while another shows all of them.
    const [first = [], ...rest] = lacking;
    const always = first.filter((path) => rest.every((paths) => paths.includes(path)));
    expect(always).toEqual(LACKING[operation] ?? []);
  });
}
