/**
 * Days of a keeper on a virtual clock: somebody works in the CRM, the keeper is killed and started again on the same store,
 * sometimes after hours, the receiver is down for hours, calls fail, and so does the program's handler.
 */
import { createClient } from "../../../src/client.js";
import { createEmulator } from "../../../src/emulator/index.js";
import type { NotificationEvent, NotificationStore, WatchedEvent } from "../../../src/notifications/index.js";
import { oneOf, randomOf } from "../../soak/random.js";
import { Life } from "./life.js";
import { Receiver } from "./receiver.js";
import { type Check, type Handed, hiddenOf, problemsOf } from "./truth.js";
import { Writer } from "./writer.js";

const START = Date.UTC(2026, 4, 14, 9, 30);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SECRET = "the secret of a keeper that lives for a month";
const EVENTS: readonly WatchedEvent[] = ["Leads.all", "Contacts.create", "Contacts.delete"];
const MODULES = 2;

export interface StoryOptions {
  readonly seed: number;
  readonly days: number;
  readonly changesPerHour: number;
}

export interface Outcome {
  readonly problems: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
}

export async function runStory({ seed, days, changesPerHour }: StoryOptions): Promise<Outcome> {
  const emulator = createEmulator({ now: () => START, defaultData: false });
  const { clock, ...client } = emulator.clientOptions();
  const now = () => clock.now();
  const patient = { now, after: () => () => undefined };
  const own = createClient({ ...client, clock: patient });
  const [random, chance] = [randomOf(seed), randomOf(seed + 1)];
  const between = (least: number, most: number) => least + random() * (most - least);
  const counts = {
    lives: 0,
    killed: 0,
    failedStarts: 0,
    receiverDown: 0,
    outages: 0,
    faults: 0,
    calls: 0,
    handlerFailures: 0,
    problemsReported: 0,
    expiredWithKeeper: 0,
    looksWithoutChannel: 0,
  };

  const handed: Handed[] = [];
  const onEvent = ({ module, operation, id, source }: NotificationEvent): void => {
    if (chance() < 0.01) {
      counts.handlerFailures += 1;
      throw new Error("the program's database is down");
    }
    handed.push({ module, operation, id, source, at: now() });
  };
  const store = storeBy(now);
  // Its clock is a little off.
  const receiverCrm = createClient({ ...client, clock: { ...patient, now: () => now() + 90_000 } });
  const receiver = new Receiver({ crm: receiverCrm, secret: SECRET, store, onEvent });
  await receiver.open();
  const writer = new Writer(own, now, random);

  let underWay = 0;
  let isOutage = false;
  const checks: Check[] = [];
  /** Calls of keepers, some of which fail before they are carried out, and some afterwards. */
  const fetch = async (request: Request): Promise<Response> => {
    if (!request.url.includes("/crm/")) return emulator.fetch(request);
    underWay += 1;
    counts.calls += 1;
    try {
      const fault = isOutage ? "500" : chance() < 0.04 ? oneOf(["429", "500", "cut", "lost"], chance) : undefined;
      if (fault !== undefined) counts.faults += 1;
      if (fault === undefined || fault === "lost") {
        const response = await emulator.fetch(request);
        if (fault === undefined) return response;
      }
      if (fault === "lost" || fault === "cut") throw new TypeError("fetch failed", { cause: new Error("cut") });
      const code = fault === "429" ? "TOO_MANY_REQUESTS" : "INTERNAL_ERROR";
      return Response.json({ code, status: "error", message: "", details: {} }, { status: Number(fault) });
    } finally {
      underWay -= 1;
    }
  };
  const begin = (moments: number): Life => {
    counts.lives += 1;
    return new Life({
      client,
      clock,
      // More than Zoho allows a channel beyond what is asked for.
      ahead: 2 * HOUR,
      fetch,
      moments,
      keep: {
        url: receiver.url,
        events: EVENTS,
        secret: SECRET,
        store,
        onEvent,
        onProblem: () => {
          counts.problemsReported += 1;
        },
      },
      onCheck: (check) => checks.push(check),
    });
  };
  /** Lets run what does not wait for a timer. What is late nevertheless finds that hours have passed. */
  const settle = async (turns: number): Promise<void> => {
    for (let quiet = 0, turn = 0; quiet < turns && turn < 500; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      quiet = underWay + receiver.underWay === 0 ? quiet + 1 : 0;
    }
  };
  /** Nothing else happens in its millisecond, so that it is known what came before it. */
  const change = async (): Promise<void> => {
    emulator.advance(1);
    await writer.change();
    emulator.advance(1);
  };
  /** Starts a keeper, and waits until it is there. */
  const begun = async (moments: number): Promise<Life> => {
    for (;;) {
      const started = begin(moments);
      while (started.keeper === undefined && !started.isOver) {
        await settle(5);
        emulator.advance("1s");
      }
      if (started.keeper !== undefined) return started;
    }
  };

  let life: Life | undefined = await begun(Number.POSITIVE_INFINITY);
  let startAt = 0;
  let receiverUpAt = Number.POSITIVE_INFINITY;
  let receiverDownAt = now() + between(2, 12) * HOUR;
  let killAt = now() + between(6, 24) * HOUR;
  let outageAt = now() + between(6, 48) * HOUR;
  let outageEnds = 0;
  const end = now() + days * DAY;
  while (now() < end) {
    const step = between(1, 20) * MINUTE;
    const count = Math.round(between(0, (2 * changesPerHour * step) / HOUR));
    for (let at = 0; at < count; at += 1) {
      emulator.advance(Math.floor(between(0, (2 * step) / count)));
      await settle(4);
      await change();
      // Within the same second, perhaps to the same record.
      if (random() < 0.1) await change();
      await settle(4);
    }
    if (count === 0) emulator.advance(Math.floor(step));
    await settle(10);

    if (life?.isOver) {
      counts[life.isDead ? "killed" : "failedStarts"] += 1;
      const isLong = random() < 0.15;
      startAt = now() + (life.hasFailed ? MINUTE : between(0, isLong ? 40 : 4) * HOUR);
      life = undefined;
    } else if (now() >= killAt) {
      killAt = now() + between(6, 60) * HOUR;
      life?.kill();
    }
    if (life === undefined && now() >= startAt) life = begin(Math.floor(between(5, 2_000)));

    if (now() >= receiverDownAt) {
      counts.receiverDown += 1;
      if (random() < 0.5) receiver.fail();
      else await receiver.close();
      [receiverDownAt, receiverUpAt] = [Number.POSITIVE_INFINITY, now() + between(1, 9) * HOUR];
    } else if (now() >= receiverUpAt) {
      await receiver.open();
      [receiverDownAt, receiverUpAt] = [now() + between(2, 40) * HOUR, Number.POSITIVE_INFINITY];
    }
    if (now() >= outageAt) {
      [isOutage, outageAt, outageEnds] = [true, now() + between(24, 72) * HOUR, now() + between(0.5, 4) * HOUR];
      counts.outages += 1;
    } else if (now() >= outageEnds) isOutage = false;

    const { watch } = await own.notifications.list();
    if (watch.length === MODULES) continue;
    counts[life?.keeper !== undefined && !life.isDead ? "expiredWithKeeper" : "looksWithoutChannel"] += 1;
  }

  // All is well in the end: a keeper that nobody kills has checked everything.
  isOutage = false;
  life?.kill();
  await settle(10);
  const last = await begun(Number.POSITIVE_INFINITY);
  for (let isDone = false; !isDone; ) {
    const checking = last.keeper?.check().then(
      () => true,
      () => false,
    );
    let isOver = false;
    void checking?.finally(() => {
      isOver = true;
    });
    while (!isOver) {
      await settle(5);
      emulator.advance("1s");
    }
    isDone = (await checking) === true;
  }
  last.kill();
  await receiver.close();
  for (const crm of [own, receiverCrm]) await crm.close();
  await emulator.close();

  const watched = writer.changes.filter(({ module, operation }) => module === "Leads" || operation !== "update");
  const lived = { changes: watched, handed, checks };
  const sources = (source: string) => handed.filter((one) => one.source === source).length;
  return {
    problems: problemsOf(lived),
    counts: {
      changes: watched.length,
      deletions: watched.filter(({ operation }) => operation === "delete").length,
      hidden: hiddenOf(lived),
      byNotification: sources("notification"),
      byCheck: sources("check"),
      ...receiver.counts,
      checks: checks.length,
      ...counts,
    },
  };
}

/** A store whose entries end by a virtual clock. It outlives keepers and receivers. */
function storeBy(now: () => number): NotificationStore {
  const entries = new Map<string, { readonly text: string; readonly end: number }>();
  return {
    async get(key) {
      const entry = entries.get(key);
      return entry !== undefined && entry.end > now() ? entry.text : undefined;
    },
    async set(key, text, life) {
      entries.set(key, { text, end: now() + life });
    },
  };
}
