/** The process that client-process.ts starts: makes one call after another with the built package. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { inspect } from "node:util";
import { type CrmClient, createClient, fileStore, isCrmError, memoryStore, type TokenStore } from "zcrm";
import type { Call, ClientPlan, StorePlan } from "./cell.js";
import type { Outcome, Report, Task } from "./client-process.js";
import { readHandles, stillOpen } from "./handles.js";
import { FILE_SIZE } from "./replies.js";
import { SECRETS, secretsIn } from "./secrets.js";

// Node opens these on first use, which must not look as if a call had left something open.
void [process.stdout, process.stderr];

/** No failure may surface outside the calls. */
const unexpected: string[] = [];
for (const event of ["unhandledRejection", "uncaughtException", "warning"] as const)
  process.on(event, (problem: unknown) => unexpected.push(`${event}: ${inspect(problem)}`));

const send = (report: Report) => process.send?.(report);
const listeners = new Map<string, (value: unknown) => void>();
const receive = (type: string) => new Promise<unknown>((resolve) => listeners.set(type, resolve));
process.on("message", (task: Task) => {
  if (task.type === "run") void run(task);
  else listeners.get(task.type)?.(task);
});

const SMALL = new Blob([Buffer.alloc(100_000)]);
const LARGE = new Blob([Buffer.alloc(16 << 20)]);
const USER = "zcrm_default_user";

async function run({ apiUrl, accountsUrl, proxy, way, call, plan }: Extract<Task, { type: "run" }>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "zcrm-faults-"));
  const inbox = join(folder, "inbox");
  await mkdir(inbox);
  unexpected.length = 0;
  const before = await readHandles();
  const aborting = new AbortController();
  const reason = new Error("the caller gave up");
  let start = performance.now();
  const abort = () => {
    if (!plan.abort || aborting.signal.aborted) return;
    start = performance.now();
    aborting.abort(reason);
  };
  void receive("struck").then(abort);
  const finish = receive("finish") as Promise<{ recovers: boolean; usesPool: boolean }>;

  const storeStruck = () => {
    send({ type: "struck" });
    abort();
  };
  const crm = createClient({
    clientId: "1000.ID",
    clientSecret: SECRETS.clientSecret,
    refreshToken: SECRETS.refreshToken,
    apiUrl,
    accountsUrl,
    store: await (proxy === undefined ? storeOf(plan.store, folder, storeStruck) : filledStore()),
    retry: { maxRetries: 1, maxDelay: 5 },
    maxConcurrency: 1,
    ...(way === "fetch" && { fetch: globalThis.fetch }),
    ...(proxy !== undefined && { proxy }),
    ...plan.options,
  });
  const holding = new AbortController();
  const holder =
    plan.holder !== undefined &&
    crm.records
      .list({ module: "Contacts" }, { signal: holding.signal, timeout: plan.holder, retry: { maxRetries: 0 } })
      .catch(() => undefined);

  start = performance.now();
  const outcome = await outcomeOf(make(crm, call, plan, folder, inbox, aborting.signal), reason, crm);
  const took = performance.now() - start;
  send({ type: "settled", outcome, took });

  const { recovers, usesPool } = await finish;
  holding.abort();
  await holder;
  const problems: string[] = [];
  if (recovers) {
    // This call must succeed before its own timeout.
    const again = crm.records.list({ module: "Leads" }, { timeout: 4_000 });
    await again.catch((error: unknown) => problems.push(`the next call failed: ${inspect(error)}`));
  }
  send({ type: "recovered" });
  if (usesPool) await crm.close();
  const left = (await readdir(folder, { recursive: true })).filter((name) => name.includes(".part"));
  if (outcome.kind !== "value") left.push(...(await readdir(inbox)));
  if (left.length > 0) problems.push(`files left behind: ${left.join()}`);
  await rm(folder, { recursive: true, force: true });
  problems.push(...(await stillOpen(before)).map((handle) => `still open: ${handle}`));
  send({ type: "finished", problems: [...problems, ...unexpected] });
}

function make(
  crm: CrmClient,
  call: Call,
  plan: ClientPlan,
  folder: string,
  inbox: string,
  signal: AbortSignal,
): Promise<unknown> {
  const options = plan.abort ? { signal } : {};
  const at = { module: "Leads", id: "1" } as const;
  switch (call) {
    case "list":
      return crm.records.list({ module: "Leads" }, options);
    case "create":
      return crm.records.create({ module: "Leads", body: { data: [{ Last_Name: "Doe" }] } }, options);
    case "upload": {
      const data = plan.source ? broken(plan.source) : plan.large ? LARGE : SMALL;
      return crm.attachments.upload({ ...at, body: { file: { name: "a.bin", data } } }, options);
    }
    case "discard":
      return crm.attachments.download({ ...at, attachmentId: "5" }, options).then((file) => file?.body.cancel());
    case "download":
      return crm.attachments.download({ ...at, attachmentId: "5" }, options).then(async (file) => {
        const path = await file?.saveTo(pathOf(plan, folder, inbox));
        const { length } = await readFile(path ?? "");
        if (length !== FILE_SIZE) throw new Error(`the file has ${length} bytes`);
      });
  }
}

function pathOf({ saveTo }: ClientPlan, folder: string, inbox: string): string {
  return saveTo === "below a file" ? join(folder, "file", "inbox/") : `${inbox}/`;
}

async function* broken(source: "throws" | "breaks off"): AsyncGenerator<Uint8Array> {
  if (source === "breaks off") yield new Uint8Array(100_000);
  send({ type: "struck" });
  throw new Error("the source failed");
}

async function storeOf(plan: StorePlan | undefined, folder: string, struck: () => void): Promise<TokenStore> {
  await writeFile(join(folder, "file"), "");
  if (plan === undefined) return memoryStore();
  if ("file" in plan) {
    struck();
    return fileStoreOf(plan.file, folder);
  }
  const working = memoryStore();
  const store = { ...working, withLock: <T>(_user: string, work: () => Promise<T>) => work() };
  let hasStruck = false;
  const strike = async (): Promise<void> => {
    if (hasStruck) return;
    hasStruck = true;
    struck();
    if (plan.how === "throws") throw new Error(`the store's server is unavailable, ${SECRETS.refreshToken}`);
    if (plan.how === "hangs") await new Promise(() => undefined);
    if (plan.how === "is slow") await sleep(60);
  };
  switch (plan.at) {
    case "get":
      return { ...store, get: async (user) => strike().then(() => working.get(user)) };
    case "set":
      return { ...store, set: async (user, token) => strike().then(() => working.set(user, token)) };
    case "withLock":
      if (plan.how === "ends early")
        return {
          ...store,
          withLock: async <T>(_: string, work: () => Promise<T>) => (hasStruck ? work() : strike()) as Promise<T>,
        };
      return { ...store, withLock: async (_user, work) => strike().then(() => work()) };
  }
}

/** A store with a token, so that no token request precedes the call. */
async function filledStore(): Promise<TokenStore> {
  const store = memoryStore();
  await store.set(USER, { accessToken: SECRETS.accessToken, expiresAt: Date.now() + 3_600_000 });
  return store;
}

async function fileStoreOf(how: Extract<StorePlan, { file: unknown }>["file"], folder: string): Promise<TokenStore> {
  const path = join(folder, "tokens.json");
  const key = { key: SECRETS.storeKey };
  if (how === "below a file") return fileStore(join(folder, "file", "tokens.json"), key);
  if (how === "too large") {
    // With the token of the other user, the file exceeds the size limit of this process, as on a full disk.
    const token = { accessToken: "x".repeat(700_000), expiresAt: 0 };
    await fileStore(path, key).set("other", token);
    await fileStore(path, key).set(USER, { accessToken: "", refreshToken: SECRETS.refreshToken, expiresAt: 0 });
    return growing(fileStore(path, key), token.accessToken);
  }
  const whole = `{"format":"zcrm-tokens","users":{"${USER}":{"accessToken":"${SECRETS.accessToken}","expiresAt":9}}}`;
  const texts = {
    truncated: whole.slice(0, -20),
    HTML: `<html>${SECRETS.accessToken}`,
    invalid: `{"format":"zcrm-tokens","users":"${SECRETS.accessToken}"}`,
    empty: "",
  };
  await writeFile(path, texts[how]);
  return fileStore(path, key);
}

/** A store whose tokens grow beyond the size limit of a file. */
const growing = (store: TokenStore, bulk: string): TokenStore => ({
  ...store,
  set: (user, token) => store.set(user, { ...token, apiDomain: `https://www.zohoapis.eu/${bulk}` }),
});

async function outcomeOf(promise: Promise<unknown>, reason: Error, crm: CrmClient): Promise<Outcome> {
  try {
    await promise;
    return { kind: "value", shown: secretsIn(show(crm)) };
  } catch (error) {
    const shown = secretsIn(`${show(error)}${show(crm)}`);
    if (error === reason) return { kind: "reason", shown };
    if (!isCrmError(error)) return { kind: "other", message: inspect(error), shown };
    const mayHaveArrived: unknown = Reflect.get(error, "mayHaveArrived");
    return {
      kind: "error",
      name: error.name,
      code: error.code,
      message: inspect(error),
      shown,
      ...(typeof mayHaveArrived === "boolean" && { mayHaveArrived }),
    };
  }
}

/** Everything that a program may print of a value. */
function show(thing: unknown): string {
  const causes: string[] = [];
  for (let at = thing; at instanceof Error; at = at.cause) causes.push(`${at}${at.stack}${JSON.stringify(at)}`);
  return `${inspect(thing, { depth: 20, showHidden: true })}${causes.join()}`;
}

send({ type: "ready" });
