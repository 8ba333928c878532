import { appendFile, truncate } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { multipartBody } from "../../../src/core/request/multipart.js";
import { bodyAs } from "../../../src/core/request/raw-body.js";
import { withReadyBody } from "../../../src/core/request/request.js";
import { startEmulator } from "../../../src/emulator/index.js";
import { createClient, isCrmError } from "../../../src/index.js";
import { failureOf, httpResponse, request } from "../../support/requests.js";
import { withFiles } from "../../support/scratch.js";

const textOf = async (chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) => {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts).toString();
};

describe("a file on disk", () => {
  test("is sent with its own name, type and length, as often as needed", async () => {
    await withFiles({ "offer.pdf": "content" }, async (folder) => {
      const body = multipartBody({ file: { path: join(folder, "offer.pdf") } });
      await body.ready?.();
      for (let time = 0; time < 2; time += 1) {
        const text = await textOf(body.chunks());
        expect(text).toContain('filename="offer.pdf"\r\nContent-Type: application/pdf\r\n\r\ncontent\r\n');
        expect(body.length).toBe(Buffer.byteLength(text));
      }
      expect(body.replayable).toBe(true);
      const named = multipartBody({ file: { path: join(folder, "offer.pdf"), name: "mine.x", type: "text/x" } });
      expect(await textOf(named.chunks())).toContain('filename="mine.x"\r\nContent-Type: text/x\r\n\r\ncontent');
      const raw = bodyAs("application/zip")({ path: join(folder, "offer.pdf") });
      await raw.ready?.();
      expect([raw.length, raw.contentType, await textOf(raw.chunks())]).toEqual([7, "application/zip", "content"]);
    });
  });

  test("that does not exist is an error before anything is sent", async () => {
    await using emulator = await startEmulator();
    await withFiles({}, async (folder) => {
      for (const path of [join(folder, "missing.pdf"), folder]) {
        const crm = createClient(emulator.clientOptions());
        const error = await failureOf(crm.files.upload({ body: { file: [{ path }] } }));
        expect(isCrmError(error) && error.code).toBe("UNREADABLE_FILE");
        expect(String(error)).toContain(path);
      }
    });
    expect(emulator.requests).toEqual([]);
  });

  test.each<[string, (path: string) => Promise<void>]>([
    ["grows", (path) => appendFile(path, "more")],
    ["shrinks", (path) => truncate(path, 3)],
  ])("that %s while it is being sent is an error that says so", async (_, change) => {
    await withFiles({ "a.txt": "content" }, async (folder) => {
      const path = join(folder, "a.txt");
      const body = multipartBody({ file: { path } });
      const send = withReadyBody(async () => {
        await change(path);
        await textOf(body.chunks());
        return httpResponse(200);
      });
      const error = await failureOf(send(request({ method: "POST", body })));
      expect(error).toMatchObject({ code: "UNREADABLE_FILE" });
      expect(String(error)).toContain("was 7 bytes and changed while the file was being sent");
    });
  });
});

test("a web stream can be sent once, and is cancelled if it is not read to its end", async () => {
  let isCancelled = false;
  const stream = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(10)),
    cancel() {
      isCancelled = true;
    },
  });
  const body = multipartBody({ file: { name: "a", data: stream } });
  expect([body.replayable, body.length]).toEqual([false, undefined]);
  const chunks = body.chunks() as AsyncGenerator<Uint8Array>;
  for (let count = 0; count < 4; count += 1) await chunks.next();
  await chunks.return(undefined);
  expect(isCancelled).toBe(true);
});
