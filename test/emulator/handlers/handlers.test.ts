import { readdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { HANDLERS } from "../../../src/emulator/handlers/index.js";
import { places } from "../support/described.js";

/** The operations that a file has handlers for. */
async function handledIn(file: string): Promise<string[]> {
  const exported: object = await import(`../../../src/emulator/handlers/${file}.ts`);
  const handlers: [string, object][] = Object.entries(exported).filter(([name]) => name.endsWith("Handlers"));
  return handlers.flatMap(([, byOperation]) => Object.keys(byOperation));
}

test("every operation of the description has a handler, and every handler has an operation", () => {
  const operations = places.map(({ operation }) => operation);

  expect([...HANDLERS.keys()].toSorted()).toEqual(operations.toSorted());
});

test("the handlers of a tag are in the file of the tag, as its paths are in spec/paths", async () => {
  const files = (await readdir("src/emulator/handlers")).map((file) => file.replace(/\.ts$/, ""));
  const tags = files.filter((file) => file !== "index");
  expect(tags.toSorted()).toEqual((await readdir("spec/paths")).map((file) => file.replace(/\.yaml$/, "")).toSorted());

  for (const file of tags) {
    const ofTag = places.filter(({ tag }) => tag.toLowerCase().replaceAll(" ", "-") === file);
    expect((await handledIn(file)).toSorted(), file).toEqual(ofTag.map(({ operation }) => operation).toSorted());
  }
});
