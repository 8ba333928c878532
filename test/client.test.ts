/** The typed client with the emulator, over real sockets. */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../src/emulator/index.js";
import { type ClientOptions, createClient, isCrmError, paginate } from "../src/index.js";

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.close());

const client = (options: ClientOptions = {}) => createClient({ ...emulator.clientOptions(), ...options });
const rejectionOf = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  );
const operations = () => emulator.requests.map(({ operation }) => operation);
const tokenRequests = () => operations().filter((operation) => operation === "requestToken").length;

describe("tokens", () => {
  test("100 calls at once request one token", async () => {
    const crm = client();
    await Promise.all(Array.from({ length: 100 }, () => crm.records.list({ module: "Leads" })));
    expect(tokenRequests()).toBe(1);
    expect(emulator.requests).toHaveLength(101);
  });

  test("a missing scope is named with those that are needed and those that were granted", async () => {
    const { refreshToken: _, ...options } = emulator.clientOptions();
    const crm = createClient({ ...options, redirectUrl: "http://localhost/" });
    await crm.tokens.grant(emulator.grantCode(["ZohoCRM.modules.leads.READ", "ZohoCRM.org.READ"]));
    expect((await crm.records.list({ module: "Leads" })).data).not.toEqual([]);
    const error = await rejectionOf(crm.roles.list());
    expect(error).toMatchObject({
      name: "ForbiddenError",
      details: {
        scopes: {
          needed: ["ZohoCRM.settings.roles.READ"],
          granted: ["ZohoCRM.modules.leads.READ", "ZohoCRM.org.READ"],
        },
      },
    });
    expect(String(error)).toContain(
      "it needs ZohoCRM.settings.roles.READ, and the token has ZohoCRM.modules.leads.READ, ZohoCRM.org.READ",
    );
  });

  test("100 calls at once whose token is rejected request one more token, and all succeed", async () => {
    const crm = client({ maxConcurrency: 100 });
    await crm.records.list({ module: "Leads" });
    emulator.expireTokens();
    const pages = await Promise.all(Array.from({ length: 100 }, () => crm.records.list({ module: "Leads" })));
    expect(pages.every((page) => page.data.length > 0)).toBe(true);
    expect(tokenRequests()).toBe(2);
  });

  test("a wrong refresh token fails with Zoho's code and the remedy", async () => {
    const error = await rejectionOf(client({ refreshToken: "1000.wrong.token" }).organization.get());
    expect(isCrmError(error, "Auth") && error.code).toBe("invalid_code");
    expect(String(error)).toMatch(/grant consent again/);
  });

  test("the error names a user without tokens", async () => {
    const error = await rejectionOf(client().organization.get({}, { user: "ada" }));
    expect(isCrmError(error, "Auth") && error.message).toMatch(/"ada"/);
  });
});

describe("failures", () => {
  test("a read is retried after a 503, a create is not", async () => {
    const crm = client();
    emulator.faults.add({ operation: "getRecords", status: 503, headers: { "Retry-After": "0" } });
    expect((await crm.records.list({ module: "Leads" })).data.length).toBeGreaterThan(0);
    emulator.faults.add({ operation: "createRecords", status: 503, headers: { "Retry-After": "0" } });
    const error = await rejectionOf(crm.records.create({ module: "Leads", body: { data: [{ Last_Name: "Doe" }] } }));
    expect(isCrmError(error, "Server") && error.status).toBe(503);
    expect(operations().filter((operation) => operation === "createRecords")).toHaveLength(1);
  });

  test("every operation is retried after a 429, because nothing was carried out", async () => {
    emulator.faults.add({ operation: "createRecords", status: 429, headers: { "Retry-After": "0" } });
    const result = await client().records.create({ module: "Leads", body: { data: [{ Last_Name: "Doe" }] } });
    expect(result.data[0]?.status).toBe("success");
  });

  test("after a lost connection, a safe operation is retried, and any other is a NetworkError", async () => {
    const crm = client({ retry: { maxDelay: 1 } });
    emulator.faults.add({ operation: "getRecords", reset: true });
    expect((await crm.records.list({ module: "Leads" })).data.length).toBeGreaterThan(0);
    emulator.faults.add({ operation: "createRecords", reset: true });
    const error = await rejectionOf(crm.records.create({ module: "Leads", body: { data: [{ Last_Name: "Doe" }] } }));
    expect(isCrmError(error, "Network") && error.mayHaveArrived).toBe(true);
  });

  test("HTML instead of JSON is a ResponseError that quotes its beginning", async () => {
    emulator.faults.add({
      operation: "getRecords",
      status: 200,
      body: "<html>login</html>",
      headers: { "Content-Type": "text/html" },
    });
    const error = await rejectionOf(client().records.list({ module: "Leads" }));
    expect(isCrmError(error, "Response") && error.message).toMatch(/text\/html.*<html>login/);
  });

  test("a list in which nothing is new is empty, in a walk as well; a record that has not changed is an error", async () => {
    const crm = client();
    const [lead] = (await crm.records.list({ module: "Leads", per_page: 1 })).data;
    for (const ifModifiedSince of ["2999-01-01T00:00:00+00:00", new Date("2999-01-01")]) {
      const params = { module: "Leads", ifModifiedSince } as const;
      expect((await crm.records.list(params)).data).toEqual([]);
      for await (const _ of paginate(crm.records.list, params)) throw new Error("unexpected record");
      const error = await rejectionOf(crm.records.get({ ...params, id: lead?.id ?? "" }));
      expect(isCrmError(error, "NotModified") && error.status).toBe(304);
    }
    expect((await crm.records.list({ module: "Leads", ifModifiedSince: new Date("2001-01-01") })).data).not.toEqual([]);
  });

  test("a timeout ends a call that hangs, and so does the caller's signal with its own reason", async () => {
    emulator.faults.add({ operation: "getRecords", delay: 60_000, times: 2 });
    const crm = client();
    await crm.organization.get();
    const late = await rejectionOf(crm.records.list({ module: "Leads" }, { timeout: 20 }));
    expect(isCrmError(late, "Timeout") && late.operation).toBe("getRecords");
    const controller = new AbortController();
    const call = rejectionOf(crm.records.list({ module: "Leads" }, { signal: controller.signal }));
    const reason = new Error("the user went away");
    controller.abort(reason);
    expect(await call).toBe(reason);
  });

  test("no error reveals a secret", async () => {
    const crm = client({ retry: { maxRetries: 0 } });
    await crm.organization.get();
    emulator.faults.add({ operation: "getRecords", reset: true });
    emulator.faults.add({ operation: "getRecords", status: 500 });
    emulator.faults.add({
      operation: "getRecords",
      status: 401,
      times: 2,
      body: { code: "INVALID_TOKEN", details: {}, message: "", status: "error" },
    });
    const errors = [
      await rejectionOf(crm.records.list({ module: "Leads" })),
      await rejectionOf(crm.records.list({ module: "Leads" })),
      await rejectionOf(crm.records.list({ module: "Leads" })),
      await rejectionOf(client({ refreshToken: "1000.revoked" }).organization.get()),
    ];
    const shown = inspect([...errors, crm], { depth: 20, showHidden: true }) + JSON.stringify([errors, crm]);
    expect(errors.every((error) => isCrmError(error))).toBe(true);
    for (const secret of [emulator.clientSecret, emulator.refreshToken, "1000.revoked", "Zoho-oauthtoken"]) {
      expect(shown).not.toContain(secret);
    }
  });
});

describe("files", () => {
  const attach = async (data: Blob | AsyncIterable<Uint8Array>, name = "offer.pdf") => {
    const [id = ""] = emulator.seed({ Leads: [{ Last_Name: "Doe" }] }).Leads ?? [];
    const result = await client().attachments.upload({ module: "Leads", id, body: { file: { name, data } } });
    const [row] = result.data;
    return { module: "Leads", id, attachmentId: row?.status === "success" ? row.details.id : "" };
  };

  test("are uploaded and downloaded with their names, byte for byte", async () => {
    const bytes = crypto.getRandomValues(new Uint8Array(60_000));
    const file = await client().attachments.download(await attach(new Blob([bytes]), 'Größe ½ "x".bin'));
    expect([file?.filename, file?.size]).toEqual(["Größe ½ _x_.bin", 60_000]);
    expect(new Uint8Array((await file?.arrayBuffer()) ?? new ArrayBuffer(0))).toEqual(bytes);
  });

  test("are saved to a folder, and nothing else is left there", async () => {
    const folder = await mkdtemp(join(tmpdir(), "zcrm-"));
    try {
      const file = await client().attachments.download(await attach(new Blob(["content"]), "../../offer.pdf"));
      const path = await file?.saveTo(join(folder, "new/"));
      expect(path).toBe(join(folder, "new", "offer.pdf"));
      expect(await readFile(path ?? "", "utf8")).toBe("content");
      expect(await readdir(join(folder, "new"))).toEqual(["offer.pdf"]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test("can be streams, and a failure of the stream is the failure of the call", async () => {
    const good = async function* () {
      yield new TextEncoder().encode("con");
      yield new TextEncoder().encode("tent");
    };
    const file = await client().attachments.download(await attach(good()));
    expect(new TextDecoder().decode(await file?.arrayBuffer())).toBe("content");
    const failure = new Error("the disk is gone");
    // biome-ignore lint/correctness/useYield: it fails before it yields anything.
    const bad = async function* (): AsyncGenerator<Uint8Array> {
      throw failure;
    };
    expect(await rejectionOf(attach(bad()))).toBe(failure);
  });

  test("that do not exist are undefined", async () => {
    const [id = ""] = emulator.seed({ Leads: [{ Last_Name: "Doe" }] }).Leads ?? [];
    expect(await client().photos.download({ module: "Leads", id })).toBeUndefined();
  });
});

test("no more than maxConcurrency calls are under way at once", async () => {
  let active = 0;
  let most = 0;
  const crm = client({
    maxConcurrency: 3,
    fetch: async (input, init) => {
      active += 1;
      most = Math.max(most, active);
      const response = await fetch(input, init);
      active -= 1;
      return response;
    },
  });
  await crm.organization.get();
  await Promise.all(Array.from({ length: 20 }, () => crm.organization.get()));
  expect(most).toBe(3);
});

test("two clients share nothing", async () => {
  const other = await startEmulator({ seed: { Leads: [{ Last_Name: "Other" }] } });
  try {
    const [mine, theirs] = [client(), createClient(other.clientOptions())];
    const [page, their] = await Promise.all([
      mine.records.list({ module: "Leads" }),
      theirs.records.list({ module: "Leads" }),
    ]);
    expect(their.data.map(({ Last_Name }) => Last_Name)).toEqual(["Other"]);
    expect(page.data.map(({ Last_Name }) => Last_Name)).not.toContain("Other");
  } finally {
    await other.close();
  }
});
