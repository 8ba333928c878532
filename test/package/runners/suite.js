// The same tests for every test runner. A line before them loads the package, by `require` or by `import`.
const { mkdtemp, readFile, writeFile } = fs;

const zoho = Array.from({ length: 3 }, (_, index) => ({ Last_Name: `Lead ${index}`, Company: "Ltd" }));
let emulator;
let crm;
beforeAll(async () => {
  emulator = await startEmulator({ seed: { Leads: zoho } });
  crm = createClient(emulator.clientOptions());
});
afterAll(async () => {
  await crm.close();
  await emulator.close();
});

const codeOf = (promise) =>
  promise.then(
    () => "none",
    (error) => error.code,
  );

test("a list", async () => {
  const { data } = await crm.records.list({ module: "Leads", fields: ["Last_Name"], sort_by: "id", sort_order: "asc" });
  expect(data.map(({ Last_Name }) => Last_Name)).toEqual(["Lead 0", "Lead 1", "Lead 2"]);
});

test("files, from disk and from memory, and back", async () => {
  const folder = await mkdtemp("files-");
  await writeFile(`${folder}/a.txt`, "from disk");
  const { data } = await crm.records.list({ module: "Leads" });
  const of = { module: "Leads", id: data[0].id };
  const contents = {
    "a.txt": { path: `${folder}/a.txt` },
    "b.txt": { name: "b.txt", data: Buffer.from("from a buffer") },
    "c.txt": { name: "c.txt", data: new Uint8Array([99]) },
    "d.txt": new File(["from a file"], "d.txt"),
    "e.txt": { name: "e.txt", data: new Blob(["from a blob"]).stream() },
  };
  for (const file of Object.values(contents)) await crm.attachments.upload({ ...of, body: { file } });
  const form = new FormData();
  form.set("file", new Blob(["from a form"]), "f.txt");
  await crm.raw.POST("/{module}/{id}/Attachments", { params: { path: of }, body: form });
  const saved = {};
  for (const { id, File_Name } of (await crm.attachments.list(of)).data) {
    const download = await crm.attachments.download({ ...of, attachmentId: id });
    await download.saveTo(`${folder}/${File_Name}.copy`);
    saved[File_Name] = await readFile(`${folder}/${File_Name}.copy`, "utf8");
  }
  expect(saved).toEqual({
    "a.txt": "from disk",
    "b.txt": "from a buffer",
    "c.txt": "c",
    "d.txt": "from a file",
    "e.txt": "from a blob",
    "f.txt": "from a form",
  });
});

test("codes of errors", async () => {
  expect(
    await codeOf(createClient({ ...emulator.clientOptions(), apiUrl: "http://127.0.0.1:1" }).organization.get()),
  ).toBe("ECONNREFUSED");
  expect(await codeOf(crm.records.list({ module: "Nothing" }))).toBe("INVALID_MODULE");
  const signal = AbortSignal.abort(new Error("stopped"));
  await expect(crm.records.list({ module: "Leads" }, { signal })).rejects.toThrow("stopped");
  const [row] = (await crm.records.list({ module: "Leads" })).data;
  const file = { path: "missing.txt" };
  expect(await codeOf(crm.attachments.upload({ module: "Leads", id: row.id, body: { file } }))).toBe("UNREADABLE_FILE");
  expect(() => createClient({ clientId: 1 })).toThrow(expect.objectContaining({ code: "INVALID_CONFIGURATION" }));
  emulator.faults.add({ reset: true });
  expect(await codeOf(crm.records.create({ module: "Leads", body: { data: zoho } }))).toBe("ECONNRESET");
  const refused = createClient({ ...emulator.clientOptions(), store: mysqlStore({ host: "127.0.0.1", port: 1 }) });
  const failed = await refused.organization.get().catch((error) => error);
  expect(failed.code).toBe("TOKEN_STORE_FAILED");
  expect(failed.message).toContain("ECONNREFUSED; start the server");
});

describe.each([
  ["memory", () => memoryStore()],
  ["file", (folder) => fileStore(`${folder}/tokens.json`, { key: "a key for tests only" })],
])("the rules of the %s store", (_, open) => {
  const store = mkdtemp("store-").then(open);
  test.each(storeConformance(() => store).map(({ name, run }) => [name, run]))("%s", (_name, run) => run());
});

test("tokens in a database", async () => {
  const place = { host: "127.0.0.1", port: Number(process.env.MYSQL_PORT), database: process.env.MYSQL_DATABASE };
  const store = mysqlStore(place);
  await store.createTables();
  const own = createClient({ ...emulator.clientOptions(), store, user: "ada" });
  expect((await own.records.list({ module: "Leads" })).data).toHaveLength(3);
  expect((await store.get("ada")).accessToken).toMatch(/^1000\./);
  await store.close();
});

test("an old program", async () => {
  const { apiUrl, accountsUrl, clientId, clientSecret, refreshToken } = emulator;
  await ZCRMRestClient.initialize({
    client_id: clientId,
    client_secret: clientSecret,
    redirect_url: "https://example.com",
    refresh_token: refreshToken,
    base_url: apiUrl,
    iamurl: accountsUrl,
    mysql_module: "local",
  });
  const { body } = await ZCRMRestClient.API.MODULES.get({ module: "Leads" });
  expect(JSON.parse(body).data).toHaveLength(3);
});
