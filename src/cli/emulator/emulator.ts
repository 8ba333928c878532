import { resolve } from "node:path";
import { LONGEST_WAIT } from "../../core/lifetime/wait.js";
import type { Edition, Emulator, EmulatorOptions } from "../../emulator/index.js";
import { EDITIONS } from "../../emulator/setup/setup.js";
import { CommandError, command, didYouMean, reasonOf, UsageError } from "../command.js";
import type { Result } from "../definition.js";
import { readPort } from "../port.js";
import { signalToStop } from "../signal.js";
import { writeEnvFile } from "./env-file.js";
import { checkPropertyFiles, commandIn, runCommand } from "./exec.js";
import { readSchema, readSeed, readSetup, readText } from "./setup-file.js";

const DEFAULT_PORT = 8080;

/** `zcrm emulator` */
export const emulator = command({
  usage: ["[OPTIONS]", "[OPTIONS] exec -- COMMAND"],
  words: ["exec"],
  about: [
    "Runs a Zoho CRM emulator on this machine, for tests and trials. It prints the environment variables that connect a client to it, and serves a console that shows its records and requests. Press Ctrl-C to stop it.",
    "With exec, it sets these variables for a command such as `npm test`, runs the command, and stops when it ends. The command does not see other variables that begin with ZCRM_.",
  ],
  // They have no defaults here, so that the setup file applies to flags that are not passed.
  options: {
    port: {
      type: "string",
      value: "NUMBER",
      help: "the port to listen on; 0 chooses a free one [default: 8080, with exec a free one]",
    },
    host: {
      type: "string",
      value: "ADDRESS",
      help: "the address to listen on. With any address but loopback, other machines can reach the emulator, its secrets and its console [default: 127.0.0.1]",
    },
    seed: {
      type: "string",
      value: "FILE",
      help: 'records to start with, as JSON by module: { "Leads": [{ "Last_Name": "Doe" }] } [default: a few sample records]',
    },
    schema: {
      type: "string",
      value: "FILE",
      help: "be the organization of this schema.json, which `zcrm pull` writes: its modules, fields, layouts and related lists, and no others",
    },
    edition: {
      type: "string",
      value: "NAME",
      words: EDITIONS,
      help: `${EDITIONS.join(", ")}: sets the number of API credits and of concurrent calls [default: enterprise]`,
    },
    data: {
      type: "string",
      value: "FOLDER",
      help: "keep all data in this folder; without it, data is lost when the emulator stops. An existing folder is reused and not re-seeded",
    },
    setup: {
      type: "string",
      value: "FILE",
      help: "a module whose default export is the options of startEmulator, or the same as JSON: users, custom modules, roles, views, blueprints, functions. Command-line flags override the file",
    },
    "callback-host": {
      type: "string",
      multiple: true,
      value: "HOST",
      help: "a host, besides this machine, that notifications and finished bulk jobs are posted to; may be repeated",
    },
    "tls-key": {
      type: "string",
      value: "FILE",
      help: "serve HTTPS with this key, in PEM format; old clients need HTTPS",
    },
    "tls-cert": { type: "string", value: "FILE", help: "the certificate of the key, in PEM format" },
    "env-file": {
      type: "string",
      value: "FILE",
      help: "write the variables into this file, for `node --env-file` and dotenv. The rest of the file stays. The file then contains secrets of the emulator. Node.js 20 reads this option itself: create the file first",
    },
    lenient: {
      type: "boolean",
      help: "accept calls that break the description, as far as possible; by default they are rejected",
    },
  },
  json: "{ apiUrl, console, environment, data }, once it runs",
  exitCodes: {
    0: "stopped by Ctrl-C or a signal",
    1: "it cannot run",
    2: "wrong usage; with exec, that of the command",
  },
  showsSecrets: true,
  async run(given, context) {
    const toRun = commandIn(context);
    const { port, host, seed, schema, setup, edition, data, lenient, "callback-host": callbackHosts } = given;
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
      ...(schema !== undefined && { schema: await readSchema("--schema ", schema) }),
    };
    const merged = { ...(setup !== undefined && (await readSetup(setup))), ...flags };
    const options = { ...merged, port: merged.port ?? (toRun === undefined ? DEFAULT_PORT : 0) };
    if (toRun !== undefined) checkPropertyFiles();
    const stopped = toRun === undefined ? signalToStop() : undefined;
    // Loaded late: it includes the whole description, which no other command needs.
    const { environmentLines, startEmulator } = await import("zcrm/emulator");
    const running = await startEmulator(options).catch((error: unknown) => {
      throw new CommandError(startFailure(error, options.port, { seed, schema, setup, flags }));
    });
    const lines = environmentLines(running.clientOptions());
    const variables = { ...variablesOf(lines), ...(certificate && { NODE_EXTRA_CA_CERTS: resolve(certificate) }) };
    // The emulator alone does not keep the process running.
    const alive = setInterval(() => {}, LONGEST_WAIT);
    let exitCode = 0;
    try {
      if (given["env-file"] !== undefined) await writeEnvFile(given["env-file"], variables);
      if (toRun === undefined) context.show(announcement(running, lines, variables, options.data, certificate));
      else exitCode = await runCommand(toRun, variables);
      await stopped;
    } finally {
      clearInterval(alive);
      await running.close().catch((error: unknown) => {
        throw new CommandError(`the data could not be saved: ${reasonOf(error)}`);
      });
    }
    return exitCode;
  },
});

/** The variables of `export NAME=value` lines. */
const variablesOf = (lines: readonly string[]): Record<string, string> =>
  Object.fromEntries(lines.map((line) => line.replace(/^export /, "").split(/=(.*)/s)));

function readEdition(name: string): Edition {
  const edition = EDITIONS.find((known) => known === name);
  if (edition !== undefined) return edition;
  throw new UsageError(`--edition ${name}: must be one of ${EDITIONS.join(", ")}${didYouMean(name, EDITIONS)}`);
}

async function readTls(key: string | undefined, cert: string | undefined): Promise<EmulatorOptions["tls"]> {
  if (key === undefined && cert === undefined) return undefined;
  if (key === undefined || cert === undefined) {
    throw new UsageError("--tls-key and --tls-cert go together: pass the key and its certificate");
  }
  return { key: await readText(`--tls-key ${key}`, key), cert: await readText(`--tls-cert ${cert}`, cert) };
}

/** Checks a host, which must not have a scheme or port: that is how callbacks are compared with it. */
function readHost(text: string): string {
  const address = `http://${text}`;
  const hostname = URL.canParse(address) ? new URL(address).hostname : "";
  if (hostname !== "" && hostname === text.toLowerCase()) return hostname;
  throw new UsageError(`--callback-host ${text}: pass only a host, e.g. ci.example.com`);
}

/** Where options may have come from. */
interface OptionSources {
  readonly seed: string | undefined;
  readonly schema: string | undefined;
  readonly setup: string | undefined;
  readonly flags: EmulatorOptions;
}

/** The message for an emulator that did not start. It begins with the flag whose value is at fault. */
function startFailure(error: unknown, port: number, { seed, schema, setup, flags }: OptionSources): string {
  const reason = reasonOf(error);
  if (!(error instanceof Error)) return reason;
  const code = "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") return `port ${port} is in use by another program; choose another with --port`;
  if (code === "EACCES" && "syscall" in error && error.syscall === "listen")
    return `you may not listen on port ${port}; choose 1024 or higher with --port`;
  if (seed !== undefined && reason.startsWith("seed: ")) return reason.replace("seed:", `--seed ${seed}:`);
  if (schema !== undefined && reason.startsWith("schema: ")) return reason.replace("schema:", `--schema ${schema}:`);
  const [option = ""] = /^\w+/.exec(reason) ?? [];
  if (setup !== undefined && error instanceof TypeError && !Object.hasOwn(flags, option))
    return `--setup ${setup}: ${reason}`;
  return reason;
}

/** What a user needs to know about a running emulator. */
function announcement(
  { apiUrl }: Emulator,
  lines: readonly string[],
  environment: Readonly<Record<string, string>>,
  data?: string,
  certificate?: string,
): Result {
  const trust = `
If you issued the certificate yourself, clients on Node need this variable as well:

export NODE_EXTRA_CA_CERTS=${certificate && resolve(certificate)}
`;
  const text = `\
The Zoho CRM emulator is running at ${apiUrl}. Its console: ${apiUrl}/

Start clients with these environment variables:

${lines.join("\n")}
${certificate === undefined ? "" : trust}
${data === undefined ? "Data is lost when the emulator stops; --data FOLDER keeps it." : `Data is kept in ${data}.`}
Press Ctrl-C to stop.`;
  return { text, data: { apiUrl, console: `${apiUrl}/`, environment, data: data ?? null } };
}
