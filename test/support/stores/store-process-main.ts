/** The program that `store-process.ts` starts. */

import { once } from "node:events";
import { readFile, rm, writeFile } from "node:fs/promises";
import { createClient } from "../../../src/client.js";
import type { StoreTask } from "./store-process.js";
import { openStore, type StoreSpec } from "./store-spec.js";

const spec = JSON.parse(process.argv[2] ?? "") as StoreTask & { store: StoreSpec };
const { now } = Date;
Date.now = () => now() + (spec.skew ?? 0);
const store = await openStore(spec.store);

/** Reports that this process is ready, and waits until it may go. */
async function ready(): Promise<void> {
  console.log("ready");
  await once(process.stdin, "data");
  process.stdin.destroy();
}

const tokenOf = (index: number) => ({
  accessToken: `access ${index}`,
  refreshToken: `refresh ${index} ${"x".repeat(index % 5000)}`,
  expiresAt: index,
});

async function enter({ user, times, marker }: Extract<StoreTask, { task: "enter" }>): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    await store.withLock(user, async () => {
      await writeFile(marker, String(process.pid), { flag: "wx" }).catch(async () => {
        const other = Number(await readFile(marker, "utf8"));
        if (isAlive(other)) throw new Error(`process ${other} holds the lock, too`);
        await writeFile(marker, String(process.pid));
      });
      await store.get(user);
      if ((await readFile(marker, "utf8")) !== String(process.pid)) throw new Error("another process got the lock");
      await rm(marker);
    });
    console.log("entered");
  }
}

function isAlive(pid: number): boolean {
  try {
    // 0 means that its process died before it wrote the marker.
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}

switch (spec.task) {
  case "hold":
    await store.withLock(spec.user, async () => {
      console.log("held");
      await once(process.stdin, "data");
      process.stdin.destroy();
    });
    break;
  case "save":
    await store.withLock(spec.user, async (held) => {
      console.log("held");
      await once(process.stdin, "data");
      process.stdin.destroy();
      const { accessToken } = spec;
      console.log(await held?.set(spec.user, { ...tokenOf(1), accessToken }));
    });
    break;
  case "take": {
    await ready();
    const request = { refreshToken: spec.user, limit: 9, window: 600_000 };
    const answers = await Promise.all(
      Array.from({ length: spec.count }, () => store.budget?.take({ ...request, id: crypto.randomUUID() })),
    );
    console.log(answers.filter((ages) => ages === undefined).length);
    break;
  }
  case "enter":
    await ready();
    await enter(spec);
    break;
  case "write":
    for (let index = 0; ; index += 1) {
      await store.set(spec.user, tokenOf(index));
      if (index === 0) console.log("ready");
    }
  case "users":
    await ready();
    for (let index = 0; index < spec.count; index += 1) await store.set(`${spec.prefix}${index}`, tokenOf(index));
    break;
  case "call": {
    const { url, user, count } = spec;
    const crm = createClient({ clientId: "id", clientSecret: "secret", apiUrl: url, accountsUrl: url, store, user });
    await ready();
    await Promise.all(Array.from({ length: count }, () => crm.records.list({ module: "Leads" })));
    break;
  }
}
// Connections would keep the process running.
await store.close?.();
