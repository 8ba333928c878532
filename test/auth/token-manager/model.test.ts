/** Random interleavings of everything that can happen to two processes that share users, a store and Zoho. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { TokenManager } from "../../../src/auth/token-manager.js";
import { idle } from "../../support/fake-clock.js";
import { type AccountsResponse, FleetStore, MINUTE, type TestStore, TokenWorld } from "../token-world.js";

const SECOND = 1_000;
const USERS = ["ada", "bob"] as const;
const OPERATIONS = ["get", "set", "withLock", "take"] as const;

class Run {
  readonly world = new TokenWorld();
  readonly store: TestStore;
  readonly processes: readonly [TokenManager, TokenManager];
  readonly calls: { readonly user: string; readonly controller: AbortController; settled: boolean }[] = [];
  /** When a token reached a process, by user. */
  readonly delivered: { readonly user: string; readonly at: number }[] = [];
  /** Tokens that reached the wrong user. */
  readonly mixed: string[] = [];
  storeLostWrites = false;
  /** Whether a lock was lost. Then a token may be used by one process only, and two may request one. */
  hasLostLock = false;

  /** @param isFleet Whether the store's locks can be lost, and the store counts requests. */
  constructor(isFleet: boolean) {
    this.store = isFleet ? new FleetStore(this.world.clock) : this.world.store;
    this.processes = [this.world.process({ store: this.store }), this.world.process({ store: this.store })];
    this.world.response = undefined;
  }

  /** Records how a call ends. */
  follow(user: string, controller: AbortController, promise: Promise<string>): void {
    const call = { user, controller, settled: false };
    this.calls.push(call);
    promise
      .then(
        (token) => {
          if (!token.startsWith(`${user}-`)) this.mixed.push(`${user} got ${token}`);
        },
        () => undefined,
      )
      .finally(() => {
        call.settled = true;
      });
  }

  respond(how: AccountsResponse, index = 0): void {
    const { pending, issued } = this.world;
    const request = pending[index % Math.max(1, pending.length)];
    if (!request) return;
    const before = issued.length;
    request.respond(how);
    if (how === "good" && issued.length > before) this.delivered.push({ user: request.user, at: this.world.clock.now });
  }

  /** Checks what must hold at any moment. */
  check(): void {
    const { maxInFlight, issued } = this.world;
    expect(this.mixed).toEqual([]);
    if (!this.hasLostLock) expect(maxInFlight).toBeLessThanOrEqual(1);
    // Writes and locks do not matter to a budget.
    if (this.storeLostWrites && !(this.store instanceof FleetStore)) return;
    for (const { refreshToken, at } of issued) {
      const window = issued.filter(
        (other) => other.refreshToken === refreshToken && other.at > at - 10 * MINUTE && other.at <= at,
      );
      expect(window.length).toBeLessThanOrEqual(9);
    }
  }

  /** Repairs everything. Then every call must end, and no token that was issued may be lost. */
  async finish(): Promise<void> {
    const { world } = this;
    this.store.repair();
    world.revoked.clear();
    await this.#drain();
    expect(this.calls.filter(({ settled }) => !settled)).toEqual([]);
    for (const manager of this.processes) {
      for (const user of USERS) {
        const call = manager.current(user, { deadline: world.clock.now + 60 * MINUTE });
        await this.#drain();
        expect((await call).token.startsWith(`${user}-`)).toBe(true);
      }
    }
    await this.#drain();
    this.check();
    for (const { user, at } of this.hasLostLock ? [] : this.delivered) {
      expect(Math.max(...((await this.store.get(user))?.issuedAt ?? []))).toBeGreaterThanOrEqual(at);
    }
    expect(world.clock.pending).toBe(0);
  }

  async #drain(): Promise<void> {
    for (let round = 0; round < 4; round += 1) {
      while (this.world.pending.length > 0) {
        this.respond("good");
        await idle();
      }
      await this.world.clock.advance(11 * MINUTE);
    }
  }
}

type Command = fc.AsyncCommand<object, Run>;

const command = (text: string, work: (run: Run) => void | Promise<void>): Command => ({
  check: () => true,
  run: async (_, run) => {
    await work(run);
    await idle();
    run.check();
  },
  toString: () => text,
});

const who = fc.tuple(fc.nat(1), fc.constantFrom(...USERS));

const commands: fc.Arbitrary<Command>[] = [
  fc
    .tuple(who, fc.constantFrom(undefined, 0, 30 * SECOND, 15 * MINUTE), fc.boolean())
    .map(([[process, user], time, isRejected]) =>
      command(`${isRejected ? "rejected" : "call"} ${process} ${user} ${time}`, (run) => {
        const { world, processes } = run;
        const controller = new AbortController();
        const patience = { signal: controller.signal, ...(time !== undefined && { deadline: world.clock.now + time }) };
        const manager = processes[process === 0 ? 0 : 1];
        const known = world.issued.findLast((token) => token.user === user)?.accessToken;
        const access = isRejected && known ? manager.replace(user, known, patience) : manager.current(user, patience);
        run.follow(
          user,
          controller,
          access.then(({ token }) => token),
        );
      }),
    ),
  fc
    .tuple(
      fc.nat(3),
      fc.constantFrom<AccountsResponse>(
        "good",
        "good",
        "good",
        "lost",
        "unreached",
        { error: "general_error" },
        { error: "access_denied" },
        { error: "invalid_code" },
        { text: "<html>" },
      ),
    )
    .map(([index, how]) => command(`response ${index} ${JSON.stringify(how)}`, (run) => run.respond(how, index))),
  fc
    .constantFrom(SECOND, 6 * SECOND, MINUTE, 5 * MINUTE, 11 * MINUTE, 61 * MINUTE)
    .map((time) => command(`advance ${time}`, ({ world }) => world.clock.advance(time))),
  fc.nat(9).map((index) => command(`cancel ${index}`, ({ calls }) => calls[index]?.controller.abort())),
  fc.tuple(fc.constantFrom(...OPERATIONS), fc.boolean()).map(([operation, hangs]) =>
    command(`${operation} ${hangs ? "hangs" : "fails"}`, (run) => {
      breakStore(run.store, operation, hangs);
      if (operation === "set") run.storeLostWrites = true;
    }),
  ),
  fc.constant(command("store repaired", ({ store }) => store.repair())),
  fc.constantFrom(...USERS).map((user) =>
    command(`lock lost ${user}`, (run) => {
      if (!(run.store instanceof FleetStore)) return;
      run.store.loseLock(user);
      run.hasLostLock = true;
    }),
  ),
  fc
    .constantFrom(...USERS)
    .map((user) => command(`revoked ${user}`, ({ world }) => void world.revoked.add(`refresh-of-${user}`))),
  who.map(([process, user]) =>
    command(`adopt ${process} ${user}`, (run) => {
      const adopted = run.processes[process === 0 ? 0 : 1].adopt(user, `refresh-of-${user}`);
      run.follow(
        user,
        new AbortController(),
        adopted.then(({ accessToken }) => accessToken),
      );
    }),
  ),
];

function breakStore(store: TestStore, operation: (typeof OPERATIONS)[number], hangs: boolean): void {
  if (hangs) store.hanging.add(operation);
  else store.failing.set(operation, new Error("broken"));
}

test.each([
  ["a store with a lock", false],
  ["a store for a fleet", true],
])(
  "every call ends, within the budget and without losing a token, whatever happens in whatever order: %s",
  (_, isFleet) =>
    fc.assert(
      fc.asyncProperty(fc.commands(commands, { maxCommands: 60, size: "max" }), async (sequence) => {
        const run = new Run(isFleet);
        await fc.asyncModelRun(() => ({ model: {}, real: run }), sequence);
        await run.finish();
      }),
      { numRuns: 150 },
    ),
);
