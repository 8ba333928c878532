import { randomBytes } from "node:crypto";
import { createRequire } from "node:module";
import { clockOf } from "../../core/lifetime/client-clock.js";
import { createClient } from "../../index.js";
import { CommandError, command, UsageError } from "../command.js";
import type { Options } from "../definition.js";
import { ownStdout } from "../output.js";
import { stopSignal } from "../signal.js";
import { STORE_OPTIONS, usableTokens } from "../tokens/store.js";
import { commandLimits } from "../transfer/limits.js";
import { SCHEMA_OPTION } from "../transfer/module-schema.js";
import { createServer } from "./server.js";
import { openWire } from "./wire.js";

const OPTIONS = {
  write: {
    type: "boolean",
    help: "offer tools that write, too. Each write is previewed, and sent only with the code of its preview",
  },
  schema: SCHEMA_OPTION,
  ...STORE_OPTIONS,
} as const satisfies Options;

/** `zcrm mcp` */
export const mcp = command({
  about: [
    "Runs a server of the Model Context Protocol on stdin and stdout, which programs with a language model start by themselves: it finds, reads and describes records and calls any operation of the API, with the stored tokens and the limits that all commands share. It only reads, unless --write is passed. It needs the package @modelcontextprotocol/server: npm install @modelcontextprotocol/server.",
    `In the configuration of such a program:

  {
    "mcpServers": {
      "zoho-crm": {
        "command": "npx",
        "args": ["--yes", "--package=zcrm", "--package=@modelcontextprotocol/server",
          "zcrm", "mcp", "--schema", "/path/to/schema.json"],
        "env": {
          "ZCRM_CLIENT_ID": "…", "ZCRM_CLIENT_SECRET": "…",
          "ZCRM_ACCOUNTS_URL": "https://accounts.zoho.eu"
        }
      }
    }
  }`,
    "Such programs start it in a folder of their own, so settings that you keep in the files of a project are environment variables there; zcrm config lists their names. The tokens are those that zcrm login stored. The log goes to stderr.",
  ],
  examples: [
    ["zcrm mcp", "reads only"],
    ["zcrm mcp --write --schema src/zoho/schema.json", "may write, and knows the fields without asking Zoho"],
  ],
  options: OPTIONS,
  json: "{ error: { code, message } } if the server cannot start; afterwards, stdout belongs to the protocol",
  exitCodes: { 0: "the client ended the connection, or Ctrl-C", 2: "it could not start, or wrong usage" },
  failureCode: 2,
  async run({ write, schema, ...tokens }, { warn }) {
    if (schema === "") throw new UsageError("--schema is empty: pass the schema.json that zcrm pull wrote");
    const { sdk, stdio } = await loadPackage();
    await using crm = createClient({ ...(await usableTokens(tokens)).options, ...(await commandLimits()) });
    using stop = stopSignal();
    ownStdout();
    const { transport, closed } = openWire(stdio.StdioServerTransport);
    const parts = {
      ...{ crm, schema, warn, version: versionOfPackage() },
      ...{ mayWrite: write === true, clock: clockOf(crm), random: randomBytes },
    };
    const handle = stdio.serveStdio(() => createServer(sdk, parts), {
      transport,
      onerror: (error) => warn(`zcrm mcp: ${error.message}`),
    });
    stop.signal.addEventListener("abort", () => void handle.close());
    await closed;
    return 0;
  },
});

/** The package is large, and only this command uses it. */
async function loadPackage() {
  try {
    const [sdk, stdio] = await Promise.all([
      import("@modelcontextprotocol/server"),
      import("@modelcontextprotocol/server/stdio"),
    ]);
    return { sdk, stdio };
  } catch (error) {
    throw new CommandError(
      `the package @modelcontextprotocol/server cannot be loaded; install it: npm install @modelcontextprotocol/server (${error instanceof Error ? error.message.split("\n")[0] : error})`,
    );
  }
}

const versionOfPackage = (): string => {
  const { version } = createRequire(import.meta.url)("zcrm/package.json") as { readonly version: string };
  return version;
};
