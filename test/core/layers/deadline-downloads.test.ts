/** Downloads: the timeout covers them until the first byte, the caller's signal until the last one. */
import { getEventListeners } from "node:events";
import type { UnderlyingSource } from "node:stream/web";
import { describe, expect, test } from "vitest";
import { withDeadline } from "../../../src/core/layers/deadline.js";
import type { CancelSignal } from "../../../src/core/lifetime/cancellation.js";
import type { Send } from "../../../src/core/request/request.js";
import { type HttpResponse, readBody } from "../../../src/core/response/response.js";
import { deferred, FILE, failureOf, httpResponse, request } from "../../support/requests.js";

const listeners = (signal: AbortSignal) => getEventListeners(signal, "abort").length;

/** A response whose content arrives in chunks, as from a socket. */
const streaming = (source: UnderlyingSource<Uint8Array>) =>
  new Response(new ReadableStream(source)) as unknown as HttpResponse;

test("the timeout does not apply to a download that has begun", async () => {
  const ready = deferred<void>();
  const file = streaming({
    async pull(controller) {
      await ready.promise;
      controller.enqueue(new Uint8Array([1]));
      controller.close();
    },
  });
  let signal: CancelSignal | undefined;
  const response = await withDeadline(20)(async (inner) => {
    signal = inner.signal;
    return file;
  })(request({ operation: FILE }));
  await new Promise((resolve) => setTimeout(resolve, 40));
  expect(signal?.aborted).toBe(false);
  ready.resolve();
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array([1]));
});

test("the caller's signal ends a download that is still being read", async () => {
  const controller = new AbortController();
  let signal: CancelSignal | undefined;
  await withDeadline(1_000)(async (inner) => {
    signal = inner.signal;
    return streaming({});
  })(request({ operation: FILE, signal: controller.signal }));
  const reason = new Error("enough");
  controller.abort(reason);
  expect(signal?.reason).toBe(reason);
});

const bytes: UnderlyingSource<Uint8Array> = {
  start(controller) {
    controller.enqueue(new Uint8Array([1]));
    controller.close();
  },
};
const broken: UnderlyingSource<Uint8Array> = {
  pull(controller) {
    controller.error(new Error("broken"));
  },
};
test.each<[string, UnderlyingSource<Uint8Array>, (file: HttpResponse) => Promise<unknown>]>([
  ["read as bytes", bytes, (file) => file.arrayBuffer()],
  ["read as text", bytes, (file) => file.text()],
  ["read as JSON", bytes, (file) => file.json()],
  ["read as a stream", bytes, async (file) => new Response(file.body).arrayBuffer()],
  ["cancelled", {}, async (file) => file.body?.cancel()],
  ["broken", broken, (file) => file.arrayBuffer()],
  ["broken as a stream", broken, async (file) => new Response(file.body).arrayBuffer()],
])("no listener is left on the caller's signal once a download is %s", async (_, source, read) => {
  const { signal } = new AbortController();
  const file = await withDeadline(1_000)(async () => streaming(source))(request({ operation: FILE, signal }));
  await read(file).catch(() => undefined);
  await new Promise(setImmediate);
  expect(listeners(signal)).toBe(0);
});

test.each<[string, Send]>([
  ["is rejected", async () => httpResponse(404)],
  ["does not exist", async () => new Response(null, { status: 204 }) as unknown as HttpResponse],
  ["fails", () => Promise.reject(new Error("below"))],
])("no listener is left if a download %s", async (_, next) => {
  const { signal } = new AbortController();
  await withDeadline(1_000)(next)(request({ operation: FILE, signal })).catch(() => undefined);
  await new Promise(setImmediate);
  expect(listeners(signal)).toBe(0);
});

test("a download that arrives after the call has ended is cancelled, which releases its connection", async () => {
  const late = deferred<HttpResponse>();
  const cancelled = deferred<void>();
  const controller = new AbortController();
  const call = failureOf(
    withDeadline(1_000)(() => late.promise)(request({ operation: FILE, signal: controller.signal })),
  );
  controller.abort();
  await call;
  late.resolve(
    streaming({
      cancel() {
        cancelled.resolve();
      },
    }),
  );
  await cancelled.promise;
});

describe("a file that drips", () => {
  /** Chunks of a size, each after some time on the layer's clock. */
  async function read(size: number, delay: number, chunks: number, idleTimeout?: number) {
    let now = 0;
    let wasCancelled = false;
    const source: UnderlyingSource<Uint8Array> = {
      pull(controller) {
        if (chunks === 0) return controller.close();
        chunks -= 1;
        now += delay;
        controller.enqueue(new Uint8Array(size));
      },
      cancel() {
        wasCancelled = true;
      },
    };
    const options = idleTimeout === undefined ? {} : { idleTimeout };
    const { signal } = new AbortController();
    const layer = withDeadline(1_000, undefined, 30_000, () => now);
    const response = await layer(async () => streaming(source))(request({ operation: FILE, signal, options }));
    const bytes = await response.arrayBuffer().then(
      ({ byteLength }) => byteLength,
      (error: unknown) => error,
    );
    return { bytes, wasCancelled, listeners: listeners(signal) };
  }

  test("fails once fewer than 1,000 bytes arrive in the idle time, and its connection is released", async () => {
    const { bytes, ...rest } = await read(1, 100, 1_000);
    expect(bytes).toMatchObject({ name: "TimeoutError", code: "IDLE_TIMEOUT", operation: "downloadThing" });
    expect(String(bytes)).toContain('fewer than 1000 bytes were received for 30000 ms (option "idleTimeout")');
    expect(rest).toEqual({ wasCancelled: true, listeners: 0 });
  });

  test.each([
    ["a slow file", 1_000, 29_000, 100, undefined, 100_000],
    ["a file in small chunks", 40, 1_000, 1_000, undefined, 40_000],
    ["a small file", 1, 1_000, 20, undefined, 20],
    ["a file whose call allows more", 1, 100, 400, 60_000, 400],
  ])("%s arrives", async (_, size, delay, chunks, idleTimeout, want) => {
    expect((await read(size, delay, chunks, idleTimeout)).bytes).toBe(want);
  });

  test.each([
    ["fails", 1, 100, 1_000, { code: "IDLE_TIMEOUT" }],
    ["arrives if it is only slow", 1_000, 29_000, 100, 100_000],
  ])("%s, also if its chunks are passed on as they arrive", async (_, size, delay, chunks, want) => {
    let now = 0;
    const file = {
      ...httpResponse(200),
      ok: true,
      async read(consume: (chunk: Uint8Array) => void) {
        for (let count = 0; count < chunks; count += 1) {
          now += delay;
          consume(new Uint8Array(size));
        }
      },
    } as HttpResponse;
    const { signal } = new AbortController();
    const layer = withDeadline(1_000, undefined, 30_000, () => now);
    const response = await layer(async () => file)(request({ operation: FILE, signal }));
    expect(listeners(signal)).toBe(1);
    let received = 0;
    const reading = readBody(response, ({ byteLength }) => {
      received += byteLength;
    });
    if (typeof want === "number") expect([await reading, received]).toEqual([undefined, want]);
    else expect(await failureOf(reading)).toMatchObject(want);
    expect(listeners(signal)).toBe(0);
  });

  test("a clock that is set ends no download", async () => {
    let now = 0;
    let chunks = 3;
    const source: UnderlyingSource<Uint8Array> = {
      pull(controller) {
        chunks -= 1;
        now += chunks === 1 ? 3_600_000 : -3_600_000;
        controller.enqueue(new Uint8Array(1));
        if (chunks === 0) controller.close();
      },
    };
    const layer = withDeadline(1_000, undefined, 30_000, () => now);
    const response = await layer(async () => streaming(source))(request({ operation: FILE }));
    expect((await response.arrayBuffer()).byteLength).toBe(3);
  });

  test("the time that the reader takes does not count", async () => {
    let now = 0;
    const layer = withDeadline(1_000, undefined, 30_000, () => now);
    const source: UnderlyingSource<Uint8Array> = { pull: (controller) => controller.enqueue(new Uint8Array(1)) };
    const reader = (await layer(async () => streaming(source))(request({ operation: FILE }))).body?.getReader();
    for (let count = 0; count < 100; count += 1) {
      expect((await reader?.read())?.done).toBe(false);
      now += 60_000;
    }
    await reader?.cancel();
  });
});
