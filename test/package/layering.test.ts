/** Imports point one way. This reads every import line and fails on anything that the table does not allow. */
import { readdir, readFile } from "node:fs/promises";
import { dirname, join, normalize, relative } from "node:path";
import { describe, expect, test } from "vitest";

/** What a file may import: folders and files of the project by their beginning, packages by name. First match counts. */
const LAYERS: readonly { from: RegExp; may: readonly string[] }[] = [
  { from: /^src\/core\//, may: ["src/core/", "openapi-fetch", "node:"] },
  { from: /^src\/config\/ini-file\.ts/, may: ["src/config/", "src/core/", "ini"] },
  {
    from: /^src\/auth\/(stores\/|conformance\.ts)/,
    may: ["src/auth/", "src/core/", "mysql2/promise", "node:"],
  },
  { from: /^src\/redis\//, may: ["src/redis/", "src/auth/stores/", "src/auth/token", "src/core/"] },
  { from: /^src\/postgres\//, may: ["src/postgres/", "src/auth/", "src/core/"] },
  {
    from: /^src\/limits\//,
    may: ["src/limits/", "src/core/", "src/auth/stores/file-lock", "src/auth/stores/user-folders"],
  },
  { from: /^src\/(auth|config)\//, may: ["src/auth/", "src/config/", "src/core/"] },
  {
    from: /^src\/query\//,
    may: ["src/query/", "src/core/", "generated/columns", "generated/limits", "generated/models", "generated/modules"],
  },
  { from: /^src\/otel\//, may: ["src/otel/", "src/core/", "@opentelemetry/api"] },
  { from: /^src\/engine\.ts/, may: ["src/core/", "src/auth/", "src/config/"] },
  { from: /^src\/legacy\/register\/(register|register-hooks|old-module)\.ts/, may: ["src/legacy/", "node:"] },
  { from: /^src\/legacy\//, may: ["src/legacy/", "src/core/", "src/auth/", "src/config/", "src/engine"] },
  {
    from: /^src\/emulator\/console\/page\//,
    may: ["src/emulator/console/page/", "src/emulator/console/contract", "preact"],
  },
  {
    from: /^src\/emulator\//,
    may: [
      "src/emulator/",
      "src/schema/schema",
      "src/schema/metadata",
      "src/schema/ids",
      "src/schema/types/references",
      "src/schema/values/",
      "generated/models",
      "src/auth/stores/file-lock",
      "src/auth/stores/replace-file",
      "src/core/kind",
      "src/core/lifetime/clock",
      "generated/client",
      "zcrm/codegen",
      "src/core/errors/nearest",
      "src/core/make-folder",
      "ajv/dist/2020",
      "src/data/files/",
      "csv-parse/sync",
      "fflate",
      "node:",
    ],
  },
  {
    from: /^src\/cli\/migrate\//,
    may: ["src/cli/", "src/legacy/old-calls", "src/legacy/register/later-generation", "ts-morph", "node:"],
  },
  {
    from: /^src\/cli\/mcp\/(mcp|server|wire)\.ts/,
    may: ["src/cli/", "src/core/", "src/index", "@modelcontextprotocol/server", "node:"],
  },
  { from: /^src\/cli\/mcp\//, may: ["src/cli/", "src/core/", "src/schema/", "generated/models", "node:crypto"] },
  {
    from: /^src\/cli\//,
    may: ["src/", "generated/", "zcrm/codegen", "zcrm/emulator", "cli-progress", "node:"],
  },
  {
    from: /^src\/schema\//,
    may: ["src/schema/", "src/core/", "src/auth/stores/replace-file", "generated/", "codegen/code/", "node:"],
  },
  // The emulator reads and writes the same files.
  {
    from: /^src\/data\/files\//,
    may: ["src/data/files/", "src/core/", "csv-parse/sync", "fflate"],
  },
  {
    from: /^src\/data\//,
    may: [
      "src/data/",
      "src/core/",
      "src/query/",
      "src/schema/",
      "src/auth/stores/file-lock",
      "src/auth/stores/replace-file",
      "generated/",
      "node:",
    ],
  },
  {
    from: /^src\/notifications\//,
    may: [
      "src/notifications/",
      "src/core/",
      "src/data/sync/",
      "src/data/columns/normal-form",
      "src/schema/schema",
      "src/auth/stores/replace-file",
      "generated/",
      "node:",
    ],
  },
  { from: /^src\/(index|client|core-client|paging)\.ts/, may: ["src/", "generated/"] },
  { from: /^generated\//, may: ["generated/", "openapi-fetch", "src/core/operation"] },
  // What may be loaded before it is known whether the packages of the generator are there.
  {
    from: /^codegen\/(index|options|problem|external\/warning|code\/text)\.ts/,
    may: ["codegen/"],
  },
  {
    from: /^codegen\/site\/samples\//,
    may: [
      "codegen/site/samples/",
      "codegen/code/",
      "codegen/emit/example-call",
      "codegen/model",
      "src/legacy/old-calls",
    ],
  },
  { from: /^codegen\/legacy\//, may: ["codegen/", "src/cli/migrate/typed-call", "src/legacy/old-calls", "node:"] },
  // What reads the built declarations.
  {
    from: /^codegen\/build\/api\//,
    may: [
      "codegen/build/api/",
      "codegen/build/shared-comments",
      "codegen/format",
      "codegen/output",
      "typescript",
      "node:",
    ],
  },
  // The script of the site's pages, which runs in a browser.
  { from: /^codegen\/site\/page\//, may: ["codegen/site/page/", "minisearch"] },
  {
    from: /^codegen\/site\//,
    may: [
      "codegen/",
      "src/cli/call/describe",
      "src/cli/description/operations",
      "src/cli/explain/explanations",
      "src/legacy/old-calls",
      "highlight.js/lib/",
      "marked",
      "openapi-typescript",
      "preact",
      "rolldown",
      "typescript",
      "node:",
    ],
  },
  // The plugins of the package's own build.
  { from: /^codegen\/build\//, may: ["codegen/build/", "rolldown", "magic-string", "typescript", "node:"] },
  {
    from: /^codegen\//,
    may: [
      "codegen/",
      "src/core/make-folder",
      "ts-morph",
      "typescript",
      "openapi-typescript",
      "@redocly/openapi-core",
      "json-p3",
      "node:",
    ],
  },
];

/** Node's modules load only where they cannot be avoided, so that a program for another runtime can do without. */
const NODE_ONLY = [
  "src/core/transport/node-transport.ts",
  "src/core/transport/node-response.ts",
  "src/core/response/encodings.ts",
  "src/core/transport/proxy.ts",
  "src/core/request/local-file.ts",
  "src/core/download/save.ts",
  "src/core/make-folder.ts",
  "src/auth/stores/token-file.ts",
  "src/auth/stores/token-cache.ts",
  "src/auth/stores/file-lock.ts",
  "src/auth/stores/user-folders.ts",
  "src/auth/stores/replace-file.ts",
  "src/auth/stores/seal.ts",
  "src/auth/stores/legacy/legacy-module-file.ts",
  "src/auth/conformance.ts",
  "src/limits/file-state.ts",
  "src/data/write/journal/file.ts",
  "src/notifications/store/folder.ts",
  "src/schema/schema-file.ts",
  "src/schema/types/folder.ts",
  "src/legacy/register/old-module.ts",
  "src/legacy/register/register.ts",
  "src/legacy/register/register-hooks.ts",
];

interface Import {
  readonly file: string;
  /** A path from the root without its ending, or a package's name. */
  readonly target: string;
  readonly typeOnly: boolean;
  readonly dynamic: boolean;
}

async function filesOf(folders: readonly string[]): Promise<string[]> {
  const entries = folders.map((folder) => readdir(folder, { recursive: true, withFileTypes: true }));
  return (await Promise.all(entries))
    .flat()
    .filter((entry) => /\.c?tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

function readImports(path: string, text: string): Import[] {
  const file = relative(".", path);
  const code = text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  const statements = code.matchAll(
    /^(?:import|export)\s+(type\s)?[^;"]*?\bfrom\s+"([^"]+)"|^import\s+"([^"]+)"|\bimport\("([^"]+)"\)/gm,
  );
  return [...statements].map(([, type, from, bare, dynamic]) => ({
    file,
    target: targetOf(file, from ?? bare ?? dynamic ?? ""),
    typeOnly: type !== undefined,
    dynamic: dynamic !== undefined,
  }));
}

const targetOf = (file: string, specifier: string): string =>
  specifier.startsWith(".") ? normalize(join(dirname(file), specifier)).replace(/\.js$/, "") : specifier;

const files = await filesOf(["src", "generated", "codegen"]);
const imports = (await Promise.all(files.map(async (file) => readImports(file, await readFile(file, "utf8"))))).flat();

test("the reader sees the imports", () => {
  expect(imports.length).toBeGreaterThan(200);
  expect(
    readImports(
      "src/a/b.ts",
      `import x, {\n  type Y,\n} from "../c/d.js";\nexport type * from "./e.js";\nawait import("ini");`,
    ),
  ).toEqual([
    { file: "src/a/b.ts", target: "src/c/d", typeOnly: false, dynamic: false },
    { file: "src/a/b.ts", target: "src/a/e", typeOnly: true, dynamic: false },
    { file: "src/a/b.ts", target: "ini", typeOnly: false, dynamic: true },
  ]);
});

describe("every import is allowed", () => {
  for (const { from, may } of LAYERS) {
    test(String(from), () => {
      const own = imports.filter(({ file }) => LAYERS.find((layer) => layer.from.test(file))?.from === from);
      expect(own.length).toBeGreaterThan(0);
      expect(own.filter(({ target }) => !may.some((allowed) => target.startsWith(allowed)))).toEqual([]);
    });
  }

  test("no file is without a layer", () => {
    expect(imports.filter(({ file }) => !LAYERS.some(({ from }) => from.test(file)))).toEqual([]);
  });
});

test("the console's page, which runs in a browser, shares nothing but types with the emulator", () => {
  const page = /^src\/emulator\/console\/page\//;
  const shared = imports.filter(({ file, target }) => page.test(file) && target === "src/emulator/console/contract");
  expect(shared.length).toBeGreaterThan(0);
  expect(shared.filter(({ typeOnly }) => !typeOnly)).toEqual([]);
  expect(imports.filter(({ file, target }) => page.test(target) && !page.test(file))).toEqual([]);
});

test("the client loads no module of Node but where it must, and then late", () => {
  const client = imports.filter(({ file }) => /^src\/(?!emulator\/|cli\/)/.test(file));
  expect(client.filter(({ file, target }) => target.startsWith("node:") && !NODE_ONLY.includes(file))).toEqual([]);
  const late = NODE_ONLY.map((file) => file.replace(/\.ts$/, ""));
  const loaders = client.filter(({ file, target }) => late.includes(target) && !NODE_ONLY.includes(file));
  expect(loaders.length).toBeGreaterThan(0);
  expect(loaders.filter(({ typeOnly, dynamic }) => !typeOnly && !dynamic)).toEqual([]);
});

/** These load at once, so they look before they use anything of Node's. */
const ASKS_PROCESS = [
  "src/core/platform.ts",
  "src/core/layers/telemetry.ts",
  "src/core/layers/tracing.ts",
  "src/core/limits/at-exit.ts",
  "src/core/limits/shared-slots.ts",
  "src/config/sources.ts",
];

test("code that runs everywhere takes nothing of Node's for granted", async () => {
  const everywhere = files.filter((file) => /^(src\/(?!emulator\/|cli\/|legacy\/)|generated\/)/.test(file));
  const uses = async (pattern: RegExp) => {
    const found = await Promise.all(
      everywhere.map(async (file) => {
        const text = await readFile(file, "utf8");
        // Neither comments, nor strings, nor the names of members.
        const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$|"[^"\n]*"|`[^`]*`|(?<![?.]\.)\b\w+\??:/gm, "");
        return pattern.test(code) ? [file] : [];
      }),
    );
    return found.flat().filter((file) => !NODE_ONLY.includes(file));
  };
  expect((await uses(/\bprocess\b/)).toSorted()).toEqual(ASKS_PROCESS.toSorted());
  expect(await uses(/(?<!globalThis\.)\bprocess\b|\bprocess\.(?!\s)/)).toEqual([]);
  expect(await uses(/(?<![\w.])(Buffer|setImmediate|__dirname|require)[.(]/)).toEqual([]);
});

test("the generator's packages are loaded by what is loaded late", () => {
  const early = imports.filter(({ file }) =>
    /^codegen\/(index|options|problem|needed)|^codegen\/external\/warning|^codegen\/code\/text/.test(file),
  );
  const plain = early.filter(({ typeOnly, dynamic }) => !typeOnly && !dynamic).map(({ target }) => target);
  expect([...new Set(plain)].toSorted()).toEqual([
    "codegen/code/text",
    "codegen/external/warning",
    "codegen/needed",
    "codegen/problem",
    "node:module",
  ]);
});

test("the package of the Model Context Protocol is loaded by its command, late", () => {
  const loaded = imports.filter(({ target, typeOnly }) => target.startsWith("@modelcontextprotocol") && !typeOnly);
  expect([...new Set(loaded.map(({ file }) => file))]).toEqual(["src/cli/mcp/mcp.ts"]);
  expect(loaded.filter(({ dynamic }) => !dynamic)).toEqual([]);
});

test("the driver of the database loads late", () => {
  const loaded = imports.filter(({ target, typeOnly }) => target.startsWith("mysql2") && !typeOnly);
  expect(loaded.map(({ file }) => file)).toEqual(["src/auth/stores/mysql/driver.ts"]);
  const loaders = imports.filter(({ target }) => target === "src/auth/stores/mysql/driver");
  expect(loaders.length).toBeGreaterThan(0);
  expect(loaders.filter(({ dynamic }) => !dynamic)).toEqual([]);
});

test("the program loads a command when it is called, and no sooner", () => {
  const early = new Set<string>(["src/cli/main"]);
  for (const file of early) {
    const own = imports.filter((one) => one.file === `${file}.ts` && !one.typeOnly && !one.dynamic);
    for (const { target } of own) early.add(target);
  }
  expect(early).toContain("src/cli/command");
  expect([...early].filter((file) => !/^(src\/cli\/[\w-]+|src\/core\/(errors\/.+|kind)|node:.+)$/.test(file))).toEqual(
    [],
  );
});

/** From the top: a folder, or a file beside the folders, imports only what is below it. */
const ORDERS: Readonly<Record<string, readonly string[]>> = {
  "src/core": [
    "operation",
    "download",
    "limits",
    "layers",
    "transport",
    "paging",
    "request",
    "response",
    "lifetime",
    "platform",
    "errors",
    "make-folder",
    "kind",
  ],
  "src/emulator": [
    "index",
    "emulator",
    "core",
    "console",
    "service",
    "handlers",
    "conventions",
    "api",
    "calls",
    "organizations",
    "organization",
    "jobs",
    "queries",
    "metadata",
    "records",
    "modules",
    "storage",
    "settings",
    "setup",
    "accounts",
    "http",
    "values",
    "limits",
    "description",
  ],
  "src/cli": [
    "main",
    "completion",
    "mcp",
    "login",
    "config",
    "emulator",
    "listen",
    "generate",
    "migrate",
    "export",
    "import",
    "pull",
    "call",
    "plan",
    "docs",
    "explain",
    "transfer",
    "tokens",
    "description",
    "offline-client",
    "browser",
    "port",
    "command",
    "progress",
    "help",
    "output",
    "definition",
    "signal",
    "count",
  ],
};

describe("folders import one way, type imports included", () => {
  test.each(Object.entries(ORDERS))("%s", (base, order) => {
    const placeOf = (path: string) => order.indexOf(path.slice(base.length + 1).split("/")[0] ?? "");
    const own = imports
      .map(({ file, target }) => ({ file: file.replace(/\.c?tsx?$/, ""), target }))
      .filter(({ file, target }) => [file, target].every((path) => path.startsWith(`${base}/`)));
    expect(own.length).toBeGreaterThan(0);
    expect(own.filter(({ file }) => placeOf(file) === -1)).toEqual([]);
    expect(own.filter(({ file, target }) => placeOf(target) < placeOf(file))).toEqual([]);
  });
});

test("there is no cycle of imports, type imports included", () => {
  const next = new Map<string, string[]>();
  for (const { file, target } of imports) {
    const from = file.replace(/\.c?tsx?$/, "");
    next.set(from, [...(next.get(from) ?? []), target]);
  }
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) throw new Error(`cycle: ${[...path.slice(path.indexOf(file)), file].join(" -> ")}`);
    if (done.has(file)) return;
    for (const target of next.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  expect(() =>
    [...next.keys()].forEach((file) => {
      visit(file, []);
    }),
  ).not.toThrow();
});

/** These have one file for each tag of the description. */
const FOLDERS_BY_TAG = ["src/emulator/handlers", "generated/operations"];

test("no folder holds more than 16 source files", () => {
  const counts = new Map<string, number>();
  for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  for (const folder of FOLDERS_BY_TAG) expect(counts.delete(folder)).toBe(true);
  expect([...counts].filter(([, count]) => count > 16)).toEqual([]);
});
