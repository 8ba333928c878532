import { getEventListeners } from "node:events";
import type { UnderlyingSource } from "node:stream/web";
import { describe, expect, test } from "vitest";
import { isCrmError } from "../../../src/core/errors/errors.js";
import { withDeadline } from "../../../src/core/layers/deadline.js";
import type { CancelSignal } from "../../../src/core/lifetime/cancellation.js";
import { Lifetime } from "../../../src/core/lifetime/lifetime.js";
import type { Send } from "../../../src/core/request/request.js";
import { type Phase, setPhase } from "../../../src/core/request/request.js";
import type { HttpResponse } from "../../../src/core/response/response.js";
import { CREATE, deferred, FILE, failureOf, httpResponse, request } from "../../support/requests.js";

const never: Send = () => new Promise(() => undefined);
const listeners = (signal: AbortSignal) => getEventListeners(signal, "abort").length;

test("hands the answer up unchanged", async () => {
  const want = httpResponse(200);
  expect(await withDeadline(1_000)(async () => want)(request())).toBe(want);
});

test("hands a failure up unchanged", async () => {
  const failure = new Error("below");
  expect(await failureOf(withDeadline(1_000)(() => Promise.reject(failure))(request()))).toBe(failure);
});

test("settles with a TimeoutError that names operation, time and option, also where the layer below never does", async () => {
  const error = await failureOf(withDeadline(5)(never)(request()));
  expect(isCrmError(error, "Timeout")).toBe(true);
  expect(error).toMatchObject({ code: "TIMEOUT", operation: "getThing", retryable: true });
  expect(String(error)).toContain('getThing: no response within 5 ms (option "timeout")');
});

describe("the end of time says what the call was waiting for", () => {
  test.each<[Phase, string]>([
    ["place", "while waiting for one of the maxConcurrency slots"],
    ["token", "while waiting for an access token"],
    ["connection", "while waiting for the connection"],
    ["answer", "while waiting for the response"],
    ["pause", "while pausing before attempt 3"],
  ])("%s", async (phase, words) => {
    const error = await failureOf(
      withDeadline(1)((inner) => {
        if (inner.progress) Object.assign(inner.progress, { phase, attempts: 2 });
        return never(inner);
      })(request({ operation: CREATE, method: "POST" })),
    );
    const arrived = phase === "answer";
    expect(error).toMatchObject({ details: { phase }, mayHaveArrived: arrived, retryable: !arrived });
    expect(String(error)).toContain(`ended ${words}`);
    expect(String(error).includes("it may have been carried out: look at what POST /things changes")).toBe(arrived);
  });
});

describe("the end of the client", () => {
  test("ends calls under way, with what is to be looked up, and refuses later ones", async () => {
    const lifetime = new Lifetime();
    const send = withDeadline(3_600_000, lifetime);
    let below: CancelSignal | undefined;
    const call = failureOf(
      send((inner) => {
        setPhase(inner, "answer");
        below = inner.signal;
        return never(inner);
      })(request({ operation: CREATE, method: "POST" })),
    );
    lifetime.close();
    expect(await call).toMatchObject({ code: "CLIENT_CLOSED", operation: "createThing" });
    expect(String(await call)).toMatch(/the client is closed.* may have been carried out/);
    expect(below?.reason).toBe(await call);
    let sent = 0;
    const later = send(async () => {
      sent += 1;
      return httpResponse(200);
    })(request());
    expect(await failureOf(later)).toMatchObject({ code: "CLIENT_CLOSED", operation: "getThing" });
    expect(sent).toBe(0);
  });

  test("is nothing to calls that are over", async () => {
    const lifetime = new Lifetime();
    const below: (CancelSignal | undefined)[] = [];
    for (const end of [httpResponse(200), new Error("below")]) {
      await withDeadline(
        1_000,
        lifetime,
      )(async (inner) => {
        below.push(inner.signal);
        if (end instanceof Error) throw end;
        return end;
      })(request()).catch(() => undefined);
    }
    lifetime.close();
    expect(below.map((signal) => signal?.aborted)).toEqual([false, false]);
  });

  test("ends a file that is still read", async () => {
    const lifetime = new Lifetime();
    let below: CancelSignal | undefined;
    await withDeadline(
      1_000,
      lifetime,
    )(async (inner) => {
      below = inner.signal;
      return new Response(new ReadableStream()) as unknown as HttpResponse;
    })(request({ operation: FILE }));
    lifetime.close();
    expect(below?.reason).toMatchObject({ code: "CLIENT_CLOSED" });
  });
});

test("a request's own time comes before the client's", async () => {
  expect(String(await failureOf(withDeadline(3_600_000)(never)(request({ options: { timeout: 3 } }))))).toContain(
    "within 3 ms",
  );
  expect((await withDeadline(0)(async () => httpResponse(200))(request({ options: { timeout: 60_000 } }))).status).toBe(
    200,
  );
});

test("what is below knows when the call must be over", async () => {
  let deadline = 0;
  const before = Date.now();
  await withDeadline(60_000)(async (inner) => {
    deadline = inner.deadline ?? 0;
    return httpResponse(200);
  })(request({ options: { timeout: 7_000 } }));
  expect(deadline - before).toBeGreaterThanOrEqual(7_000);
  expect(deadline - Date.now()).toBeLessThanOrEqual(7_000);
});

test("what is below learns of the end of time by its signal, with the same reason", async () => {
  let below: CancelSignal | undefined;
  const error = await failureOf(
    withDeadline(1)((inner) => {
      below = inner.signal;
      return never(inner);
    })(request()),
  );
  expect(below?.reason).toBe(error);
});

test.each([Number.POSITIVE_INFINITY, 2 ** 31, 1e15])("a time of %s ms is no end at once", async (timeout) => {
  const { promise, resolve } = deferred<HttpResponse>();
  const call = withDeadline(timeout)(() => promise)(request());
  // Later than the single millisecond that a timer makes of a time it cannot hold.
  setTimeout(() => resolve(httpResponse(200)), 10);
  expect((await call).status).toBe(200);
});

describe("the caller's signal", () => {
  test("its reason passes through unchanged, at once", async () => {
    const controller = new AbortController();
    const reason = { mine: true };
    let below: CancelSignal | undefined;
    const call = failureOf(
      withDeadline(3_600_000)((inner) => {
        below = inner.signal;
        return never(inner);
      })(request({ signal: controller.signal })),
    );
    controller.abort(reason);
    expect(await call).toBe(reason);
    expect(below?.reason).toBe(reason);
  });

  test("aborted already, nothing is sent", async () => {
    let sent = 0;
    const reason = new Error("before");
    const send = withDeadline(1_000)(async () => {
      sent += 1;
      return httpResponse(200);
    });
    expect(await failureOf(send(request({ signal: AbortSignal.abort(reason) })))).toBe(reason);
    expect(sent).toBe(0);
  });

  test.each<[string, Send]>([
    ["an answer", async () => httpResponse(200)],
    ["a failure", () => Promise.reject(new Error("below"))],
    [
      "a failure before there is a promise",
      () => {
        throw new Error("below");
      },
    ],
    ["the end of time", never],
  ])("has no listener left after %s", async (_, next) => {
    const { signal } = new AbortController();
    await withDeadline(5)(next)(request({ signal })).catch(() => undefined);
    await new Promise(setImmediate);
    expect(listeners(signal)).toBe(0);
  });

  test("has no listener left after its own end, also where the layer below never settles", async () => {
    const controller = new AbortController();
    const call = failureOf(withDeadline(1_000)(never)(request({ signal: controller.signal })));
    controller.abort();
    await call;
    expect(listeners(controller.signal)).toBe(0);
  });

  test("a call that it ended keeps no timer", async () => {
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
    const before = timers();
    const controller = new AbortController();
    const calls = Array.from({ length: 50 }, () =>
      failureOf(withDeadline(3_600_000)(never)(request({ signal: controller.signal }))),
    );
    controller.abort();
    await Promise.all(calls);
    expect(timers()).toBeLessThan(before + 25);
  });
});

describe("a file", () => {
  /** An answer whose content comes piece by piece, as it does from a socket. */
  const streaming = (source: UnderlyingSource<Uint8Array>) =>
    new Response(new ReadableStream(source)) as unknown as HttpResponse;

  test("is not bound by the time once it has begun", async () => {
    const gate = deferred<void>();
    const file = streaming({
      async pull(controller) {
        await gate.promise;
        controller.enqueue(new Uint8Array([1]));
        controller.close();
      },
    });
    let below: CancelSignal | undefined;
    const got = await withDeadline(20)(async (inner) => {
      below = inner.signal;
      return file;
    })(request({ operation: FILE }));
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(below?.aborted).toBe(false);
    gate.resolve();
    expect(new Uint8Array(await got.arrayBuffer())).toEqual(new Uint8Array([1]));
  });

  test("still ends by the caller's signal while it is read", async () => {
    const controller = new AbortController();
    let below: CancelSignal | undefined;
    await withDeadline(1_000)(async (inner) => {
      below = inner.signal;
      return streaming({});
    })(request({ operation: FILE, signal: controller.signal }));
    const reason = new Error("enough");
    controller.abort(reason);
    expect(below?.reason).toBe(reason);
  });

  const bytes: UnderlyingSource<Uint8Array> = {
    start(controller) {
      controller.enqueue(new Uint8Array([1]));
      controller.close();
    },
  };
  const broken: UnderlyingSource<Uint8Array> = {
    pull(controller) {
      controller.error(new Error("broke"));
    },
  };
  test.each<[string, UnderlyingSource<Uint8Array>, (file: HttpResponse) => Promise<unknown>]>([
    ["read as bytes", bytes, (file) => file.arrayBuffer()],
    ["read as text", bytes, (file) => file.text()],
    ["read as JSON", bytes, (file) => file.json()],
    ["read as a stream", bytes, async (file) => new Response(file.body).arrayBuffer()],
    ["cancelled", {}, async (file) => file.body?.cancel()],
    ["broken off", broken, (file) => file.arrayBuffer()],
    ["broken off as a stream", broken, async (file) => new Response(file.body).arrayBuffer()],
  ])("leaves no listener on the caller's signal once it is %s", async (_, source, read) => {
    const { signal } = new AbortController();
    const file = await withDeadline(1_000)(async () => streaming(source))(request({ operation: FILE, signal }));
    await read(file).catch(() => undefined);
    await new Promise(setImmediate);
    expect(listeners(signal)).toBe(0);
  });

  test.each<[string, Send]>([
    ["was refused", async () => httpResponse(404)],
    ["is not there", async () => new Response(null, { status: 204 }) as unknown as HttpResponse],
    ["never came", () => Promise.reject(new Error("below"))],
  ])("leaves no listener where it %s", async (_, next) => {
    const { signal } = new AbortController();
    await withDeadline(1_000)(next)(request({ operation: FILE, signal })).catch(() => undefined);
    await new Promise(setImmediate);
    expect(listeners(signal)).toBe(0);
  });

  test("that comes after the call has ended is cancelled, so that its connection is free again", async () => {
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
});
