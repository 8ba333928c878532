import { unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { unzipped } from "../../../src/data/files/unzip.js";
import { ZipWriter, zipped } from "../../../src/data/files/zip.js";

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

/** Text that hardly packs. */
const noise = (length: number): string =>
  Array.from({ length }, () => String.fromCodePoint(0x4e00 + Math.floor(Math.random() * 20_000))).join("");

describe("an archive is written as its content comes", () => {
  const contents = [
    { what: "nothing", texts: [] },
    { what: "an empty string", texts: [""] },
    { what: "lines", texts: Array.from({ length: 50_000 }, (_, at) => `${at},line\n`) },
    { what: "one long text with characters of four bytes", texts: [`a${"😀".repeat(100_000)}`] },
    { what: "noise", texts: Array.from({ length: 200 }, () => noise(5_000)) },
  ];
  for (const { what, texts } of contents) {
    test(what, async () => {
      const archive = await bytesOf(zipped("ü.csv", texts));
      expect(Object.keys(unzipSync(archive))).toEqual(["ü.csv"]);
      const text = (await bytesOf(unzipped(new Blob([archive]).stream()))).toString();
      expect(text === texts.join("")).toBe(true);
    });

    test(`${what}, in an archive no larger than it said`, () => {
      const zip = new ZipWriter("ü.csv");
      let written = 0;
      for (const text of texts) {
        for (const chunk of zip.add(text)) written += chunk.byteLength;
        expect(written).toBeLessThanOrEqual(zip.size);
      }
      const { size } = zip;
      for (const chunk of zip.end()) written += chunk.byteLength;
      expect(written).toBeLessThanOrEqual(size);
      expect(size - written).toBeLessThan(420_000);
    });
  }

  test("little is read in advance", async () => {
    let read = 0;
    const lines = (function* () {
      for (; read < 100_000; read += 1) yield `${noise(10)}\n`;
    })();
    const archive = zipped("rows.csv", lines);
    expect(read).toBe(0);
    await archive.next();
    expect(read).toBeLessThan(5_000);
    await archive.return();
  });
});
