import { describe, expect, test } from "vitest";
import { bodyAs } from "../../../src/core/request/raw-body.js";
import type { EncodedBody } from "../../../src/core/request/request.js";

const textOf = async (body: EncodedBody): Promise<string> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body.chunks()) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};
async function* stream() {
  yield new TextEncoder().encode("a");
  yield new TextEncoder().encode("b");
}

describe("a body is sent:", () => {
  const bytes = new TextEncoder().encode("ä");
  const cases: [
    name: string,
    type: string,
    body: unknown,
    want: string,
    length: number | undefined,
    replayable: boolean,
  ][] = [
    ["a string", "text/csv", "ä,b", "ä,b", 4, true],
    ["bytes", "application/zip", bytes, "ä", 2, true],
    ["a blob", "application/zip", new Blob(["ä"]), "ä", 2, true],
    ["a named file", "application/zip", { name: "a.zip", data: bytes }, "ä", 2, true],
    ["a stream, which can be read once", "application/zip", stream(), "ab", undefined, false],
    ["a named stream", "application/zip", { name: "a.zip", data: stream() }, "ab", undefined, false],
    ["a value with another JSON type", "application/merge-patch+json", { a: null }, '{"a":null}', 10, true],
  ];
  for (const [name, type, input, want, length, replayable] of cases) {
    test(name, async () => {
      const body = bodyAs(type)(input);
      expect(body).toMatchObject({ contentType: type, length, replayable });
      expect(await textOf(body)).toBe(want);
      if (replayable) expect(await textOf(body)).toBe(want);
    });
  }
});

test("anything else is rejected with what to pass instead", () => {
  for (const body of [{ a: 1 }, 5, null, true]) {
    expect(() => bodyAs("text/plain")(body)).toThrow("the body is neither a string nor a file: pass a string, a Blob");
  }
});
