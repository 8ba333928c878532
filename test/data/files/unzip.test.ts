import * as fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { unzipped, ZipReader } from "../../../src/data/files/unzip.js";

/** An archive in chunks of these bytes. */
async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += size) yield bytes.subarray(at, at + size);
}

async function contentOf(archive: AsyncIterable<Uint8Array>, maxBytes?: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of unzipped(archive, maxBytes)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const text = Array.from({ length: 20_000 }, (_, row) => `${row},${(row * 7919) % 10_007},name ${row}\n`).join("");
const archive = zipSync({ "rows.csv": strToU8(text) });

/** Moves what the header says of the size and the checksum behind the file, as archives written as streams have it. */
function withDescriptor(bytes: Uint8Array): Uint8Array {
  const head = Buffer.from(bytes);
  const [names, size] = [head.readUInt16LE(26) + head.readUInt16LE(28), head.readUInt32LE(18)];
  const end = 30 + names + size;
  const descriptor = Buffer.alloc(16);
  descriptor.writeUInt32LE(0x08074b50, 0);
  head.copy(descriptor, 4, 14, 26);
  head.writeUInt16LE(head.readUInt16LE(6) | 8, 6);
  head.fill(0, 14, 26);
  return Buffer.concat([head.subarray(0, end), descriptor, head.subarray(end)]);
}

describe("an archive with one file is read", () => {
  for (const size of [1_000, 16_384, 1e9]) {
    test(`in chunks of ${size} bytes`, async () => {
      expect(await contentOf(inChunks(archive, size))).toBe(text);
    });
    test(`in chunks of ${size} bytes, with its size behind it`, async () => {
      expect(await contentOf(inChunks(withDescriptor(archive), size))).toBe(text);
    });
  }

  test("byte by byte", async () => {
    const small = zipSync({ "rows.csv": strToU8("a,b\n1,2\n") });
    expect(await contentOf(inChunks(small, 1))).toBe("a,b\n1,2\n");
    expect(await contentOf(inChunks(withDescriptor(small), 1))).toBe("a,b\n1,2\n");
  });

  test("not compressed, and empty", async () => {
    expect(await contentOf(inChunks(zipSync({ "a.csv": [strToU8(text), { level: 0 }] }), 999))).toBe(text);
    expect(await contentOf(inChunks(zipSync({ "a.csv": strToU8("") }), 999))).toBe("");
  });

  test("from a web stream, which is cancelled if the loop is left", async () => {
    let cancelled = false;
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(archive.slice(0, 40_000)),
      cancel: () => {
        cancelled = true;
      },
    });
    for await (const _ of unzipped(stream)) break;
    expect(cancelled).toBe(true);
  });

  test("whatever it contains", async () => {
    const files = fc.tuple(fc.uint8Array({ maxLength: 5_000 }), fc.boolean(), fc.integer({ min: 1, max: 300 }));
    await fc.assert(
      fc.asyncProperty(files, async ([bytes, isBehind, size]) => {
        const packed = zipSync({ "a.bin": bytes });
        const read: Uint8Array[] = [];
        for await (const chunk of unzipped(inChunks(isBehind ? withDescriptor(packed) : packed, size)))
          read.push(chunk);
        expect(Buffer.concat(read)).toEqual(Buffer.from(bytes));
      }),
      { numRuns: 50 },
    );
  });
});

describe("what is not an archive with one file is refused", () => {
  const damaged = archive.slice();
  damaged[500] = (damaged[500] ?? 0) ^ 0xff;
  const encrypted = archive.slice();
  encrypted[6] = 1;
  const other = archive.slice();
  other[8] = 12;
  const wrongSum = Buffer.from(archive);
  wrongSum.writeUInt32LE(1, wrongSum.lastIndexOf("PK\x01\x02") + 16);
  const cases = [
    { what: "0 bytes", bytes: new Uint8Array(), message: "the archive is empty (0 bytes)" },
    { what: "3 bytes", bytes: archive.slice(0, 3), message: "the archive ends in the middle" },
    { what: "text", bytes: strToU8("Id,Name\n1,a\n"), message: "the archive is not a zip archive" },
    { what: "no file", bytes: zipSync({}), message: "the archive has no file" },
    { what: "two files", bytes: zipSync({ a: strToU8("a"), b: strToU8("b") }), message: "has 2 files instead of one" },
    {
      what: "two files, the second large",
      bytes: withDescriptor(zipSync({ a: strToU8("a"), b: [crypto.getRandomValues(new Uint8Array(60_000)), {}] })),
      message: "has 2 files instead of one",
    },
    { what: "encryption", bytes: encrypted, message: "the archive is encrypted" },
    { what: "another compression", bytes: other, message: "uses the compression method 12" },
    { what: "damage", bytes: damaged, message: "is damaged" },
    { what: "a wrong checksum", bytes: wrongSum, message: "is damaged: its checksum is wrong" },
    { what: "a missing end", bytes: archive.slice(0, -30), message: "ends in the middle" },
    { what: "a missing half", bytes: archive.slice(0, archive.length / 2), message: "ends in the middle" },
  ];
  for (const { what, bytes, message } of cases) {
    test(what, async () => {
      await expect(contentOf(inChunks(bytes, 7_000))).rejects.toMatchObject({
        code: "INVALID_ARCHIVE",
        message: expect.stringContaining(message),
      });
    });
  }

  test("a bomb, before it is unpacked", () => {
    const reader = new ZipReader(1_000_000);
    const bomb = zipSync({ a: new Uint8Array(50_000_000) });
    let size = 0;
    expect(() => {
      for (const chunk of reader.push(bomb)) size += chunk.byteLength;
    }).toThrow("more than 1000000 bytes");
    expect(size).toBeLessThanOrEqual(1_000_000);
  });
});
