/** The state in a folder: what outlives a restart, a crash, and a second emulator. */
import { mkdir, readdir, readFile, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readDataFile, writeDataFile } from "../../src/emulator/data-file.js";
import { startEmulator } from "../../src/emulator/index.js";
import { withFiles } from "../support/scratch.js";
import { accessToken, callerOf } from "./caller.js";

describe("a folder", () => {
  test("keeps records, files, client, tokens and clock over a restart, for nobody else's eyes", () =>
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

  test("is saved soon after a change, without a close", () =>
    withFiles({}, async (folder) => {
      const emulator = await startEmulator({ data: folder });
      try {
        emulator.seed({ Leads: [{ Last_Name: "Crash" }] });
        await expect
          .poll(() => readFile(join(folder, "state"), "latin1").catch(() => ""), { timeout: 5_000 })
          .toContain("Crash");
      } finally {
        await emulator.close();
      }
    }));

  test("has one emulator at a time, and one that died does not keep it", () =>
    withFiles({}, async (folder) => {
      const emulator = await startEmulator({ data: folder });
      await expect(startEmulator({ data: folder })).rejects.toThrowError("is in use by another emulator");
      await emulator.close();
      await emulator.close();
      // What a killed process leaves: its lock, and a partial file.
      await mkdir(join(folder, "lock"));
      await writeFile(join(folder, "lock", "dead"), "");
      await writeFile(join(folder, "state.partial"), "half");
      await using next = await startEmulator({ data: folder });
      expect(next.clientId).toBe(emulator.clientId);
    }));

  test("with a damaged file is an error, and the file stays", () =>
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
      await truncate(path, 0);
      await expect(startEmulator({ data: folder })).rejects.toThrowError("no data of an emulator");
      await writeFile(path, whole);
      await (await startEmulator({ data: folder })).close();
    }));
});

describe("the file", () => {
  test("gives back what was written, with maps of any size at any depth", () =>
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

  test("stays as it was where a write fails", () =>
    withFiles({}, async (folder) => {
      const path = join(folder, "state");
      await writeDataFile(path, { good: 1 });
      await expect(writeDataFile(path, { bad: () => 1 })).rejects.toThrowError("could not be cloned");
      expect(await readDataFile(path)).toEqual({ good: 1 });
    }));
});
