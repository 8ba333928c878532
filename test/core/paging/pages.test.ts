import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { itemsOf, type ListPage, type PagedParams, type PagingOptions, walk } from "../../../src/core/paging/pages.js";
import type { RequestOptions } from "../../../src/core/request/options.js";

type Params = PagedParams & { per_page?: number };
type Page = ListPage & { data: number[] };

/** A list of the numbers from 0, and what was asked of it. */
function numbers(count: number) {
  const asked: Params[] = [];
  const signals: (AbortSignal | undefined)[] = [];
  async function list(params: Params, { signal }: RequestOptions): Promise<Page> {
    asked.push(params);
    signals.push(signal);
    signal?.throwIfAborted();
    const { page = 1, per_page = 2 } = params;
    const data = Array.from({ length: count }, (_, number) => number).slice((page - 1) * per_page, page * per_page);
    return { data, info: { page, more_records: page * per_page < count } };
  }
  return {
    list,
    asked,
    signals,
    walk: (params: Params = {}, options: PagingOptions = {}) => walk(list, params, options),
  };
}

async function all(pages: AsyncIterable<Page>): Promise<number[]> {
  const items: number[] = [];
  for await (const page of pages) items.push(...page.data);
  return items;
}

test("every entry comes once, in order, with one call for each page", () =>
  fc.assert(
    fc.asyncProperty(fc.nat(60), fc.integer({ min: 1, max: 20 }), fc.boolean(), async (count, per_page, prefetch) => {
      const given = numbers(count);
      expect(await all(given.walk({ per_page }, { prefetch }))).toEqual(Array.from({ length: count }, (_, n) => n));
      expect(given.asked.map(({ page = 1 }) => page)).toEqual(
        Array.from({ length: Math.max(1, Math.ceil(count / per_page)) }, (_, at) => at + 1),
      );
    }),
  ));

test("it begins at the page that is asked for, and the caller's parameters stay as they are", async () => {
  const given = numbers(7);
  const params = Object.freeze({ page: 3, per_page: 2 });
  expect(await all(given.walk(params))).toEqual([4, 5, 6]);
});

test("page 0 is page 1, so page 2 comes next", async () => {
  const asked: number[] = [];
  const list = async ({ page = 1 }: PagedParams): Promise<Page> => {
    asked.push(page);
    return { data: [page], info: { page: Math.max(page, 1), more_records: page < 2 } };
  };
  await all(walk(list, { page: 0 }, {}));
  expect(asked).toEqual([0, 2]);
});

test("an empty page ends the walk, whatever it says of more", async () => {
  let calls = 0;
  const list = async (): Promise<Page> => {
    calls += 1;
    return { data: [], info: { more_records: true } };
  };
  expect(await all(walk(list, {}, {}))).toEqual([]);
  expect(calls).toBe(1);
});

test("a query continues by its limit clause", async () => {
  const asked: unknown[] = [];
  const list = async ({ body }: PagedParams): Promise<Page> => {
    asked.push(body);
    return { data: [1, 2], info: { more_records: asked.length < 3 } };
  };
  const body = { select_query: "select id from Leads limit 0, 2" };
  expect(await all(walk(list, { body }, {}, [{ member: "select_query", defaultLimit: 200 }]))).toHaveLength(6);
  expect(asked).toEqual([0, 2, 4].map((offset) => ({ select_query: `select id from Leads limit ${offset}, 2` })));
});

describe("calls ahead", () => {
  test("nothing is fetched before it is asked for", async () => {
    const given = numbers(6);
    const pages = given.walk();
    expect(given.asked).toHaveLength(0);
    await pages.next();
    expect(given.asked).toHaveLength(1);
  });

  test("with prefetch, one page is under way while the one before is used", async () => {
    const given = numbers(6);
    const pages = given.walk({}, { prefetch: true });
    await pages.next();
    expect(given.asked).toHaveLength(2);
    await pages.next();
    expect(given.asked).toHaveLength(3);
  });

  test("a walk that is left cancels what is under way, and its failure is nobody's", async () => {
    const given = numbers(6);
    let cancelled = false;
    const list = (params: Params, options: RequestOptions): Promise<Page> => {
      if (given.asked.length === 0) return given.list(params, options);
      return new Promise((_, reject) => {
        options.signal?.addEventListener("abort", () => {
          cancelled = true;
          reject(options.signal?.reason);
        });
      });
    };
    for await (const page of walk(list, {}, { prefetch: true })) if (page.data.includes(0)) break;
    expect(cancelled).toBe(true);
  });

  test("a failure ahead is raised when its page is due", async () => {
    const given = numbers(6);
    const list = async (params: Params, options: RequestOptions): Promise<Page> => {
      if (params.page === 2) throw new Error("no second page");
      return given.list(params, options);
    };
    const pages = walk(list, {}, { prefetch: true });
    expect((await pages.next()).value?.data).toEqual([0, 1]);
    await expect(pages.next()).rejects.toThrow("no second page");
    expect(await pages.next()).toEqual({ value: undefined, done: true });
  });
});

describe("cancelling", () => {
  test("the caller's reason comes through, and no further call is made", async () => {
    const given = numbers(10);
    const controller = new AbortController();
    const reason = new Error("enough");
    const pages = given.walk({}, { signal: controller.signal });
    await pages.next();
    controller.abort(reason);
    await expect(pages.next()).rejects.toBe(reason);
    expect(given.asked).toHaveLength(2);
  });

  test("each call has a signal, which a finished walk leaves aborted and the caller's own is not", async () => {
    const given = numbers(3);
    const controller = new AbortController();
    await all(given.walk({}, { signal: controller.signal }));
    expect(given.signals.map((signal) => signal?.aborted)).toEqual([true, true]);
    expect(controller.signal.aborted).toBe(false);
  });

  test("the other options reach every call, and prefetch none", async () => {
    const seen: RequestOptions[] = [];
    const list = async (_: PagedParams, { signal: __, ...options }: RequestOptions): Promise<Page> => {
      seen.push(options);
      return { data: [1], info: { more_records: seen.length < 2 } };
    };
    await all(walk(list, {}, { user: "ada", timeout: 5, prefetch: true }));
    expect(seen).toEqual([
      { user: "ada", timeout: 5 },
      { user: "ada", timeout: 5 },
    ]);
  });
});

test("the entries of a page are its list, whatever its name", () => {
  expect(itemsOf({ users: [1, 2], info: {} })).toEqual([1, 2]);
  expect(itemsOf({ info: { more_records: false } })).toEqual([]);
});
