import { expect, test } from "vitest";
import { toDownload } from "../../../src/core/download/download.js";
import { isCrmError } from "../../../src/core/errors/errors.js";
import type { HttpResponse } from "../../../src/core/response/response.js";
import { failureOf } from "../../support/requests.js";

const file = (content: string | null, headers: Record<string, string> = {}) =>
  toDownload({ id: "downloadThing", idempotent: true }, new Response(content, { headers }) as unknown as HttpResponse);

test("a download has the name, type, size and content of its file", async () => {
  const download = await file("content", {
    "content-disposition": "attachment;filename*=UTF-8''report%20final.pdf",
    "content-type": "application/pdf",
    "content-length": "7",
  });
  expect(download).toMatchObject({ filename: "report final.pdf", contentType: "application/pdf", size: 7 });
  expect(new TextDecoder().decode(await download.arrayBuffer())).toBe("content");
});

test("the content can be read as a stream, even if the stream was accessed before", async () => {
  const download = await file("content");
  expect(download.body).toBe(download.body);
  expect(await new Response(download.body).text()).toBe("content");
});

test("without a body, the content is empty", async () => {
  const download = await file(null);
  expect(await new Response(download.body).text()).toBe("");
  expect((await (await file(null)).arrayBuffer()).byteLength).toBe(0);
});

test.each<[Record<string, string>, number | undefined]>([
  [{}, undefined],
  [{ "content-length": "0" }, 0],
  [{ "content-length": "7", "content-encoding": "identity" }, 7],
  [{ "content-length": "7", "content-encoding": "gzip" }, undefined],
])("with the headers %j, the size is %s", async (headers, want) => {
  expect((await file("content", headers)).size).toBe(want);
});

const failure = JSON.stringify({ code: "INVALID_DATA", message: "m", details: { a: 1 }, status: "error" });
const own = { "content-disposition": "attachment; filename=response.json" };
const json = { "content-type": "application/json;charset=UTF-8" };

test.each<[string, Record<string, string>]>([
  ["with the name of Zoho's own responses", { ...own, ...json }],
  ["with that name and no type", own],
  ["without a name", json],
])("an error object with status 200 instead of the file is an ApiError: %s", async (_, headers) => {
  const error = await failureOf(file(failure, headers));
  expect(isCrmError(error, "Api")).toBe(true);
  expect(error).toMatchObject({ code: "INVALID_DATA", operation: "downloadThing", status: 200, details: { a: 1 } });
});

test.each<[string, Record<string, string>]>([
  ["response.json", { ...own, ...json }],
  [undefined as unknown as string, json],
])("JSON that is not an error object of Zoho is a file like any other: %s", async (name, headers) => {
  const text = '{"mine": 1}';
  const download = await file(text, { ...headers, "content-length": "11" });
  expect(download).toMatchObject({ filename: name, size: 11 });
  expect(new TextDecoder().decode(await download.arrayBuffer())).toBe(text);
  expect(await new Response((await file(text, headers)).body).text()).toBe(text);
});

test("a JSON file with its own name is not inspected", async () => {
  const download = await file(failure, { ...json, "content-disposition": 'attachment; filename="data.json"' });
  expect(new TextDecoder().decode(await download.arrayBuffer())).toBe(failure);
});
