import { resolve } from "node:path";
import type { Edition, Emulator, EmulatorOptions } from "../../emulator/index.js";
import { isPort } from "../../emulator/setup/checks.js";
import { EDITIONS } from "../../emulator/setup/setup.js";
import { type Command, CommandError, didYouMean, readOptions, UsageError } from "../command.js";
import { readSeed, readSetup, readText, reasonOf } from "./setup-file.js";

/** None has a default here: what is not given is for the setup file to say. */
const OPTIONS = {
  port: { type: "string" },
  host: { type: "string" },
  seed: { type: "string" },
  setup: { type: "string" },
  edition: { type: "string" },
  data: { type: "string" },
  "callback-host": { type: "string", multiple: true },
  "tls-key": { type: "string" },
  "tls-cert": { type: "string" },
  lenient: { type: "boolean" },
} as const;

const DEFAULT_PORT = 8080;

const help = `Usage: zcrm emulator [--port 8080] [--host ADDRESS] [--seed FILE] [--edition NAME] [--data FOLDER]
                     [--setup FILE] [--callback-host HOST] [--tls-key FILE --tls-cert FILE] [--lenient]

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
  --setup FILE   a module whose default export is the options of startEmulator, or the same as JSON: users, custom
                 modules, roles, views, blueprints, functions. What is given here as well goes before what the file says
  --callback-host HOST
                 a host that notifications and finished bulk jobs may be posted to, besides this machine; may be repeated
  --tls-key FILE, --tls-cert FILE
                 speak HTTPS with this key and its certificate, both as PEM; old clients speak nothing else
  --lenient      take calls that break the description as far as they can be taken; otherwise they are refused

Exit codes: 0 ended by Ctrl-C or a signal, 1 it cannot run, 2 wrong usage.`;

/** `zcrm emulator` */
export const emulator: Command = {
  summary: "run a Zoho CRM on this machine, for tests and trials",
  help,
  async run(args) {
    const given = readOptions(args, OPTIONS);
    const { port, host, seed, setup, edition, data, lenient, "callback-host": callbackHosts } = given;
    const certificate = given["tls-cert"];
    const tls = await readTls(given["tls-key"], certificate);
    const flags: EmulatorOptions = {
      ...(port !== undefined && { port: readPort(port) }),
      ...(host !== undefined && { host }),
      ...(edition !== undefined && { edition: readEdition(edition) }),
      ...(data !== undefined && { data }),
      ...(lenient && { strict: false }),
      ...(callbackHosts && { callbackHosts: callbackHosts.map(readHost) }),
      ...(tls !== undefined && { tls }),
      ...(seed !== undefined && { seed: await readSeed(seed) }),
    };
    const merged = { ...(setup !== undefined && (await readSetup(setup))), ...flags };
    const options = { ...merged, port: merged.port ?? DEFAULT_PORT };
    const ended = signalled();
    // It brings the whole description, which no other command needs.
    const { environmentLines, startEmulator } = await import("zcrm/emulator");
    const running = await startEmulator(options).catch((error: unknown) => {
      throw new CommandError(explained(error, options.port, { seed, setup, flags }));
    });
    explain(running, environmentLines(running.clientOptions()), options.data, certificate);
    await ended;
    await running.close().catch((error: unknown) => {
      throw new CommandError(`the end was not saved: ${reasonOf(error)}`);
    });
    return 0;
  },
};

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && isPort(port)) return port;
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
  return { key: await readText(`--tls-key ${key}`, key), cert: await readText(`--tls-cert ${cert}`, cert) };
}

/** A host as an address has it, without a scheme or port: as notifications are compared with it. */
function readHost(text: string): string {
  const address = `http://${text}`;
  const hostname = URL.canParse(address) ? new URL(address).hostname : "";
  if (hostname !== "" && hostname === text.toLowerCase()) return hostname;
  throw new UsageError(`--callback-host ${text}: give a host alone, as ci.example.com`);
}

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

interface Given {
  readonly seed: string | undefined;
  readonly setup: string | undefined;
  readonly flags: EmulatorOptions;
}

/** @param given - where options may have come from, of which a message names the one at fault first */
function explained(error: unknown, port: number, { seed, setup, flags }: Given): string {
  const reason = reasonOf(error);
  if (!(error instanceof Error)) return reason;
  const code = "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") return `port ${port} is in use by another program; choose another one with --port`;
  if (code === "EACCES" && "syscall" in error && error.syscall === "listen")
    return `port ${port} may not be used by you; choose one from 1024 up with --port`;
  if (seed !== undefined && reason.startsWith("seed: ")) return reason.replace("seed:", `--seed ${seed}:`);
  const [option = ""] = /^\w+/.exec(reason) ?? [];
  if (setup !== undefined && error instanceof TypeError && !Object.hasOwn(flags, option))
    return `--setup ${setup}: ${reason}`;
  return reason;
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
