/** A call that waits settles at once when the caller aborts it or its time is up, and leaves nothing behind. */
import { createServer, type Server } from "node:net";
import { describe, expect, test } from "vitest";
import {
  type ClientOptions,
  createClient,
  isCrmError,
  memoryStore,
  type Token,
  type TokenStore,
} from "../src/index.js";
import { deferred, failureOf } from "./support/requests.js";
import { serve } from "./support/servers/server.js";

const GOOD: Token = { accessToken: "1000.good", expiresAt: 9e15, refreshToken: "1000.refresh" };
const ORG = { org: [{ id: "1" }], data: [{ id: "1" }], info: {} };

/** A service whose requests the test responds to itself, in the order in which they came. */
function service(options: ClientOptions = {}) {
  const pending: { path: string; aborted: boolean; respond(response: Response): void }[] = [];
  const fetch: typeof globalThis.fetch = (input, init) =>
    new Promise((resolve, reject) => {
      const { pathname } = new URL(String(input));
      const request = { path: pathname, aborted: false, respond: resolve };
      pending.push(request);
      init?.signal?.addEventListener("abort", () => {
        request.aborted = true;
        reject(init.signal?.reason);
      });
    });
  const crm = createClient({
    clientId: "id",
    clientSecret: "secret",
    refreshToken: "1000.refresh",
    apiUrl: "http://127.0.0.1:1",
    fetch,
    ...options,
  });
  return { crm, pending };
}

async function storeWith(...users: string[]): Promise<TokenStore> {
  const store = memoryStore();
  for (const user of users) await store.set(user, GOOD);
  return store;
}

const turn = () => new Promise<void>((resolve) => setTimeout(resolve));

/** Makes a call, which finds a free slot: it arrives at the service and gets its response. */
async function expectFreeSlot({ crm, pending }: ReturnType<typeof service>, user?: string): Promise<void> {
  const before = pending.length;
  const call = crm.organization.get({}, user === undefined ? {} : { user });
  await turn();
  expect(pending.length).toBe(before + 1);
  pending.at(-1)?.respond(Response.json(ORG));
  expect((await call).org).toHaveLength(1);
}

describe("a call that is aborted while it waits", () => {
  const reason = new Error("the user went away");

  test("for a slot does not take the turn of the others", async () => {
    const world = service({ store: await storeWith("zcrm_default_user"), maxConcurrency: 1 });
    const { crm, pending } = world;
    const abort = new AbortController();
    const first = crm.organization.get();
    const second = failureOf(crm.organization.get({}, { signal: abort.signal }));
    const third = crm.organization.get();
    await turn();
    expect(pending.length).toBe(1);
    abort.abort(reason);
    expect(await second).toBe(reason);
    pending[0]?.respond(Response.json(ORG));
    await first;
    await turn();
    expect(pending.length).toBe(2);
    pending[1]?.respond(Response.json(ORG));
    await third;
    await expectFreeSlot(world);
  });

  test.each(["get", "withLock"] as const)(
    "for %s of the store does not keep others from getting the token",
    async (step) => {
      const inner = await storeWith();
      const reached = deferred<void>();
      const go = deferred<void>();
      const hang = async () => {
        reached.resolve();
        await go.promise;
      };
      const store: TokenStore = {
        get: async (user) => {
          if (step === "get") await hang();
          return inner.get(user);
        },
        set: inner.set,
        delete: inner.delete,
        withLock: async (_, work) => {
          if (step === "withLock") await hang();
          return work();
        },
      };
      const world = service({ store, maxConcurrency: 1 });
      const abort = new AbortController();
      const call = failureOf(world.crm.organization.get({}, { signal: abort.signal }));
      const other = world.crm.organization.get();
      await reached.promise;
      abort.abort(reason);
      expect(await call).toBe(reason);
      go.resolve();
      await turn();
      expect(world.pending.map(({ path }) => path)).toEqual(["/oauth/v2/token"]);
      world.pending[0]?.respond(Response.json({ access_token: "1000.new", expires_in: 3600 }));
      await turn();
      world.pending[1]?.respond(Response.json(ORG));
      expect((await other).org).toHaveLength(1);
      await expectFreeSlot(world);
    },
  );

  test("for the token request does not cancel it: others use the token, or it is stored for later", async () => {
    for (const others of [0, 1]) {
      const store = await storeWith();
      const world = service({ store, maxConcurrency: 1 });
      const abort = new AbortController();
      const call = failureOf(world.crm.organization.get({}, { signal: abort.signal }));
      const rest = Array.from({ length: others }, () => world.crm.organization.get());
      await turn();
      abort.abort(reason);
      expect(await call).toBe(reason);
      expect(world.pending[0]?.aborted).toBe(false);
      world.pending[0]?.respond(Response.json({ access_token: "1000.new", expires_in: 3600 }));
      await turn();
      for (const { respond } of world.pending) respond(Response.json(ORG));
      await Promise.all(rest);
      expect((await store.get("zcrm_default_user"))?.accessToken).toBe("1000.new");
      await expectFreeSlot(world);
    }
  });

  test("for its next attempt sends nothing more", async () => {
    const world = service({ store: await storeWith("zcrm_default_user"), maxConcurrency: 1 });
    const abort = new AbortController();
    const call = failureOf(world.crm.organization.get({}, { signal: abort.signal }));
    await turn();
    world.pending[0]?.respond(new Response("{}", { status: 429, headers: { "retry-after": "8" } }));
    await turn();
    abort.abort(reason);
    expect(await call).toBe(reason);
    await expectFreeSlot(world);
    expect(world.pending.length).toBe(2);
  });

  test("for the connection ends the attempt to connect", async () => {
    await using server = await silent();
    const crm = createClient({
      clientId: "id",
      clientSecret: "secret",
      store: await storeWith("zcrm_default_user"),
      // The handshake never ends: there is a socket, but no connection.
      apiUrl: `https://127.0.0.1:${server.port}`,
    });
    const abort = new AbortController();
    const call = failureOf(crm.organization.get({}, { signal: abort.signal }));
    await server.connected;
    abort.abort(reason);
    expect(await call).toBe(reason);
    await server.disconnected;
  });

  test.each(["response", "body"] as const)("for the %s closes the connection", async (part) => {
    const arrived = deferred<void>();
    const gone = deferred<void>();
    await using server = await serve((_, response) => {
      response.on("close", () => gone.resolve());
      if (part === "body") {
        response.writeHead(200, { "content-type": "application/json" });
        response.write('{"org":');
      }
      arrived.resolve();
    });
    const crm = createClient({
      clientId: "id",
      clientSecret: "secret",
      store: await storeWith("zcrm_default_user"),
      apiUrl: server.url,
    });
    const abort = new AbortController();
    const call = failureOf(crm.organization.get({}, { signal: abort.signal }));
    await arrived.promise;
    abort.abort(reason);
    expect(await call).toBe(reason);
    await gone.promise;
  });
});

describe("a timeout names the phase of a call that waits", () => {
  const phaseOf = async (call: Promise<unknown>) => {
    const error = await failureOf(call);
    return isCrmError(error, "Timeout") ? [error.details.phase, error.mayHaveArrived] : error;
  };

  test("for a slot", async () => {
    const { crm } = service({ store: await storeWith("zcrm_default_user"), maxConcurrency: 1 });
    const first = phaseOf(crm.organization.get({}, { timeout: 60 }));
    expect(await phaseOf(crm.organization.get({}, { timeout: 20 }))).toEqual(["place", false]);
    expect(await first).toEqual(["answer", true]);
  });

  test("for a token", async () => {
    const { crm } = service();
    expect(await phaseOf(crm.organization.get({}, { timeout: 20 }))).toEqual(["token", false]);
    await crm.close();
  });

  test("for the connection", async () => {
    await using server = await silent();
    const crm = createClient({
      clientId: "id",
      clientSecret: "secret",
      store: await storeWith("zcrm_default_user"),
      apiUrl: `https://127.0.0.1:${server.port}`,
    });
    expect(await phaseOf(crm.organization.get({}, { timeout: 100 }))).toEqual(["connection", false]);
  });
});

describe("a call holds no slot", () => {
  test("while it waits for a token", async () => {
    const world = service({ store: await storeWith("ada"), maxConcurrency: 1 });
    const abort = new AbortController();
    const waiting = failureOf(world.crm.organization.get({}, { signal: abort.signal }));
    await turn();
    await expectFreeSlot(world, "ada");
    abort.abort();
    await waiting;
    await world.crm.close();
  });

  test("while it pauses", async () => {
    const world = service({ store: await storeWith("zcrm_default_user"), maxConcurrency: 1 });
    const abort = new AbortController();
    const pausing = failureOf(world.crm.organization.get({}, { signal: abort.signal }));
    await turn();
    world.pending[0]?.respond(new Response("{}", { status: 429, headers: { "retry-after": "8" } }));
    await turn();
    await expectFreeSlot(world);
    abort.abort();
    await pausing;
  });

  test("once it has resolved to a download, even if nobody reads it", async () => {
    const world = service({ store: await storeWith("zcrm_default_user"), maxConcurrency: 1 });
    const download = world.crm.attachments.download({ module: "Leads", id: "1", attachmentId: "2" });
    await turn();
    world.pending[0]?.respond(new Response(new ReadableStream(), { headers: { "content-type": "image/png" } }));
    await download;
    await expectFreeSlot(world);
    await world.crm.close();
  });
});

/** A server that accepts connections and never sends a byte. */
async function silent() {
  const connected = deferred<void>();
  const disconnected = deferred<void>();
  const server: Server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.on("close", () => disconnected.resolve());
    socket.resume();
    connected.resolve();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    connected: connected.promise,
    disconnected: disconnected.promise,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  };
}
