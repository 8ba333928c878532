import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Edition, Emulator, EmulatorOptions, SeedData } from "../emulator/index.js";
import { type Command, CommandError, didYouMean, readOptions, UsageError } from "./command.js";

const OPTIONS = {
  port: { type: "string", default: "8080" },
  host: { type: "string", default: "127.0.0.1" },
  seed: { type: "string" },
  edition: { type: "string", default: "enterprise" },
  data: { type: "string" },
  "tls-key": { type: "string" },
  "tls-cert": { type: "string" },
  lenient: { type: "boolean", default: false },
} as const;

const EDITIONS: readonly Edition[] = ["free", "standard", "professional", "enterprise", "ultimate"];

const help = `Usage: zcrm emulator [--port 8080] [--host ADDRESS] [--seed FILE] [--edition NAME] [--data FOLDER]
                     [--tls-key FILE --tls-cert FILE] [--lenient]

Runs a Zoho CRM on this machine, for tests and trials. It prints the environment lines by which a client finds it, and
shows its records and requests to a browser. It ends at Ctrl-C.

  --port NUMBER  the port to listen at; 0 takes a free one [default: 8080]
  --host ADDRESS the address to listen at; any other than loopback lets other machines in, to the secrets and to the page
                 too [default: 127.0.0.1]
  --seed FILE    records to begin with, as JSON by module: { "Leads": [{ "Last_Name": "Doe" }] }
                 [default: a few invented ones]
  --edition NAME ${EDITIONS.join(", ")}: how many credits there are, and how many calls at the
                 same moment [default: enterprise]
  --data FOLDER  keep everything in this folder, for the next run; without it, all is gone at the end. A folder that holds
                 something already is gone on with, and not seeded again
  --tls-key FILE, --tls-cert FILE
                 speak HTTPS with this key and its certificate, both as PEM; old clients speak nothing else
  --lenient      take calls that break the description as far as they can be taken; otherwise they are refused

Exit codes: 0 ended by Ctrl-C or a signal, 1 it cannot run, 2 wrong usage.`;

/** `zcrm emulator` */
export const emulator: Command = {
  summary: "run a Zoho CRM on this machine, for tests and trials",
  help,
  async run(args) {
    const { port, host, seed, edition, data, lenient, ...files } = readOptions(args, OPTIONS);
    const tls = await readTls(files["tls-key"], files["tls-cert"]);
    const options: EmulatorOptions = {
      port: readPort(port),
      host,
      edition: readEdition(edition),
      strict: !lenient,
      ...(seed !== undefined && { seed: await readSeed(seed) }),
      ...(data !== undefined && { data }),
      ...(tls !== undefined && { tls }),
    };
    const ended = signalled();
    // It brings the description of 137 operations, which no other command needs.
    const { environmentLines, startEmulator } = await import("zcrm/emulator");
    const running = await startEmulator(options).catch((error: unknown) => {
      throw new CommandError(reasonOf(error, port));
    });
    explain(running, environmentLines(running.clientOptions()), data, files["tls-cert"]);
    await ended;
    await running.close().catch((error: unknown) => {
      throw new CommandError(`the end was not saved: ${reasonOf(error, port)}`);
    });
    return 0;
  },
};

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`--port ${text}: give a number from 0 to 65535`);
}

function readEdition(name: string): Edition {
  const edition = EDITIONS.find((known) => known === name);
  if (edition !== undefined) return edition;
  throw new UsageError(`--edition ${name}: choose one of ${EDITIONS.join(", ")}${didYouMean(name, EDITIONS)}`);
}

async function readTls(key: string | undefined, cert: string | undefined): Promise<EmulatorOptions["tls"]> {
  if (key === undefined && cert === undefined) return undefined;
  if (key === undefined || cert === undefined) {
    throw new UsageError("--tls-key and --tls-cert go together: give the key and its certificate");
  }
  return { key: await readText("--tls-key", key), cert: await readText("--tls-cert", cert) };
}

const readText = (option: string, path: string): Promise<string> =>
  readFile(path, "utf8").catch((error: Error) => {
    throw new CommandError(`${option} ${path} cannot be read: ${error.message}`);
  });

async function readSeed(path: string): Promise<SeedData> {
  const text = await readText("--seed", path);
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new CommandError(`--seed ${path} is no JSON: ${error instanceof Error ? error.message : error}`);
  }
  if (isSeedData(data)) return data;
  throw new CommandError(`--seed ${path}: give lists of records by module, as { "Leads": [{ "Last_Name": "Doe" }] }`);
}

const isSeedData = (data: unknown): data is SeedData =>
  isObject(data) && Object.values(data).every((rows) => Array.isArray(rows) && rows.every(isObject));

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Settles at the first signal that asks for the end; at the second the process dies as if there were none. */
const signalled = (): Promise<void> =>
  new Promise((resolve) => {
    const signals = ["SIGINT", "SIGTERM"] as const;
    const end = () => {
      for (const signal of signals) process.off(signal, end);
      resolve();
    };
    for (const signal of signals) process.on(signal, end);
  });

function reasonOf(error: unknown, port: string): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") return `port ${port} is in use by another program; choose another one with --port`;
  if (code === "EACCES" && "syscall" in error && error.syscall === "listen")
    return `port ${port} may not be used by you; choose one from 1024 up with --port`;
  return error.message;
}

function explain({ apiUrl }: Emulator, lines: readonly string[], data?: string, certificate?: string): void {
  const trust = `
Where the certificate is one of your own, clients on Node need this line as well:

export NODE_EXTRA_CA_CERTS=${certificate && resolve(certificate)}
`;
  console.log(`\
A Zoho CRM is running at ${apiUrl}, and a page that shows it: ${apiUrl}/

A client that is started with these lines talks to it:

${lines.join("\n")}
${certificate === undefined ? "" : trust}
${data === undefined ? "Nothing is kept; --data FOLDER would." : `Everything is kept in ${data}.`} Ctrl-C ends it.`);
}
