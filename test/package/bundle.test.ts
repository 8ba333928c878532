/** What a bundler includes in a program that uses the installed package: the code that it calls, and nothing else. */
import { createContext, runInContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { build, type Format, type Platform } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { operationIds } from "../support/description.js";
import { packedPackage, type ScratchProject } from "../support/package/packed-package.js";

let scratch: ScratchProject;
beforeAll(async () => {
  scratch = await packedPackage();
});
afterAll(() => scratch?.remove());

/** Bundles and minifies a program, as for deployment. */
async function bundle(program: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: scratch.folder, loader: "js" },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "node",
    write: false,
  });
  return outputFiles.map(({ text }) => text).join("");
}

/** The operations in a bundle. Each holds its own id. */
const operationsIn = (text: string): string[] => operationIds.filter((id) => text.includes(`{id:"${id}"`));

/** A program that uses these free functions. */
const calling = (...names: readonly string[]): string =>
  `import { ${names.join(", ")} } from "zcrm/operations"; export const used = [${names.join(", ")}];`;

test("a free function brings the runtime, and no other function", async () => {
  const one = await bundle(calling("getRecords"));
  expect(operationsIn(one)).toEqual(["getRecords"]);
  expect(one.length).toBeLessThan(24_000);
  const two = await bundle(calling("getRecords", "searchRecords"));
  expect(operationsIn(two)).toEqual(["getRecords", "searchRecords"]);
  expect(two.length - one.length).toBeLessThan(800);
  const all = await bundle(`import * as all from "zcrm/operations"; export const used = Object.values(all);`);
  expect(operationsIn(all)).toHaveLength(operationIds.length);
  expect(all.length).toBeGreaterThan(2 * one.length);
});

test("a client brings all its groups, but neither the emulator nor the legacy client", async () => {
  const client = await bundle(`import { createClient } from "zcrm"; export const crm = createClient();`);
  expect(operationsIn(client)).toHaveLength(operationIds.length);
  expect(client).not.toContain("startEmulator");
  expect(client).not.toContain("ZCRMRestClient");
  expect(client.length).toBeLessThan(185_000);
});

/** What a program with these statements costs, minified and compressed: as one file, and what is loaded at its start. */
async function compressed(contents: string): Promise<{ oneFile: number; atStart: number }> {
  const sizeOf = async (splitting: boolean) => {
    const { outputFiles, metafile } = await build({
      stdin: { contents, resolveDir: scratch.folder, loader: "js" },
      bundle: true,
      minify: true,
      format: "esm",
      platform: "browser",
      write: false,
      outdir: "out",
      splitting,
      metafile: true,
    });
    const needed = new Set<string>();
    const need = (path: string) => {
      if (needed.has(path)) return;
      needed.add(path);
      for (const { kind, path: next } of metafile.outputs[path]?.imports ?? []) {
        if (kind === "import-statement") need(next);
      }
    };
    for (const [path, { entryPoint }] of Object.entries(metafile.outputs)) if (entryPoint === "<stdin>") need(path);
    const texts = outputFiles.filter(({ path }) => [...needed].some((name) => path.endsWith(`/${name}`)));
    expect(texts).toHaveLength(needed.size);
    return gzipSync(texts.map(({ text }) => text).join("\n"), { level: 9 }).length;
  };
  return { oneFile: await sizeOf(false), atStart: await sizeOf(true) };
}

const RECORDS = "getRecords, getRecord, createRecords, updateRecords, upsertRecords, deleteRecords, searchRecords";

test.each<[string, string, { oneFile: number; atStart: number }]>([
  [
    "a client without groups and the calls for records",
    `import { createCore } from "zcrm/core";
    import { ${RECORDS} } from "zcrm/operations";
    export const used = [createCore, ${RECORDS}];`,
    { oneFile: 48_500, atStart: 41_500 },
  ],
  [
    "a client with all groups",
    `import { createClient } from "zcrm"; export const used = createClient;`,
    { oneFile: 57_500, atStart: 51_000 },
  ],
  [
    "reading any number of records",
    `import { readRecords } from "zcrm/data"; export const used = readRecords;`,
    { oneFile: 41_500, atStart: 41_500 },
  ],
])("%s costs no more than today, minified and compressed", async (_, program, limit) => {
  const { oneFile, atStart } = await compressed(program);
  expect(oneFile).toBeLessThan(limit.oneFile);
  expect(atStart).toBeLessThan(limit.atStart);
  // If the bundles became much smaller, the limits would guard nothing.
  expect(oneFile).toBeGreaterThan(0.8 * limit.oneFile);
});

test("queries bring a few kB, and neither a client nor any call", async () => {
  const query = await bundle(
    `import { from } from "zcrm/query"; export const query = from("Deals").select("Amount").where((deal) => deal.Amount.isNull());`,
  );
  expect(operationsIn(query)).toEqual([]);
  expect(query).not.toContain("access_token");
  expect(query.length).toBeLessThan(15_000);
  const client = await bundle(`import { createClient } from "zcrm"; export const crm = createClient();`);
  expect(client).not.toContain("deallocate");
  expect(query).toContain("deallocate");
});

test("reading and writing any number of records bring what they use, and a client brings neither", async () => {
  const reading = await bundle(`import { readRecords } from "zcrm/data"; export const used = readRecords;`);
  expect(operationsIn(reading)).toContain("executeCoqlQuery");
  expect(operationsIn(reading)).not.toContain("createRecords");
  const client = await bundle(`import { createClient } from "zcrm"; export const crm = createClient();`);
  expect(reading).toContain("LIMIT_REACHED");
  expect(reading).toContain("NO_WAY");
  expect(client).not.toContain("NO_WAY");
});

test("an unused import brings nothing", async () => {
  for (const entry of [
    "zcrm",
    "zcrm/core",
    "zcrm/operations",
    "zcrm/query",
    "zcrm/data",
    "zcrm/emulator",
    "zcrm/schema",
  ]) {
    expect((await bundle(`import * as unused from "${entry}"; export const nothing = 1;`)).length).toBeLessThan(100);
  }
});

test.each<Format>(["esm", "cjs"])(
  "a bundle of the emulator and a client runs as %s, without a banner",
  async (format) => {
    const file = `bundled.${format === "esm" ? "mjs" : "cjs"}`;
    const { outputFiles, warnings } = await build({
      stdin: {
        contents: `
        import { createClient } from "zcrm";
        import { startEmulator } from "zcrm/emulator";
        startEmulator().then(async (emulator) => {
          const crm = createClient(emulator.clientOptions());
          console.log(Array.isArray((await crm.records.list({ module: "Leads" })).data));
          await emulator.close();
        });`,
        resolveDir: scratch.folder,
      },
      bundle: true,
      format,
      platform: "node",
      write: false,
    });
    expect(warnings).toEqual([]);
    expect(await scratch.script(file, outputFiles[0]?.text ?? "")).toBe("true");
  },
);

/** The globals that every web runtime has. Node has more. */
const WEB =
  "AbortController AbortSignal Blob ByteLengthQueuingStrategy File FormData Headers ReadableStream Request Response " +
  "TextDecoder TextEncoder URL URLSearchParams atob btoa clearTimeout Uint8Array console crypto queueMicrotask setTimeout";

test.each<Platform>(["browser", "neutral"])(
  "for a %s runtime, the client is bundled without polyfills, and works with a fetch function",
  async (platform) => {
    const program = `
      import { createClient } from "zcrm";
      globalThis.run = async (fetch) => {
        const crm = createClient({ clientId: "i", clientSecret: "s", refreshToken: "r", fetch });
        const page = await crm.records.list({ module: "Leads", per_page: 1 });
        const file = await crm.attachments.download({ module: "Leads", id: "1", attachmentId: "2" });
        const name = file?.filename;
        const text = new TextDecoder().decode(await file?.arrayBuffer());
        const sent = await crm.attachments.upload({ module: "Leads", id: "1", body: { file: new File(["x"], "x.txt") } });
        const failure = await crm.records.get({ module: "Leads", id: "0" }).catch((error) => error.code);
        await crm.close();
        return JSON.stringify([page.data, name, text, sent, failure]);
      };`;
    const { outputFiles, warnings } = await build({
      stdin: { contents: program, resolveDir: scratch.folder, loader: "js" },
      bundle: true,
      format: "iife",
      platform,
      // The neutral platform reads only "exports" by default.
      ...(platform === "neutral" && { mainFields: ["module", "main"] }),
      write: false,
    });
    expect(warnings).toEqual([]);
    const text = outputFiles.map((file) => file.text).join("");
    expect(text).not.toMatch(/\brequire\("|\bimport\("node:|\bfrom "node:/);

    const seen: string[] = [];
    const answers: Record<string, () => Response> = {
      "POST /oauth/v2/token": () => Response.json({ access_token: "t", expires_in: 3_600 }),
      "GET /crm/v2/Leads": () => Response.json({ data: [{ id: "1" }], info: { more_records: false } }),
      "GET /crm/v2/Leads/1/Attachments/2": () =>
        new Response("content", { headers: { "content-disposition": "attachment;filename*=UTF-8''a%20b.txt" } }),
      "POST /crm/v2/Leads/1/Attachments": () => Response.json({ data: [{ status: "success" }] }),
      "GET /crm/v2/Leads/0": () =>
        Response.json({ code: "INVALID_DATA", message: "m", status: "error" }, { status: 400 }),
    };
    const context = createContext({
      ...Object.fromEntries(WEB.split(" ").map((name) => [name, Reflect.get(globalThis, name)])),
      answering: async (url: string, init: RequestInit) => {
        const call = `${init.method} ${new URL(url).pathname}`;
        if (init.body instanceof ReadableStream) await new Response(init.body).text();
        seen.push(call);
        return answers[call]?.();
      },
    });
    expect(runInContext("typeof process + typeof Buffer + typeof require", context)).toBe("undefined".repeat(3));
    runInContext(text, context);
    const got = await runInContext("run(answering)", context);
    expect(JSON.parse(got)).toEqual([
      [{ id: "1" }],
      "a b.txt",
      "content",
      { data: [{ status: "success" }] },
      "INVALID_DATA",
    ]);
    expect(new Set(seen)).toEqual(new Set(Object.keys(answers)));
  },
);
