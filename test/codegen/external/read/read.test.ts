/** Which files and references of a description are read, and which are refused. */
import { symlink, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { readExternal } from "../../../../codegen/external/read/read.js";
import { withFiles } from "../../../support/scratch.js";

const described = (paths: object, components: object = {}) => ({
  openapi: "3.0.3",
  info: { title: "T", version: "1" },
  paths,
  components,
});
const schema = { type: "string", description: "secret" };
const answering = (ref: string) =>
  described({
    "/a": { get: { responses: { "200": { content: { "application/json": { schema: { $ref: ref } } } } } } },
  });

/** What a description becomes, and its dead references. */
async function read(folder: string, spec = "specs/api.json", map: Readonly<Record<string, string>> = {}) {
  const { document, dead } = await readExternal(join(folder, spec), map, () => undefined);
  return {
    text: JSON.stringify(document),
    dead: dead.in(document).map(({ pointer, message }) => `${pointer}: ${message}`),
  };
}

describe("only files in the folder of the description, and files that are mapped, are read", () => {
  const references: [name: string, refOf: (folder: string) => string][] = [
    ["a step upwards", () => "../private/a.json"],
    ["an absolute path", (folder) => join(folder, "private/a.json")],
    ["a URL of a file", (folder) => pathToFileURL(join(folder, "private/a.json")).href],
    ["a link", () => "link.json"],
    ["a file in a linked folder", () => "linked/a.json"],
  ];
  for (const [name, refOf] of references) {
    test(name, () =>
      withFiles({ "private/a.json": schema, "specs/none.txt": "" }, async (folder) => {
        await symlink(join(folder, "private/a.json"), join(folder, "specs/link.json"));
        await symlink(join(folder, "private"), join(folder, "specs/linked"));
        await writeFile(join(folder, "specs/api.json"), JSON.stringify(answering(refOf(folder))));
        const refused = await read(folder);
        expect(refused.text).not.toContain("secret");
        expect(refused.dead).toEqual([
          expect.stringMatching(
            /^#\/paths\/~1a\/get.*outside the folder of the description; to read it, map it: --map /,
          ),
        ]);
        const mapped = await read(folder, undefined, { "../private": join(folder, "private") });
        expect(mapped).toEqual({ text: expect.stringContaining("secret"), dead: [] });
      }),
    );
  }

  test("a URL of another machine's file", () =>
    withFiles({ "specs/api.json": answering("file://server/share/a.json") }, async (folder) => {
      expect((await read(folder)).dead).toEqual([expect.stringContaining("outside the folder")]);
    }));
});

describe("dead references", () => {
  const components = { schemas: { Nulled: { type: "object", properties: null } } };
  const dead: [name: string, ref: string, reason: string][] = [
    ["to a missing place", "#/components/schemas/None", 'there is nothing at "#/components/schemas/None"'],
    ["to a prototype", "#/components/schemas/constructor", 'there is nothing at "#/components/schemas/constructor"'],
    ["to a missing file", "none.json#/a", "there is no file "],
    ["to a missing place of a file", "other.json#/b", 'there is nothing at "other.json#/b"'],
    ["into null", "#/components/schemas/Nulled/properties/a", "back to itself or into null"],
    ["into null of a file", "other.json#/n/a", "back to itself or into null"],
    ["with a broken escape", "#/components/%zz", 'there is nothing at "#/components/%zz"'],
    ["to an anchor", "#anchor", 'there is nothing at "#anchor"'],
    ["to a file that cannot be parsed", "broken.json", "syntax: neither JSON nor YAML"],
    ["to itself", "#/paths/~1a/get/responses/200/content/application~1json/schema", "back to itself"],
    ["to itself by way of a file", "back.json", "back to itself"],
    ["to a URL", "https://x.example/a.json", "nothing is downloaded"],
  ];
  const others = {
    "specs/other.json": { a: schema, n: null },
    "specs/broken.json": "a: [1\nb: 2",
    "specs/back.json": { $ref: "api.json#/paths/~1a/get/responses/200/content/application~1json/schema" },
  };
  for (const [name, ref, reason] of dead) {
    test(`${name}: is named with its place, and stops nothing in examples and extensions`, async () => {
      const live = { ...answering(ref), components };
      await withFiles({ ...others, "specs/api.json": live }, async (folder) => {
        const [first, ...more] = (await read(folder)).dead;
        expect(first).toMatch(/^#\/paths\/~1a\/get\/responses\/200\/content\/application~1json\/schema: /);
        expect(first).toContain(reason);
        expect(more).toEqual([]);
      });
      const media = {
        schema,
        example: { $ref: ref },
        examples: { a: { value: { $ref: ref } }, b: { externalValue: ref } },
      };
      const discriminator = { propertyName: "a", mapping: { a: ref } };
      const data = described(
        { "/a": { "x-a": { $ref: ref }, get: { responses: { "200": { content: { "application/json": media } } } } } },
        {
          ...components,
          examples: { e: { $ref: ref } },
          schemas: { ...components.schemas, A: { default: { $ref: ref }, discriminator } },
        },
      );
      await withFiles({ ...others, "specs/api.json": data }, async (folder) => {
        const { text, dead } = await read(folder);
        expect(dead).toEqual([]);
        expect(text).toContain(JSON.stringify(ref));
      });
    });
  }

  test("a broken escape that names a member as it is leads to it", () => {
    const spec = { ...answering("#/components/schemas/%zz"), components: { schemas: { "%zz": schema } } };
    return withFiles({ "specs/api.json": spec }, async (folder) => expect((await read(folder)).dead).toEqual([]));
  });

  test("a property that is called like data is not data", () => {
    const properties = { example: { $ref: "#/none" }, default: { $ref: "#/none" }, "x-a": { $ref: "#/none" } };
    return withFiles({ "specs/api.json": described({}, { schemas: { A: { properties } } }) }, async (folder) => {
      expect((await read(folder)).dead).toHaveLength(3);
    });
  });
});

describe("what is too large is refused with a message", () => {
  const bomb = (levels: number) => {
    const lists = Array.from({ length: levels }, (_, n) => `x-${n + 1}: &a${n + 1} [${`*a${n},`.repeat(9)}]`);
    return `openapi: 3.0.0\ninfo: { title: T, version: "1" }\npaths: {}\nx-0: &a0 [1,1,1,1,1,1,1,1,1]\n${lists.join("\n")}\n`;
  };
  const cases: [name: string, text: string, want: RegExp][] = [
    [
      "JSON that is nested deeply",
      `{"openapi":"3.0.0","x-a":${"[".repeat(5_000)}${"]".repeat(5_000)}}`,
      /limit: this is nested deeper than 200 levels \(at #\/x-a\/0/,
    ],
    [
      "YAML that is nested deeply",
      `openapi: 3.0.0\nx-a: ${"[".repeat(20_000)}${"]".repeat(20_000)}`,
      /api\.json:2:\d+ limit: this is nested too deeply/,
    ],
    ["aliases that multiply", bomb(12), /limit: this has more than 1000000 values, counted wherever they appear/],
    ["an alias in itself", "openapi: 3.0.0\nx-a: &a [*a]\n", /limit: this contains itself \(at #\/x-a\/0\)/],
  ];
  for (const [name, text, want] of cases) {
    test(name, () => withFiles({ "specs/api.json": text }, (folder) => expect(read(folder)).rejects.toThrow(want)));
  }

  test("files that are larger than all may be together, before they are read", () =>
    withFiles({ "specs/api.json": answering("large.json") }, async (folder) => {
      await writeFile(join(folder, "specs/large.json"), "");
      await truncate(join(folder, "specs/large.json"), 51_000_000);
      expect((await read(folder)).dead).toEqual([
        expect.stringMatching(/with .*large\.json, the files are larger than 50 MB together/),
      ]);
    }));

  test("aliases that do not multiply are fine", () =>
    withFiles({ "specs/api.json": bomb(3) }, async (folder) => {
      expect((await read(folder)).dead).toEqual([]);
    }));

  test("path items that contain each other by way of files", () =>
    withFiles(
      {
        "specs/api.json": described({ "/a": { $ref: "item.json" } }),
        "specs/item.json": { get: { callbacks: { c: { e: { $ref: "item.json" } } }, responses: {} } },
      },
      (folder) => expect(read(folder)).rejects.toThrow(/with its references resolved, this contains itself/),
    ));
});
