import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import {
  codeOf,
  isArrayBuffer,
  isBlob,
  isBytes,
  isError,
  isFile,
  isFormData,
  isMap,
  isPlainObject,
  isReadableStream,
  isSearchParams,
  messageOf,
} from "../../src/core/kind.js";

const CHECKS = { isArrayBuffer, isBytes, isError, isMap, isPlainObject };

describe("a value of another realm, which is an instance of no class here", () => {
  test.each([
    ["new ArrayBuffer(1)", "isArrayBuffer"],
    ["new Uint8Array(1)", "isBytes"],
    ["new Error('x')", "isError"],
    ["new TypeError('x')", "isError"],
    ["new Map()", "isMap"],
    ["({ a: 1 })", "isPlainObject"],
    ["Object.create(null)", "isPlainObject"],
    ["new (class A {})()", undefined],
    ["new Date()", undefined],
    ["[]", undefined],
    ["new Uint16Array(1)", undefined],
    ["null", undefined],
    ["'Error'", undefined],
  ])("%s: %s", (code, want) => {
    const value: unknown = runInNewContext(code);
    expect(value instanceof Object).toBe(false);
    const found = Object.entries(CHECKS).flatMap(([name, check]) => (check(value) ? [name] : []));
    expect(found).toEqual(want === undefined ? [] : [want]);
  });
});

test("a file is a Blob too; forms, streams and queries are what they are", () => {
  const file = new File(["x"], "x.txt");
  expect([isFile(file), isBlob(file), isFile(new Blob([])), isBlob(new Blob([]))]).toEqual([true, true, false, true]);
  expect([isFormData(new FormData()), isFormData({ get: () => null })]).toEqual([true, false]);
  expect([isReadableStream(new Blob([]).stream()), isReadableStream(new WritableStream())]).toEqual([true, false]);
  expect([isSearchParams(new URLSearchParams()), isSearchParams("a=1")]).toEqual([true, false]);
});

test("the code and the message of an error of another realm", () => {
  const error: unknown = runInNewContext("Object.assign(new Error('gone'), { code: 'ENOENT' })");
  expect([codeOf(error), messageOf(error)]).toEqual(["ENOENT", "gone"]);
  expect([codeOf(new DOMException("x")), codeOf({ code: "ENOENT" }), messageOf("text")]).toEqual([
    undefined,
    undefined,
    "text",
  ]);
});

test("no part of the package asks whether a value is an instance of a class that others create", async () => {
  const files = (await readdir("src", { recursive: true })).filter((file) => file.endsWith(".ts"));
  const asked = await Promise.all(
    files
      // The command is a process of its own, the hooks are in Node's loader, and the page is in a browser.
      .filter((file) => !/^cli\b|^legacy.register|console.page/.test(file))
      .map(async (file) => [...(await readFile(join("src", file), "utf8")).matchAll(/\binstanceof (\w+)\b/g)]),
  );
  const classes = new Set(asked.flat().map(([, name]) => name));
  expect([...classes].filter((name) => Object.hasOwn(globalThis, name ?? ""))).toEqual([]);
});
