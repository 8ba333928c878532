import { Readable } from "node:stream";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isCrmError } from "../../../src/core/errors/errors.js";
import { multipartBody } from "../../../src/core/request/multipart.js";
import type { EncodedBody } from "../../../src/core/request/request.js";

const bytesOf = async ({ chunks }: EncodedBody): Promise<Uint8Array> => {
  const parts: Uint8Array[] = [];
  for await (const part of chunks()) parts.push(part);
  return new Uint8Array(Buffer.concat(parts));
};

/** Parses a body as a server would. */
const parsed = async (body: EncodedBody) => {
  const bytes = await bytesOf(body);
  const form = await new Response(bytes, { headers: { "content-type": body.contentType } }).formData();
  return Promise.all(
    [...form].map(async ([field, value]) =>
      typeof value === "string"
        ? { field, text: value }
        : { field, name: value.name, type: value.type, data: new Uint8Array(await value.arrayBuffer()) },
    ),
  );
};

const bytes = new Uint8Array([0, 255, 13, 10, 45, 45]);
async function* stream() {
  yield bytes.subarray(0, 2);
  yield bytes.subarray(2);
}

describe("a server receives what the caller passed", () => {
  const octets = "application/octet-stream";
  test.each<[string, () => object, object[]]>([
    ["strings", () => ({ a: "x", b: 0, c: false, d: "" }), [{ a: "x" }, { b: "0" }, { c: "false" }, { d: "" }]],
    ["undefined and null", () => ({ a: undefined, b: null, c: "x" }), [{ c: "x" }]],
    ["bytes with a name", () => ({ file: { name: "a.bin", data: bytes } }), [{ file: ["a.bin", octets, bytes] }]],
    [
      "an empty file",
      () => ({ file: { name: "a.bin", data: new Uint8Array() } }),
      [{ file: ["a.bin", octets, new Uint8Array()] }],
    ],
    [
      "a media type",
      () => ({ file: { name: "a.pdf", type: "application/pdf", data: bytes } }),
      [{ file: ["a.pdf", "application/pdf", bytes] }],
    ],
    ["a Blob", () => ({ file: new Blob([bytes], { type: "image/png" }) }), [{ file: ["file", "image/png", bytes] }]],
    ["a File", () => ({ file: new File([bytes], "b.png") }), [{ file: ["b.png", octets, bytes] }]],
    [
      "a Blob with a name",
      () => ({ file: { name: "c.png", data: new Blob([bytes]) } }),
      [{ file: ["c.png", octets, bytes] }],
    ],
    [
      "part of a larger buffer",
      () => ({ file: { name: "a", data: Buffer.from([1, ...bytes, 1]).subarray(1, 7) } }),
      [{ file: ["a", octets, bytes] }],
    ],
    ["an async iterable", () => ({ file: { name: "s", data: stream() } }), [{ file: ["s", octets, bytes] }]],
    ["a Node stream", () => ({ file: { name: "s", data: Readable.from([bytes]) } }), [{ file: ["s", octets, bytes] }]],
    [
      "a web stream",
      () => ({ file: { name: "s", data: new Blob([bytes]).stream() } }),
      [{ file: ["s", octets, bytes] }],
    ],
    [
      "several files under one name",
      () => ({ file: [new File([bytes], "a"), { name: "b", data: bytes }] }),
      [{ file: ["a", octets, bytes] }, { file: ["b", octets, bytes] }],
    ],
  ])("%s", async (_, members, want) => {
    const received = await parsed(multipartBody(members()));
    expect(
      received.map((part) => ({ [part.field]: "text" in part ? part.text : [part.name, part.type, part.data] })),
    ).toEqual(want);
  });

  test("FormData", async () => {
    const form = new FormData();
    form.append("a", "x");
    form.append("a", "y");
    form.append("file", new File([bytes], "f.bin"));
    expect(await parsed(multipartBody(form))).toEqual([
      { field: "a", text: "x" },
      { field: "a", text: "y" },
      { field: "file", name: "f.bin", type: "application/octet-stream", data: bytes },
    ]);
  });

  test("any names, types and contents", async () => {
    const name = fc.string({ unit: "binary" }).filter((text) => Buffer.from(text).toString() === text);
    const hostile = fc.oneof(
      name,
      fc.string({ unit: fc.constantFrom('"', "\\", "\r", "\n", "%", ";", "=", "ü", "😀", "/", ".", "--") }),
    );
    const file = fc.record({
      name: hostile,
      data: fc.uint8Array(),
      asBlob: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(file, { maxLength: 4 }), hostile, hostile, async (files, field, text) => {
        const passed = files.map(({ name, data, asBlob }) => ({ name, data: asBlob ? new Blob([data]) : data }));
        const body = multipartBody({ file: passed, [`text ${field}`]: text });
        const received = await parsed(body);
        expect(received).toEqual([
          ...files.map(({ name, data }) => ({ field: "file", name, type: "application/octet-stream", data })),
          { field: `text ${field}`, text },
        ]);
        expect((await bytesOf(body)).length).toBe(body.length);
      }),
      { numRuns: 60 },
    );
  });

  test("a line break in a media type does not start a new header: the field is named", () => {
    const type = "text/plain\r\nX-Evil: 1\r\n\r\nevil";
    expect(() => multipartBody({ file: { name: "a", type, data: bytes } })).toThrow(
      expect.objectContaining({ code: "INVALID_FILE", details: { parameter: "file" } }),
    );
  });
});

describe("length and replay", () => {
  test.each<[string, object, boolean]>([
    ["bytes", { name: "a", data: bytes }, true],
    ["a Blob", new Blob([bytes]), true],
    ["text", "ü", true],
    ["an async iterable", { name: "a", data: stream() }, false],
    ["a web stream", { name: "a", data: new Blob([bytes]).stream() }, false],
  ] as [string, object, boolean][])("%s: the length is known and the body replayable: %#", async (_, file, known) => {
    const body = multipartBody({ text: "x", file });
    expect(body.replayable).toBe(known);
    const first = await bytesOf(body);
    expect(body.length).toBe(known ? first.length : undefined);
    if (known) expect(await bytesOf(body)).toEqual(first);
  });

  test("one stream among files of known length makes the total length unknown", () => {
    const body = multipartBody({
      file: [new Blob([bytes]), { name: "s", data: stream() }, { name: "b", data: bytes }],
    });
    expect([body.length, body.replayable]).toEqual([undefined, false]);
  });
});

test("two bodies have different boundaries", () => {
  expect(multipartBody({ a: "" }).contentType).not.toBe(multipartBody({ a: "" }).contentType);
});

test.each<[string, unknown]>([
  ["a plain object", {}],
  ["bytes without a name", bytes],
  ["an ArrayBuffer", bytes.buffer],
  ["a name without data", { name: "a" }],
  ["data that is a string", { name: "a", data: "text" }],
  ["data that is null", { name: "a", data: null }],
  ["a stream without a name", stream()],
  ["one invalid file of several", [new Blob([bytes]), { path: 7 }]],
])("%s is not a file, and the error names the field", (_, value) => {
  let error: unknown;
  try {
    multipartBody({ file: value });
  } catch (caught) {
    error = caught;
  }
  expect(isCrmError(error)).toBe(true);
  expect(error).toMatchObject({ code: "INVALID_FILE", details: { parameter: "file" } });
  expect(String(error)).toContain('"file"');
});

describe("an upload of nothing is rejected before anything is sent:", () => {
  const empty = new FormData();
  const unchosen = new FormData();
  unchosen.append("file", new File([], ""));
  test.each<[string, object | undefined, string]>([
    ["no file", { file: undefined }, "there is nothing to upload: pass a file as body.file"],
    ["no files", { file: [] }, "there is nothing to upload: pass a file as body.file"],
    ["a file input in which nothing was chosen", { file: new File([], "") }, "pass a file as body.file"],
    ["the form of such an input", unchosen, "pass a file as body.file"],
    ["an empty form", empty, "there is nothing to upload: pass a file"],
    ["no body", undefined, "there is nothing to upload: pass a file"],
  ])("%s", (_, body, message) => {
    expect(() => multipartBody(body)).toThrow(message);
  });
});

test.each([
  ["NaN", { size: Number.NaN }, 'the field "size" is NaN'],
  ["a function", { run: () => 1 }, 'the field "run" is of the type function'],
])("%s is rejected by the name of its field", (_, body, message) => {
  expect(() => multipartBody(body)).toThrow(message);
});
