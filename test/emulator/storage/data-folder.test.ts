/** The state in a folder: what outlives a restart, a crash, and a second emulator. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../../src/emulator/index.js";
import { readDataFile, writeDataFile } from "../../../src/emulator/storage/data-file.js";
import { built } from "../../support/build.js";
import { withFiles } from "../../support/scratch.js";
import { accessToken, callerOf } from "../support/caller.js";

async function countDeals(emulator: Emulator): Promise<number> {
  const call = await callerOf(emulator);
  for (let page = 1, count = 0; ; page += 1) {
    const { data = [], info } = (await call("GET", `/Deals?page=${page}`)).body;
    count += Number(data.length);
    if (String(info?.more_records) !== "true") return count;
  }
}

describe("a folder", () => {
  test("keeps records, files, client, tokens and clock across a restart, readable only by the owner", () =>
    withFiles({}, async (folder) => {
      const data = join(folder, "new", "data");
      const first = await startEmulator({ data });
      const call = await callerOf(first);
      const created = await call("POST", "/Leads", { data: [{ Last_Name: "Kept", Tag: [{ name: "T" }] }] });
      const id = created.body.data?.[0]?.details?.id;
      const form = new FormData();
      form.set("file", new Blob([new Uint8Array([0, 255, 7])]), "bytes.bin");
      await call("POST", `/Leads/${id}/Attachments`, form);
      const record = (await call("GET", `/Leads/${id}`)).body;
      const token = await accessToken(first);
      first.advance("50m");
      await first.close();
      expect(await readdir(data)).toEqual(["state"]);
      expect((await stat(join(data, "state"))).mode & 0o777).toBe(0o600);

      await using second = await startEmulator({ data, seed: { Leads: [{ Last_Name: "Not again" }] } });
      expect(second.clientOptions()).toEqual({
        ...first.clientOptions(),
        apiUrl: second.apiUrl,
        accountsUrl: second.apiUrl,
      });
      const get = (path: string) =>
        fetch(`${second.apiUrl}/crm/v2${path}`, { headers: { authorization: `Zoho-oauthtoken ${token}` } });
      expect(await (await get(`/Leads/${id}`)).json()).toEqual(record);
      const attachments = await (await get(`/Leads/${id}/Attachments`)).text();
      const [attachment] = JSON.parse(attachments).data;
      const bytes = await (await get(`/Leads/${id}/Attachments/${attachment.id}`)).arrayBuffer();
      expect([...new Uint8Array(bytes)]).toEqual([0, 255, 7]);
      expect(await (await get("/Leads")).json()).toMatchObject({ info: { count: 8 } });
      second.advance("11m");
      expect((await get("/Leads")).status).toBe(401);
    }));

  test("keeps settings, and users with their tokens", () =>
    withFiles({}, async (folder) => {
      const data = join(folder, "data");
      const users = [{ last_name: "Sample", email: "sam@example.com" }];
      const first = await startEmulator({ data, users });
      const { refreshToken } = first.addUser({ last_name: "Writer", email: "writer@example.com" });
      const call = await callerOf(first);
      await call("POST", "/org/taxes", { taxes: [{ name: "VAT", value: 16 }] });
      await first.close();

      await using second = await startEmulator({ data, users });
      const again = await callerOf({ ...second, refreshToken });
      expect((await again("GET", "/org/taxes")).body.taxes?.[0]).toMatchObject({ name: "VAT", value: 16 });
      expect((await again("GET", "/users")).body.info?.count).toBe(3);
      const current = await again("GET", "/users?type=CurrentUser");
      expect(current.body.users?.[0]?.full_name).toBe("Writer");
    }));

  test("keeps every organization, and gives each to who asks for its name", () =>
    withFiles({}, async (folder) => {
      const leads = (name: string) => ({ Leads: [{ Last_Name: name, Company: "Acme" }] });
      const first = await startEmulator({ data: folder, seed: leads("First") });
      const beta = first.addOrganization({ name: "Beta", seed: leads("Beta"), modules: { Projects: {} } });
      const gamma = first.addOrganization({ name: "Gamma", seed: leads("Gamma") });
      const writer = beta.addUser({ last_name: "Writer", email: "writer@example.com" });
      const call = await callerOf({ ...first, ...gamma });
      await call("POST", "/org/taxes", { taxes: [{ name: "VAT", value: 16 }] });
      const code = beta.grantCode();
      expect(() => first.addOrganization({ name: "Beta" })).toThrowError('the name "Beta" is in use');
      expect(() => first.addOrganization()).toThrowError("pass a name, so that the data folder can find it again");
      await first.close();

      // One that is asked for by nobody is kept for the next.
      const second = await startEmulator({ data: folder });
      const delta = second.addOrganization({ name: "Delta", seed: leads("Delta") });
      const again = second.addOrganization({ name: "Gamma", seed: leads("Not again") });
      expect(again.refreshToken).toBe(gamma.refreshToken);
      const gammaCall = await callerOf({ ...second, ...again });
      expect((await gammaCall("GET", "/Leads")).body.data).toMatchObject([{ Last_Name: "Gamma" }]);
      expect((await gammaCall("GET", "/org/taxes")).body.taxes).toMatchObject([{ name: "VAT" }]);
      expect((await (await callerOf({ ...second, ...beta }))("GET", "/Leads")).status).toBe(401);
      await second.close();

      await using third = await startEmulator({ data: folder });
      const restored = third.addOrganization({ name: "Beta", users: [{ last_name: "No", email: "no@example.com" }] });
      expect(restored.refreshToken).toBe(beta.refreshToken);
      const user = restored.addUser({ last_name: "Writer", email: "writer@example.com" });
      expect([user.id, user.refreshToken]).toEqual([writer.id, writer.refreshToken]);
      expect(() => restored.addUser({ last_name: "Two", email: "writer@example.com" })).toThrowError("is taken");
      const byWriter = await callerOf({ ...third, refreshToken: user.refreshToken });
      await byWriter("POST", "/Projects", { data: [{ Name: "P" }] });
      const { data } = (await byWriter("GET", "/Projects")).body;
      expect(data).toMatchObject([{ Name: "P", Owner: { name: "Writer" } }]);
      expect((await byWriter("GET", "/users")).body.info?.count).toBe(2);
      const { clientId: client_id, clientSecret: client_secret } = third;
      const form = new URLSearchParams({ grant_type: "authorization_code", client_id, client_secret, code });
      const answer = await fetch(`${third.apiUrl}/oauth/v2/token`, { method: "POST", body: form });
      expect(await answer.json()).toHaveProperty("refresh_token");
      const deltaCall = await callerOf({ ...third, ...third.addOrganization({ name: "Delta" }) });
      expect(third.addOrganization({ name: "Epsilon" }).refreshToken).not.toBe(delta.refreshToken);
      expect((await deltaCall("GET", "/Leads")).body.data).toMatchObject([{ Last_Name: "Delta" }]);
    }));

  test("holds the whole of some moment, of all organizations, where its process is killed while it saves", () =>
    withFiles({}, async (folder) => {
      const seed = { Leads: Array.from({ length: 10_000 }, () => ({ Last_Name: "Seeded", Company: "Acme" })) };
      await (await startEmulator({ data: folder, seed })).close();
      const program = `
        import { startEmulator } from ${JSON.stringify(await built("emulator.mjs"))};
        const emulator = await startEmulator({ data: ${JSON.stringify(folder)} });
        const other = emulator.addOrganization({ name: "Other", seed: { Leads: [] } });
        setInterval(() => {
          for (const one of [emulator, other]) one.seed({ Deals: [{ Deal_Name: "D", Stage: "Qualification" }] });
        }, 10);`;
      let most = 0;
      for (let round = 0; round < 3; round += 1) {
        const before = await readFile(join(folder, "state"));
        const child = spawn(process.execPath, ["--input-type=module", "--eval", program], { stdio: "inherit" });
        const ended = new Promise((end) => child.on("close", end));
        // In the first round the file is there as it was; later ones die while they save once more.
        for (let saves = 0; saves <= round; saves += 1) {
          await expect.poll(() => readdir(folder), { interval: 2 }).toContain("state.partial");
          if (saves < round) await expect.poll(() => readdir(folder), { interval: 2 }).not.toContain("state.partial");
        }
        child.kill("SIGKILL");
        await ended;
        // Else the next one waits to see whether the dead one lives; another test does.
        await rm(join(folder, "lock"), { recursive: true });
        if (round === 0) expect((await readFile(join(folder, "state"))).equals(before)).toBe(true);
        const emulator = await startEmulator({ data: folder });
        const other = emulator.addOrganization({ name: "Other", seed: { Leads: [] } });
        const counts = await Promise.all([emulator, other].map((one) => countDeals({ ...emulator, ...one })));
        await emulator.close();
        expect(counts[0]).toBe(counts[1]);
        expect(counts[0]).toBeGreaterThanOrEqual(most);
        most = counts[0] ?? 0;
      }
      expect(most).toBeGreaterThan(0);
    }));

  test("that cannot be written stays as it was, reports it, and is written once it can be", () =>
    withFiles({}, async (folder) => {
      const emulator = await startEmulator({ data: folder });
      await emulator.close();
      const saved = await readFile(join(folder, "state"));
      const next = await startEmulator({ data: folder });
      // Where the new file should be made, something stands.
      await mkdir(join(folder, "state.partial", "full"), { recursive: true });
      next.addOrganization({ name: "Unsaved" });
      const [warned] = await once(process, "warning");
      expect(String(warned)).toContain("the emulator's state was not saved");
      expect(await readFile(join(folder, "state"))).toEqual(saved);
      expect((await (await callerOf(next))("GET", "/Leads")).status).toBe(200);
      await rm(join(folder, "state.partial"), { recursive: true });
      await next.close();
      expect(await readFile(join(folder, "state"), "latin1")).toContain("Unsaved");
    }));

  test("is saved soon after a change, without closing", () =>
    withFiles({}, async (folder) => {
      const emulator = await startEmulator({ data: folder });
      try {
        emulator.seed({ Leads: [{ Last_Name: "Crash" }] });
        await expect.poll(() => readFile(join(folder, "state"), "latin1").catch(() => "")).toContain("Crash");
      } finally {
        await emulator.close();
      }
    }));

  test("has one emulator at a time, and one that crashed does not block it", () =>
    withFiles({}, async (folder) => {
      const emulator = await startEmulator({ data: folder });
      await expect(startEmulator({ data: folder })).rejects.toThrowError("is in use by another emulator");
      await emulator.close();
      await emulator.close();
      // What a killed process leaves: its lock, and a partial file.
      await mkdir(join(folder, "lock"));
      await writeFile(join(folder, "lock", crypto.randomUUID()), "");
      await writeFile(join(folder, "state.partial"), "half");
      await using next = await startEmulator({ data: folder });
      expect(next.clientId).toBe(emulator.clientId);
    }));

  test("with a folder of the user's that is called lock is an error, and keeps what is in it", () =>
    withFiles({}, async (folder) => {
      const own = join(folder, "lock", "front-door.txt");
      await mkdir(join(folder, "lock"));
      await writeFile(own, "the user's");
      await expect(startEmulator({ data: folder })).rejects.toThrowError(
        "lock is not a lock, since it contains front-door",
      );
      expect(await readFile(own, "utf8")).toBe("the user's");
    }));

  test("with a damaged file is an error, and the file is kept", () =>
    withFiles({}, async (folder) => {
      const path = join(folder, "state");
      await (await startEmulator({ data: folder })).close();
      const whole = await readFile(path);
      const flipped = Buffer.from(whole);
      flipped.writeUInt8(whole.readUInt8(whole.length >> 1) ^ 1, whole.length >> 1);
      for (const damaged of [whole.subarray(0, -1), whole.subarray(0, whole.length >> 1), flipped, Buffer.from("{}")]) {
        await writeFile(path, damaged);
        await expect(startEmulator({ data: folder })).rejects.toThrowError(/state cannot be read: .*move it away/);
        expect(await readFile(path)).toEqual(damaged);
      }
      await writeFile(path, Buffer.concat([Buffer.from("zcrm emulator data 1\n"), whole.subarray(21)]));
      await expect(startEmulator({ data: folder })).rejects.toThrowError("or has another version");
      await truncate(path, 0);
      await expect(startEmulator({ data: folder })).rejects.toThrowError("not the data of an emulator");
      await writeFile(path, whole);
      await (await startEmulator({ data: folder })).close();
    }));
});

describe("the file", () => {
  test("returns what was written, with maps of any size at any depth", () =>
    withFiles({}, async (folder) => {
      const path = join(folder, "state");
      const large = (size: number) => new Map(Array.from({ length: size }, (_, index) => [String(index), { index }]));
      const state = {
        none: new Map(),
        small: new Map([["__proto__", large(3)]]),
        deep: new Map([["a", { b: large(200), c: new Map([[5, large(1_001)]]) }]]),
        values: [1n, new Uint8Array([1, 2]), undefined, null, new Set(["x"]), JSON.parse('{"__proto__":1}')],
      };
      await writeDataFile(path, state);
      expect(await readDataFile(path)).toEqual(state);
      expect(await readDataFile(join(folder, "none"))).toBeUndefined();
    }));

  test("returns files that are larger than a frame", () =>
    withFiles({}, async (folder) => {
      const path = join(folder, "state");
      const file = (id: number) => ({ content: { bytes: new Uint8Array(9 * 1024 * 1024).fill(id) } });
      const state = { files: new Map([1, 2, 3].map((id) => [id, file(id)])) };
      await writeDataFile(path, state);
      expect(isDeepStrictEqual(await readDataFile(path), state)).toBe(true);
    }));

  test("stays as it was if a write fails", () =>
    withFiles({}, async (folder) => {
      const path = join(folder, "state");
      await writeDataFile(path, { good: 1 });
      await expect(writeDataFile(path, { bad: () => 1 })).rejects.toThrowError("could not be cloned");
      expect(await readDataFile(path)).toEqual({ good: 1 });
    }));
});
