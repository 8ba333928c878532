import { expect, test, vi } from "vitest";
import { createEmulator } from "../../../src/emulator/index.js";
import { createClient } from "../../../src/index.js";
import { callerOf } from "../support/caller.js";

test("a client works on an emulator that does not listen", async () => {
  const emulator = createEmulator({ seed: { Leads: [{ Last_Name: "Local" }] } });
  const crm = createClient(emulator.clientOptions());
  const page = await crm.records.list({ module: "Leads" });
  expect(page.data[0]?.Last_Name).toBe("Local");
  const made = await crm.records.create({ module: "Leads", body: { data: [{ Last_Name: "Two" }] } });
  expect(made.data[0]?.status).toBe("success");
  await expect(crm.records.list({ module: "Leads", page: 2 })).resolves.toMatchObject({ data: [] });
});

test("faults arrive as they do over a socket", async () => {
  const emulator = createEmulator();
  const get = (init: RequestInit = {}) => emulator.fetch(`${emulator.apiUrl}/crm/v2/Leads`, init);
  emulator.faults.add({ reset: true });
  await expect(get()).rejects.toThrowError("fetch failed");
  for (const fault of [{ reset: "after headers" }, { truncate: true }] as const) {
    emulator.faults.add(fault);
    const response = await get();
    expect(response.status).toBe(401);
    await expect(response.text()).rejects.toThrowError("terminated");
  }
  emulator.faults.add({ slow: 5 });
  expect(await (await get()).json()).toMatchObject({ code: "AUTHENTICATION_FAILURE" });
  emulator.faults.add({ delay: 60_000 });
  await expect(get({ signal: AbortSignal.timeout(10) })).rejects.toThrowError("timeout");
});

test("a body that is too large gets 413 here as well", async () => {
  const call = await callerOf(createEmulator());
  const refused = await call("POST", "/Leads", { data: [{ Last_Name: "x".repeat(11 * 1024 * 1024) }] });
  expect(refused.status).toBe(413);
});

test("an aborted call ends wherever it is, and a body that never ends is neither kept nor read on", async () => {
  const emulator = createEmulator();
  const call = await callerOf(emulator);
  const before = emulator.requests.length;
  const cancelled = vi.fn();
  const endless = new ReadableStream({
    async pull(stream) {
      // Others get their turn.
      await new Promise((wake) => setImmediate(wake));
      stream.enqueue(new Uint8Array(2 ** 20));
    },
    cancel: cancelled,
  });
  const upload = { method: "POST", body: endless, duplex: "half" } as const;
  const address = `${emulator.apiUrl}/crm/v2/Leads`;
  const used = process.memoryUsage().arrayBuffers;
  const sent = emulator.fetch(address, { ...upload, signal: AbortSignal.timeout(100) });
  await expect(sent).rejects.toThrowError("timeout");
  expect(cancelled).toHaveBeenCalledOnce();
  expect(process.memoryUsage().arrayBuffers - used).toBeLessThan(50 * 2 ** 20);
  expect(emulator.requests).toHaveLength(before);
  emulator.faults.add({ slow: 60_000 });
  const response = await emulator.fetch(address, { signal: AbortSignal.timeout(50) });
  await expect(response.text()).rejects.toThrowError("timeout");
  expect((await call("GET", "/org")).status).toBe(200);
});

test("a fault with a body is sent without it if the status allows none", async () => {
  const emulator = createEmulator();
  for (const status of [204, 205, 304]) {
    emulator.faults.add({ status, body: { code: "X" } });
    const response = await emulator.fetch(`${emulator.apiUrl}/crm/v2/org`);
    expect([response.status, await response.text()]).toEqual([status, ""]);
  }
});
