import { describe, expect, test } from "vitest";
import { applyOverlay } from "../../../../codegen/external/read/overlay.js";

/** Carries out actions on a document, and gives both the document and what was wrong. */
function apply(document: object, actions: unknown, more: object = {}) {
  const copy = structuredClone(document) as Record<string, unknown>;
  const problems: string[] = [];
  const overlay = { overlay: "1.0.0", info: { title: "T", version: "1" }, actions, ...more };
  applyOverlay(copy, overlay, (pointer, _, message) => problems.push(`${pointer}: ${message}`));
  return { document: copy, problems };
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
    ["another version", [ok], { overlay: "2.0.0" }, '#/overlay: an overlay begins with "overlay: 1.0.0", not "2.0.0"'],
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
      '#/actions/0/target: actions[0]: "paths[" is not a JSONPath: ',
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
