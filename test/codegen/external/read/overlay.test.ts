import { describe, expect, test } from "vitest";
import type { OverlayLimits } from "../../../../codegen/external/read/limits.js";
import { applyOverlay } from "../../../../codegen/external/read/overlay.js";

/** Carries out actions on a document, and gives both the document and what was wrong. */
function apply(document: object, actions: unknown, more: object = {}, limits?: OverlayLimits) {
  const copy = structuredClone(document) as Record<string, unknown>;
  const problems: string[] = [];
  const overlay = { overlay: "1.0.0", info: { title: "T", version: "1" }, actions, ...more };
  const warnings: string[] = [];
  applyOverlay(
    copy,
    overlay,
    {
      warn: (pointer, _, message) => warnings.push(`${pointer}: ${message}`),
      fail: (pointer, _, message) => problems.push(`${pointer}: ${message}`),
    },
    structuredClone,
    limits,
  );
  return { document: copy, problems, warnings };
}

const document = {
  info: { title: "Old" },
  tags: [{ name: "a" }],
  paths: {
    "/a": { get: { operationId: "a", tags: ["x"], deprecated: true }, post: { operationId: "b", tags: ["y"] } },
    "/b": { get: { operationId: "c", tags: ["x"], parameters: [{ name: "p" }, { name: "q" }, { name: "r" }] } },
  },
};

describe("actions", () => {
  const { paths } = document;
  const cases: [name: string, action: object, want: object][] = [
    ["add a member", { target: "$.paths", update: { "/c": { get: {} } } }, { paths: { ...paths, "/c": { get: {} } } }],
    [
      "merge deeply and replace single values",
      { target: "$", update: { info: { title: "New", version: "2" } } },
      { info: { title: "New", version: "2" } },
    ],
    ["a list is added to", { target: "$.tags", update: { name: "b" } }, { tags: [{ name: "a" }, { name: "b" }] }],
    [
      "several are added to a list",
      { target: "$.tags", update: [{ name: "b" }, { name: "c" }] },
      { tags: [{ name: "a" }, { name: "b" }, { name: "c" }] },
    ],
    [
      "a list within is added to",
      { target: "$", update: { tags: [{ name: "b" }] } },
      { tags: [{ name: "a" }, { name: "b" }] },
    ],
    ["remove", { target: "$.paths['/a']", remove: true }, { paths: { "/b": paths["/b"] } }],
    ["remove beats update", { target: "$.tags", remove: true, update: [1] }, { tags: undefined }],
    [
      "remove some of a list",
      { target: "$.paths['/b'].get.parameters[?@.name != 'q']", remove: true },
      { paths: { ...paths, "/b": { get: { ...paths["/b"].get, parameters: [{ name: "q" }] } } } },
    ],
    [
      "everywhere at once",
      { target: "$.paths.*[?@.tags[0] == 'x']", update: { tags: ["z"] } },
      {
        paths: {
          "/a": { get: { ...paths["/a"].get, tags: ["x", "z"] }, post: paths["/a"].post },
          "/b": { get: { ...paths["/b"].get, tags: ["x", "z"] } },
        },
      },
    ],
    [
      "a name that is none of an object's",
      { target: "$.info", update: JSON.parse('{"__proto__": {"a": 1}}') },
      { info: JSON.parse('{"title": "Old", "__proto__": {"a": 1}}') },
    ],
  ];
  for (const [name, action, want] of cases) {
    test(name, () => {
      const result = apply(document, [action]);
      expect(result.problems).toEqual([]);
      expect(JSON.stringify(result.document)).toBe(JSON.stringify({ ...document, ...want }));
    });
  }

  test("one after the other", () => {
    const actions = [
      { target: "$.paths['/a'].get", remove: true },
      { target: "$.paths['/a']", update: { get: { operationId: "new" } } },
    ];
    expect(apply(document, actions).document).toMatchObject({
      paths: { "/a": { get: { operationId: "new" }, post: { operationId: "b" } } },
    });
  });

  test("what is added in two places is not shared", () => {
    const actions = [
      { target: "$.paths.*.get", update: { extra: { list: [1] } } },
      { target: "$.paths['/a'].get.extra.list", update: 2 },
    ];
    expect(apply(document, actions).document).toMatchObject({
      paths: { "/a": { get: { extra: { list: [1, 2] } } }, "/b": { get: { extra: { list: [1] } } } },
    });
  });
});

describe("what is wrong", () => {
  const ok = { target: "$.info", update: {} };
  const cases: [name: string, actions: unknown, more: object, want: string][] = [
    [
      "another version",
      [ok],
      { overlay: "2.0.0" },
      '#/overlay: an overlay begins with "overlay: 1.0.0" or "overlay: 1.1.0", not "2.0.0"',
    ],
    ["no info", [ok], { info: undefined }, "#/info: add an info with a title and a version to the overlay"],
    ["no actions", [], {}, "#/actions: add at least one action to the overlay"],
    [
      "an unknown member",
      [ok],
      { action: [] },
      '#/action: "action" is unknown here; known are overlay, info, extends, actions',
    ],
    [
      "an unknown member of an action",
      [ok, { ...ok, updates: {} }],
      {},
      '#/actions/1/updates: actions[1]: "updates" is unknown here; known are target, description, update, remove',
    ],
    [
      "no target",
      [{ update: {} }],
      {},
      "#/actions/0/target: actions[0]: add a target to the action, a JSONPath such as $.paths",
    ],
    [
      "a target without a match",
      [ok, { target: "$.paths['/z']", remove: true }],
      {},
      "#/actions/1/target: actions[1]: \"$.paths['/z']\" matches nothing in the description",
    ],
    [
      "no JSONPath",
      [{ target: "paths[", remove: true }],
      {},
      '#/actions/0/target: actions[0]: "paths[": it is not a JSONPath: ',
    ],
    [
      "nothing to do",
      [{ target: "$.info" }],
      {},
      '#/actions/0: actions[0]: "$.info": say what to do: update, or remove: true',
    ],
    [
      "a single value",
      [{ target: "$.info.title", update: "New" }],
      {},
      '#/actions/0/target: actions[0]: "$.info.title" matches a single value; update the object around it',
    ],
    [
      "everything",
      [{ target: "$", remove: true }],
      {},
      '#/actions/0/target: actions[0]: "$" is the whole description, which cannot be removed',
    ],
    [
      "a reference out of the description",
      [{ target: "$.info", update: { a: { $ref: "other.yaml#/x" } } }],
      {},
      '#/actions/0/update: actions[0]: "other.yaml#/x" leads out of the description',
    ],
  ];
  for (const [name, actions, more, want] of cases) {
    test(name, () => expect(apply(document, actions, more).problems).toEqual([expect.stringContaining(want)]));
  }

  test("extensions are fine", () => {
    expect(apply(document, [{ ...ok, "x-a": 1 }], { "x-b": 1 }).problems).toEqual([]);
  });
});

describe("version 1.1", () => {
  const later = (actions: unknown, from: object = document) => apply(from, actions, { overlay: "1.1.0" });

  test("a single value is replaced, in an object and in an array", () => {
    const actions = [
      { target: "$.info.title", update: "New" },
      { target: "$.paths.*.*.tags[?@ == 'x']", update: null },
    ];
    const { document: changed, problems } = later(actions);
    expect(problems).toEqual([]);
    expect(changed).toMatchObject({ info: { title: "New" }, paths: { "/a": { get: { tags: [null] } } } });
  });

  test("a value is copied as it was: merged into objects, appended to arrays", () => {
    const actions = [
      { target: "$.paths['/a'].post", copy: "$.paths['/b'].get" },
      { target: "$.tags", copy: "$.info.title" },
      { target: "$.info", copy: "$.info" },
      { target: "$.paths['/b'].get", update: { late: true } },
    ];
    const { document: changed, problems } = later(actions);
    expect(problems).toEqual([]);
    expect(changed).toMatchObject({
      tags: [{ name: "a" }, "Old"],
      paths: {
        "/a": {
          post: { operationId: "c", tags: ["y", "x"], parameters: [{ name: "p" }, { name: "q" }, { name: "r" }] },
        },
      },
    });
    expect(changed).not.toHaveProperty(["paths", "/a", "post", "late"]);
  });

  test("an action may do nothing, and may match nothing, with a warning", () => {
    const actions = [
      { target: "$.info", description: "only a note" },
      { target: "$.none", update: {} },
    ];
    const { document: same, problems, warnings } = later(actions);
    expect(same).toEqual(document);
    expect(problems).toEqual([]);
    expect(warnings).toEqual(['#/actions/1/target: actions[1]: "$.none" matches nothing in the description']);
  });

  const wrong: [name: string, action: object, want: string][] = [
    [
      "copies of several values",
      { target: "$.info", copy: "$.paths.*" },
      'copy: actions[0]: "$.paths.*" matches 2 values',
    ],
    ["copies of nothing", { target: "$.info", copy: "$.none" }, 'copy: actions[0]: "$.none" matches 0 values'],
    [
      "copy beside update",
      { target: "$.info", copy: "$.tags", update: {} },
      'copy: actions[0]: "$.info": use either update or copy',
    ],
    [
      "an object for a single value",
      { target: "$.info.title", update: {} },
      'target: actions[0]: "$.info.title" matches a single value',
    ],
    [
      "a single value for an object",
      { target: "$.info", update: "a" },
      'target: actions[0]: "$.info" matches an object',
    ],
  ];
  for (const [name, action, want] of wrong) {
    test(name, () => expect(later([action]).problems).toEqual([expect.stringContaining(want)]));
  }

  test("an earlier overlay has no copy", () => {
    expect(apply(document, [{ target: "$.info", copy: "$.tags" }]).problems).toContain(
      '#/actions/0/copy: actions[0]: "copy" is unknown here; known are target, description, update, remove',
    );
  });
});

describe("what never ends is ended", () => {
  const limits = { values: 10_000, matches: 1_000 };
  const ended = (actions: object[], milliseconds = 10_000) =>
    apply(deep, actions, { overlay: "1.1.0" }, { ...limits, milliseconds }).problems;
  const deep = {
    a: { b: Array.from({ length: 60 }, () => ({ c: { d: { e: {} } }, text: `${"a".repeat(60)}!` })) },
  };

  test("an expression with too many matches", () => {
    expect(ended([{ target: "$..*..*..*", remove: true }])).toEqual([
      expect.stringContaining("it selects more than 1000 values"),
    ]);
  });

  test("an expression with a regular expression that takes for ever", () => {
    expect(ended([{ target: "$..[?match(@.text, '(a|a|aa)*b')]", remove: true }], 50)).toEqual([
      expect.stringContaining("it takes longer than 0.05 seconds"),
    ]);
  });

  test("copies that double the description again and again", () => {
    const actions = Array.from({ length: 40 }, (_, index) => ({ target: "$", update: { [`x${index}`]: {} } })).flatMap(
      (action, index) => [action, { target: `$.x${index}`, copy: "$" }],
    );
    expect(ended(actions)).toEqual([expect.stringContaining("the description would have more than 10000 values")]);
  });
});
