import { describe, expect, test } from "vitest";
import type { HttpResponse } from "../../src/core/response/response.js";
import { binaryString } from "../../src/legacy/binary-string.js";
import { failureOf } from "../support/requests.js";

type Body = Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null;

const read = (body: Body, headers: Record<string, string> = {}, longest?: number) =>
  binaryString("ATTACHMENTS.downloadFile", new Response(body, { headers }) as unknown as HttpResponse, longest);

/** Every byte, many times. */
const bytes = Buffer.from(Array.from({ length: 9_000_000 }, (_, index) => (index * 7 + (index >> 8)) & 0xff));

const inChunks = (size: number) => {
  let at = 0;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.subarray(at, at + size));
      at += size;
    },
  });
};

describe("a file becomes a string with one character for each byte", () => {
  test.each<[string, Record<string, string>]>([
    ["of the stated length", { "content-length": String(bytes.length) }],
    ["of unknown length", {}],
    ["whose stated length is that of the compressed content", { "content-length": "9" }],
    ["whose stated length is not one", { "content-length": "many" }],
  ])("%s", async (_, headers) => {
    for (const size of [65_521, bytes.length]) {
      expect((await read(inChunks(size), headers)) === bytes.toString("latin1")).toBe(true);
    }
  });

  test.each<[string, Body, string]>([
    ["without content", null, ""],
    ["with empty content", new Uint8Array(), ""],
    ["of one byte", new Uint8Array([0xff]), "ÿ"],
  ])("%s", async (_, body, want) => {
    expect(await read(body)).toBe(want);
    expect(await read(body, { "content-length": String(want.length) })).toBe(want);
  });
});

test.each<[string, Record<string, string>]>([
  ["is stated", { "content-length": "5000001" }],
  ["shows only in the end", {}],
])("a file that is longer than any string, which %s, is an error that says what to do", async (_, headers) => {
  let wasCancelled = false;
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(65_536)),
    cancel() {
      wasCancelled = true;
    },
  });
  const error = await failureOf(read(endless, headers, 5_000_000));
  expect(error).toMatchObject({ name: "ResponseError", code: "FILE_TOO_LARGE", operation: "ATTACHMENTS.downloadFile" });
  expect(String(error)).toContain("saveTo()");
  expect(wasCancelled).toBe(true);
});
