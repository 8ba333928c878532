import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ceilingOf, markCeiling } from "../../../src/core/paging/ceiling.js";
import {
  checkCall,
  itemsOf,
  type ListPage,
  type PagedParams,
  type PagingOptions,
  walk,
} from "../../../src/core/paging/pages.js";
import type { RequestOptions } from "../../../src/core/request/options.js";

type Params = PagedParams & { per_page?: number };
type Page = ListPage & { data: number[] };

/** A list of the numbers from 0, and the requests for it. */
function numbers(count: number) {
  const requests: Params[] = [];
  const signals: (AbortSignal | undefined)[] = [];
  async function list(params: Params, { signal }: RequestOptions): Promise<Page> {
    requests.push(params);
    signals.push(signal);
    signal?.throwIfAborted();
    const { page = 1, per_page = 2 } = params;
    const data = Array.from({ length: count }, (_, number) => number).slice((page - 1) * per_page, page * per_page);
    return { data, info: { page, more_records: page * per_page < count } };
  }
  return {
    list,
    requests,
    signals,
    walk: (params: Params = {}, options: PagingOptions = {}) => walk(list, params, options),
  };
}

async function all(pages: AsyncIterable<Page>): Promise<number[]> {
  const items: number[] = [];
  for await (const page of pages) items.push(...page.data);
  return items;
}

test("every entry is returned once, in order, with one call per page", () =>
  fc.assert(
    fc.asyncProperty(fc.nat(60), fc.integer({ min: 1, max: 20 }), fc.boolean(), async (count, per_page, prefetch) => {
      const source = numbers(count);
      expect(await all(source.walk({ per_page }, { prefetch }))).toEqual(Array.from({ length: count }, (_, n) => n));
      expect(source.requests.map(({ page = 1 }) => page)).toEqual(
        Array.from({ length: Math.max(1, Math.ceil(count / per_page)) }, (_, at) => at + 1),
      );
    }),
  ));

test("a walk begins at the requested page, and does not change the caller's parameters", async () => {
  const source = numbers(7);
  const params = Object.freeze({ page: 3, per_page: 2 });
  expect(await all(source.walk(params))).toEqual([4, 5, 6]);
});

test("page 0 is page 1, so page 2 is next", async () => {
  const requested: number[] = [];
  const list = async ({ page = 1 }: PagedParams): Promise<Page> => {
    requested.push(page);
    return { data: [page], info: { page: Math.max(page, 1), more_records: page < 2 } };
  };
  await all(walk(list, { page: 0 }, {}));
  expect(requested).toEqual([0, 2]);
});

test("an empty page ends the walk, even if it announces more", async () => {
  let calls = 0;
  const list = async (): Promise<Page> => {
    calls += 1;
    return { data: [], info: { more_records: true } };
  };
  expect(await all(walk(list, {}, {}))).toEqual([]);
  expect(calls).toBe(1);
});

test("a query continues by its limit clause", async () => {
  const bodies: unknown[] = [];
  const list = async ({ body }: PagedParams): Promise<Page> => {
    bodies.push(body);
    return { data: [1, 2], info: { more_records: bodies.length < 3 } };
  };
  const body = { select_query: "select id from Leads limit 0, 2" };
  expect(await all(walk(list, { body }, {}, [{ member: "select_query", defaultLimit: 200 }]))).toHaveLength(6);
  expect(bodies).toEqual([0, 2, 4].map((offset) => ({ select_query: `select id from Leads limit ${offset}, 2` })));
});

describe("prefetching", () => {
  test("without prefetch, a page is requested only when it is needed", async () => {
    const source = numbers(6);
    const pages = source.walk();
    expect(source.requests).toHaveLength(0);
    await pages.next();
    expect(source.requests).toHaveLength(1);
  });

  test("with prefetch, the next page is requested while the current one is used", async () => {
    const source = numbers(6);
    const pages = source.walk({}, { prefetch: true });
    await pages.next();
    expect(source.requests).toHaveLength(2);
    await pages.next();
    expect(source.requests).toHaveLength(3);
  });

  test("leaving the loop cancels the call under way, and its failure is not unhandled", async () => {
    const source = numbers(6);
    let isCancelled = false;
    const list = (params: Params, options: RequestOptions): Promise<Page> => {
      if (source.requests.length === 0) return source.list(params, options);
      return new Promise((_, reject) => {
        options.signal?.addEventListener("abort", () => {
          isCancelled = true;
          reject(options.signal?.reason);
        });
      });
    };
    for await (const page of walk(list, {}, { prefetch: true })) if (page.data.includes(0)) break;
    expect(isCancelled).toBe(true);
  });

  test("a failure of a prefetched page is thrown when the loop reaches that page", async () => {
    const source = numbers(6);
    const list = async (params: Params, options: RequestOptions): Promise<Page> => {
      if (params.page === 2) throw new Error("no second page");
      return source.list(params, options);
    };
    const pages = walk(list, {}, { prefetch: true });
    expect((await pages.next()).value?.data).toEqual([0, 1]);
    await expect(pages.next()).rejects.toThrow("no second page");
    expect(await pages.next()).toEqual({ value: undefined, done: true });
  });
});

describe("cancellation", () => {
  test("the walk rejects with the caller's reason, and no further call is made", async () => {
    const source = numbers(10);
    const controller = new AbortController();
    const reason = new Error("enough");
    const pages = source.walk({}, { signal: controller.signal });
    await pages.next();
    controller.abort(reason);
    await expect(pages.next()).rejects.toBe(reason);
    expect(source.requests).toHaveLength(2);
  });

  test("each call gets a signal, which the end of the walk aborts; the caller's own is not aborted", async () => {
    const source = numbers(3);
    const controller = new AbortController();
    await all(source.walk({}, { signal: controller.signal }));
    expect(source.signals.map((signal) => signal?.aborted)).toEqual([true, true]);
    expect(controller.signal.aborted).toBe(false);
  });

  test("every call gets the other options, but not prefetch", async () => {
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

test("the entries of a page are its array, whatever its name", () => {
  expect(itemsOf({ users: [1, 2], info: {} })).toEqual([1, 2]);
  expect(itemsOf({ info: { more_records: false } })).toEqual([]);
});

describe("a list that is not as described ends the walk after the rows that are there", () => {
  test.each<[string, object | undefined, number[]]>([
    ["without info", { data: [1, 2] }, [1, 2]],
    ["with info that is null", { data: [1, 2], info: null }, [1, 2]],
    ["with info that is an array", { data: [1, 2], info: [] }, [1, 2]],
    ["with an empty info", { data: [1, 2], info: {} }, [1, 2]],
    ["an empty object", {}, []],
    ["rows that are null", { data: null, info: { more_records: true } }, []],
    ["nothing at all", undefined, []],
  ])("%s", async (_, page, want) => {
    const seen: unknown[] = [];
    for await (const found of walk(async () => page as Page, {}, {})) seen.push(...itemsOf(found));
    expect(seen).toEqual(want);
  });

  test("page numbers that make no sense do not lead astray", async () => {
    for (const [stated, next] of [
      ["2", 3],
      [Number.NaN, 3],
      [1e308, 3],
      ["x", 3],
      [-7, 3],
      [null, 3],
    ] as const) {
      const requested: unknown[] = [];
      const list = async ({ page }: PagedParams): Promise<Page> => {
        requested.push(page);
        return { data: [1], info: { page: stated as number, more_records: requested.length < 2 } };
      };
      await all(walk(list, { page: 2 }, {}));
      expect(requested).toEqual([2, next]);
    }
  });
});

describe("a list that ends although it may be longer", () => {
  const ceiling = { rows: 10, wayOut: "narrow it", operation: { id: "searchThings", name: "things.search" } };
  /** Like Zoho, it says at the ceiling that nothing follows. */
  const capped = (count: number) => {
    const requested: (number | undefined)[] = [];
    const list = async ({ page = 1, per_page = 4 }: PagedParams): Promise<Page> => {
      requested.push(page);
      const shown = Array.from({ length: Math.min(count, ceiling.rows) }, (_, at) => at);
      const data = shown.slice((page - 1) * per_page, page * per_page);
      const info = { page, per_page, more_records: page * per_page < shown.length };
      return markCeiling({ data, info }, ceiling);
    };
    return { list, requested };
  };

  test.each([true, false])("says so after its last row, with prefetch: %s", async (prefetch) => {
    const { list, requested } = capped(25);
    const seen: number[] = [];
    const walked = (async () => {
      for await (const page of walk(list, {}, { prefetch })) seen.push(...page.data);
    })();
    await expect(walked).rejects.toMatchObject({
      code: "LIMIT_REACHED",
      operation: "searchThings",
      message: "things.search (searchThings): Zoho returns 10 rows at most, and there may be more; narrow it",
      details: { limit: 10 },
      retryable: false,
    });
    expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(requested).toEqual([1, 2, 3]);
  });

  test("says nothing if it is shorter, or if the loop was left before", async () => {
    expect(await all(walk(capped(9).list, {}, {}))).toHaveLength(9);
    for await (const _ of walk(capped(25).list, { page: 3 }, {})) break;
  });

  test("a walk that begins beyond it says so as well", async () => {
    await expect(all(walk(capped(25).list, { page: 4 }, {}))).rejects.toMatchObject({ code: "LIMIT_REACHED" });
  });

  test("a query asks for no row beyond it", async () => {
    const queries: unknown[] = [];
    const list = async ({ body }: PagedParams): Promise<Page> => {
      const query = String(Reflect.get(body ?? {}, "q"));
      queries.push(query);
      const limit = Number(/\d+$/.exec(query)?.[0]);
      return markCeiling({ data: Array<number>(limit).fill(0), info: { more_records: true } }, ceiling);
    };
    const clauses = [{ member: "q", defaultLimit: 4 }];
    await expect(all(walk(list, { body: { q: "x limit 4" } }, {}, clauses))).rejects.toMatchObject({
      code: "LIMIT_REACHED",
    });
    expect(queries).toEqual(["x limit 4", "x limit 4, 4", "x limit 8, 2"]);
  });

  test("the mark of a page is in no copy of it", () => {
    const page = markCeiling({ data: [] }, ceiling);
    expect(JSON.stringify(page)).toBe('{"data":[]}');
    expect(ceilingOf({ ...page })).toBeUndefined();
    expect(ceilingOf(page)).toEqual(ceiling);
  });
});

test.each([
  ["a promise", Promise.resolve({})],
  ["a page", { data: [] }],
  ["nothing", undefined],
  ["null", null],
])("%s instead of the call is rejected with what to pass", (_, list) => {
  expect(() => checkCall(list)).toThrow(/paginate\(crm\.records\.list, \{ module/);
});
