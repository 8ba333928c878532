import { describe, expect, test } from "vitest";
import { toDownload } from "../../../src/core/download/download.js";
import { isCrmError } from "../../../src/core/errors/errors.js";
import type { HttpResponse } from "../../../src/core/response/response.js";
import { failureOf } from "../../support/requests.js";

/** The response is untyped unless the headers have a type. */
const file = (content: string | null, headers: Record<string, string> = {}, mediaTypes?: string[]) => {
  const body = content === null ? null : new TextEncoder().encode(content);
  const response = new Response(body, { headers }) as unknown as HttpResponse;
  return toDownload(
    { id: "downloadThing", idempotent: true, binary: true, ...(mediaTypes && { mediaTypes }) },
    response,
  );
};

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

test("a file that is too large for memory is an error with its remedy, before any of it is read", async () => {
  const download = await file("content", { "content-length": "1073741825", "content-type": "application/zip" });
  const error = await failureOf(download.arrayBuffer());
  expect(error).toMatchObject({ name: "ResponseError", code: "FILE_TOO_LARGE", operation: "downloadThing" });
  expect(String(error)).toContain("saveTo()");
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
  [{ "content-length": "many" }, undefined],
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

test("JSON that Zoho names like its own responses, and that is not an error object, is a file like any other", async () => {
  const text = '{"mine": 1}';
  const headers = { ...own, ...json, "content-length": "11" };
  const download = await file(text, headers);
  expect(download).toMatchObject({ filename: "response.json", size: 11 });
  expect(new TextDecoder().decode(await download.arrayBuffer())).toBe(text);
  expect(await new Response((await file(text, headers)).body).text()).toBe(text);
});

test("a JSON file with its own name is not inspected", async () => {
  const download = await file(failure, { ...json, "content-disposition": 'attachment; filename="data.json"' });
  expect(new TextDecoder().decode(await download.arrayBuffer())).toBe(failure);
});

const page = "<!DOCTYPE html><html><head><title>Sign in</title></head></html>";
const html = { "content-type": "text/html;charset=UTF-8" };
const named = (name: string) => ({ "content-disposition": `attachment; filename="${name}"` });

describe("what is not the file is an error that says what came", () => {
  test.each<[string, string, Record<string, string>, string[]?]>([
    ["a page", page, html],
    ["a page whose header only asks to show it", page, { ...html, "content-disposition": "inline" }],
    ["a page of XHTML", page, { "content-type": "application/xhtml+xml" }],
    ["a page without a type", `  ${page}`, {}],
    ["a gateway's sentence", "upstream timed out", { "content-type": "text/plain" }],
    ["a gateway's JSON", '{"fault":"spike arrest"}', json],
    ["a problem document", '{"title":"Forbidden"}', { "content-type": "application/problem+json" }],
    ["a gateway's XML", "<Error/>", { "content-type": "application/xml" }],
    ["a page with a name instead of an image", page, { ...html, ...named("x.html") }, ["image/*"]],
    ["text with a name instead of an archive", "no", { "content-type": "text/plain", ...own }, ["application/zip"]],
    ["JSON instead of an archive", '{"a":1}', { ...json, ...own }, ["application/zip"]],
    ["a page instead of a described text", page, html, ["text/csv"]],
  ])("%s", async (_, content, headers, mediaTypes) => {
    const error = await failureOf(file(content, headers, mediaTypes));
    expect(error).toMatchObject({ name: "ResponseError", code: "UNREADABLE_ANSWER", operation: "downloadThing" });
    expect(String(error)).toContain(headers["content-type"] ?? "no content type");
    expect(String(error)).toContain("is not the file");
    expect(error).toMatchObject({ details: { excerpt: content } });
  });

  test("its content is cancelled, which releases the connection", async () => {
    let wasCancelled = false;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(1_000)),
      cancel() {
        wasCancelled = true;
      },
    });
    const response = new Response(body, { headers: html }) as unknown as HttpResponse;
    await failureOf(toDownload({ id: "downloadThing", idempotent: true }, response));
    expect(wasCancelled).toBe(true);
  });
});

test.each<[string, string, Record<string, string>, string[]?]>([
  ["a page that a user attached", page, { ...html, ...named("offer.html") }],
  ["an attached text without a name", "content", { "content-type": "text/plain", "content-disposition": "attachment" }],
  ["bytes without a name", "content", { "content-type": "application/octet-stream" }],
  ["bytes of an unknown type", "content", { "content-type": "application/x-download" }],
  ["content without a type", "content", {}],
  ["an image", "content", { "content-type": "image/png" }, ["image/*"]],
  ["a drawing", "<svg/>", { "content-type": "image/svg+xml" }, ["image/*"]],
  ["an image of a general type", "content", { "content-type": "application/octet-stream" }, ["image/*"]],
  ["a described page", page, html, ["text/html"]],
  ["one of two described types", "a,b", { "content-type": "text/csv" }, ["application/pdf", "text/csv"]],
  ["a described text of another type", "a,b", { "content-type": "text/plain" }, ["text/csv"]],
])("%s is the file", async (_, content, headers, mediaTypes) => {
  expect(new TextDecoder().decode(await (await file(content, headers, mediaTypes)).arrayBuffer())).toBe(content);
});
