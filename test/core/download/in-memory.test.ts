import { describe, expect, test } from "vitest";
import { inMemory } from "../../../src/core/download/in-memory.js";
import { failureOf } from "../../support/requests.js";

const tooLarge = () => new Error("too large");

/** Content in chunks, and whether it was cancelled. */
function contentOf(...chunks: Uint8Array[]) {
  let wasCancelled = false;
  const content = new ReadableStream<Uint8Array>({
    pull(controller) {
      const next = chunks.shift();
      if (next) controller.enqueue(next);
      else controller.close();
    },
    cancel() {
      wasCancelled = true;
    },
  });
  return { content, wasCancelled: () => wasCancelled };
}

const bytes = Uint8Array.from({ length: 3_000_000 }, (_, index) => (index * 7 + (index >> 8)) & 0xff);
const inChunks = (size: number) =>
  contentOf(...Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.slice(i * size, (i + 1) * size)));

test.each([
  ["as stated", bytes.length],
  ["of unknown length", undefined],
  ["longer than stated", 9],
  ["shorter than stated", 4_000_000],
])("all bytes are read: content %s", async (_, stated) => {
  const read = await inMemory({ body: inChunks(65_521).content }, stated, 5_000_000, tooLarge);
  expect(Buffer.compare(read, bytes)).toBe(0);
});

describe("content beyond the limit is cancelled and fails", () => {
  test.each([
    ["as stated", 4],
    ["as it shows", undefined],
  ])("%s", async (_, stated) => {
    const { content, wasCancelled } = contentOf(new Uint8Array(2), new Uint8Array(2), new Uint8Array(9));
    expect(String(await failureOf(inMemory({ body: content }, stated, 3, tooLarge)))).toBe("Error: too large");
    expect(wasCancelled()).toBe(true);
  });

  test("content of exactly the limit is read", async () => {
    const { content } = contentOf(new Uint8Array([1]), new Uint8Array([2, 3]));
    expect([...(await inMemory({ body: content }, undefined, 3, tooLarge))]).toEqual([1, 2, 3]);
  });
});

test("a failure of the content is passed on", async () => {
  const failure = new Error("broken");
  const content = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(failure) });
  expect(await failureOf(inMemory({ body: content }, undefined, 9, tooLarge))).toBe(failure);
});
