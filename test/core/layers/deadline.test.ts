import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import { isCrmError } from "../../../src/core/errors/errors.js";
import { withDeadline } from "../../../src/core/layers/deadline.js";
import type { CancelSignal } from "../../../src/core/lifetime/cancellation.js";
import { Lifetime } from "../../../src/core/lifetime/lifetime.js";
import { type Phase, type Send, setPhase } from "../../../src/core/request/request.js";
import type { HttpResponse } from "../../../src/core/response/response.js";
import { CREATE, deferred, FILE, failureOf, httpResponse, request } from "../../support/requests.js";

const never: Send = () => new Promise(() => undefined);
const listeners = (signal: AbortSignal) => getEventListeners(signal, "abort").length;

test("a response is passed on unchanged", async () => {
  const response = httpResponse(200);
  expect(await withDeadline(1_000)(async () => response)(request())).toBe(response);
});

test("a failure is passed on unchanged", async () => {
  const failure = new Error("below");
  expect(await failureOf(withDeadline(1_000)(() => Promise.reject(failure))(request()))).toBe(failure);
});

test("a timeout settles the call with an error that names the operation, the time and the option", async () => {
  const error = await failureOf(withDeadline(5)(never)(request()));
  expect(isCrmError(error, "Timeout")).toBe(true);
  expect(error).toMatchObject({ code: "TIMEOUT", operation: "getThing", retryable: true });
  expect(String(error)).toContain('getThing: no response within 5 ms (option "timeout")');
});

describe("a timeout says what the call was waiting for", () => {
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
    const hasArrived = phase === "answer";
    expect(error).toMatchObject({ details: { phase }, mayHaveArrived: hasArrived, retryable: !hasArrived });
    expect(String(error)).toContain(`ended ${words}`);
    expect(String(error).includes("it may have been carried out: look at what POST /things changes")).toBe(hasArrived);
  });
});

describe("closing the client", () => {
  test("ends the calls under way, says what to check, and rejects later calls", async () => {
    const lifetime = new Lifetime();
    const send = withDeadline(3_600_000, lifetime);
    let inner: CancelSignal | undefined;
    const call = failureOf(
      send((forwarded) => {
        setPhase(forwarded, "answer");
        inner = forwarded.signal;
        return never(forwarded);
      })(request({ operation: CREATE, method: "POST" })),
    );
    lifetime.close();
    expect(await call).toMatchObject({ code: "CLIENT_CLOSED", operation: "createThing" });
    expect(String(await call)).toMatch(/the client is closed.* may have been carried out/);
    expect(inner?.reason).toBe(await call);
    let sent = 0;
    const later = send(async () => {
      sent += 1;
      return httpResponse(200);
    })(request());
    expect(await failureOf(later)).toMatchObject({ code: "CLIENT_CLOSED", operation: "getThing" });
    expect(sent).toBe(0);
  });

  test("does not affect calls that are over", async () => {
    const lifetime = new Lifetime();
    const signals: (CancelSignal | undefined)[] = [];
    for (const end of [httpResponse(200), new Error("below")]) {
      await withDeadline(
        1_000,
        lifetime,
      )(async (inner) => {
        signals.push(inner.signal);
        if (end instanceof Error) throw end;
        return end;
      })(request()).catch(() => undefined);
    }
    lifetime.close();
    expect(signals.map((signal) => signal?.aborted)).toEqual([false, false]);
  });

  test("ends a download that is still being read", async () => {
    const lifetime = new Lifetime();
    let inner: CancelSignal | undefined;
    await withDeadline(
      1_000,
      lifetime,
    )(async (forwarded) => {
      inner = forwarded.signal;
      return new Response(new ReadableStream()) as unknown as HttpResponse;
    })(request({ operation: FILE }));
    lifetime.close();
    expect(inner?.reason).toMatchObject({ code: "CLIENT_CLOSED" });
  });
});

test("a timeout of the call overrides that of the client", async () => {
  const short = request({ options: { timeout: 3 } });
  expect(String(await failureOf(withDeadline(3_600_000)(never)(short)))).toContain("within 3 ms");
  const long = request({ options: { timeout: 60_000 } });
  expect((await withDeadline(0)(async () => httpResponse(200))(long)).status).toBe(200);
});

test("the inner layers get the time at which the call must be over", async () => {
  let deadline = 0;
  const before = Date.now();
  await withDeadline(60_000)(async (inner) => {
    deadline = inner.deadline ?? 0;
    return httpResponse(200);
  })(request({ options: { timeout: 7_000 } }));
  expect(deadline - before).toBeGreaterThanOrEqual(7_000);
  expect(deadline - Date.now()).toBeLessThanOrEqual(7_000);
});

test("a timeout aborts the signal of the inner layers, with the same reason", async () => {
  let inner: CancelSignal | undefined;
  const error = await failureOf(
    withDeadline(1)((forwarded) => {
      inner = forwarded.signal;
      return never(forwarded);
    })(request()),
  );
  expect(inner?.reason).toBe(error);
});

test.each([Number.POSITIVE_INFINITY, 2 ** 31, 1e15])(
  "a timeout of %s ms does not end the call at once",
  async (timeout) => {
    const { promise, resolve } = deferred<HttpResponse>();
    const call = withDeadline(timeout)(() => promise)(request());
    // Longer than one millisecond, which a timer uses for a delay that it cannot represent.
    setTimeout(() => resolve(httpResponse(200)), 10);
    expect((await call).status).toBe(200);
  },
);

describe("the caller's signal", () => {
  test("rejects the call at once with its own reason", async () => {
    const controller = new AbortController();
    const reason = { mine: true };
    let inner: CancelSignal | undefined;
    const call = failureOf(
      withDeadline(3_600_000)((forwarded) => {
        inner = forwarded.signal;
        return never(forwarded);
      })(request({ signal: controller.signal })),
    );
    controller.abort(reason);
    expect(await call).toBe(reason);
    expect(inner?.reason).toBe(reason);
  });

  test("prevents the call if it is already aborted", async () => {
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
    ["a response", async () => httpResponse(200)],
    ["a failure", () => Promise.reject(new Error("below"))],
    [
      "a synchronous failure",
      () => {
        throw new Error("below");
      },
    ],
    ["a timeout", never],
  ])("has no listener left after %s", async (_, next) => {
    const { signal } = new AbortController();
    await withDeadline(5)(next)(request({ signal })).catch(() => undefined);
    await new Promise(setImmediate);
    expect(listeners(signal)).toBe(0);
  });

  test("has no listener left after it aborted a call that never settles", async () => {
    const controller = new AbortController();
    const call = failureOf(withDeadline(1_000)(never)(request({ signal: controller.signal })));
    controller.abort();
    await call;
    expect(listeners(controller.signal)).toBe(0);
  });

  test("listens once, however many clients have calls with the signal", async () => {
    const controller = new AbortController();
    const calls = Array.from({ length: 50 }, () =>
      failureOf(withDeadline(1_000)(never)(request({ signal: controller.signal }))),
    );
    expect(listeners(controller.signal)).toBe(1);
    controller.abort("enough");
    expect(new Set(await Promise.all(calls))).toEqual(new Set(["enough"]));
  });

  test("leaves no timer when it ends a call", async () => {
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
