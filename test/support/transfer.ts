/** A user who moves records between files and an emulator with every kind of field. */
import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../src/emulator/index.js";
import { createClient } from "../../src/index.js";
import { schemaOfOrganization } from "../emulator/support/schema-of.js";
import { built } from "./build.js";
import { type CliResult, type Desk, desk, type RunningCli } from "./cli.js";
import { smallOrganization } from "./organization/small-organization.js";

export interface Mover extends AsyncDisposable {
  readonly emulator: Emulator;
  readonly folder: string;
  /** What tells the command of the emulator. */
  readonly environment: Readonly<Record<string, string>>;
  /** Runs `zcrm` with these arguments. */
  run(...args: readonly string[]): Promise<CliResult>;
  start(...args: readonly string[]): RunningCli;
  /** Runs a line of a shell, in which `zcrm` is the command. */
  shell(line: string): Promise<CliResult>;
  /** Runs `zcrm` in a terminal. @returns what it shows on both streams */
  inTerminal(columns: number, args: string, env?: Readonly<Record<string, string>>): Promise<CliResult>;
  write(name: string, content: string | Uint8Array): Promise<void>;
  read(name: string): Promise<string>;
  /** The records of a module, as the emulator stores them. */
  records(module: string, ...fields: readonly string[]): Promise<Record<string, unknown>[]>;
}

const schema = schemaOfOrganization(smallOrganization);

/** @param leads The number of leads that there are */
export async function mover(leads = 0): Promise<Mover> {
  const emulator = await startEmulator({ schema, defaultData: false });
  const user: Desk = await desk(emulator);
  const { clientId, clientSecret, accountsUrl, apiUrl, refreshToken } = emulator;
  const environment = {
    HOME: user.folder,
    ZCRM__client_id: clientId,
    ZCRM__client_secret: clientSecret,
    ZCRM__refresh_token: refreshToken,
    ZCRM__iamurl: accountsUrl,
    ZCRM__base_url: apiUrl,
  };
  if (leads > 0) emulator.seed({ Leads: Array.from({ length: leads }, (_, index) => leadOf(index)) });
  const crm = createClient(emulator.clientOptions());
  const cli = await built("cli.cjs");
  const shell = (line: string, more: Readonly<Record<string, string>> = {}): Promise<CliResult> =>
    new Promise((done) => {
      const child = spawn("bash", ["-c", `zcrm() { "${process.execPath}" "${cli}" "$@"; }\n${line}`], {
        cwd: user.folder,
        env: { PATH: process.env.PATH, ...environment, ...more },
      });
      const output = { stdout: "", stderr: "" };
      for (const stream of ["stdout", "stderr"] as const) {
        child[stream].setEncoding("utf8").on("data", (text: string) => {
          output[stream] += text;
        });
      }
      child.on("close", (code) => done({ code, ...output }));
      child.stdin.end();
    });
  return {
    emulator,
    folder: user.folder,
    environment,
    run: (...args) => user.run(args, environment),
    start: (...args) => user.start(args, environment),
    shell,
    inTerminal: (columns, args, more) =>
      shell(
        `script -qefc 'stty cols ${columns} rows 24; "${process.execPath}" "${cli}" ${args.replaceAll("'", `'"'"'`)}' /dev/null`,
        { TERM: "xterm", ...more },
      ),
    write: (name, content) => writeFile(join(user.folder, name), content),
    read: (name) => readFile(join(user.folder, name), "utf8"),
    async records(module, ...fields) {
      const rows: Record<string, unknown>[] = [];
      for (let page = 1; ; page += 1) {
        const { data, info } = await crm.records.list({
          module: module as "Leads",
          page,
          sort_by: "id",
          sort_order: "asc",
        });
        for (const row of data as object as Record<string, unknown>[])
          rows.push(fields.length === 0 ? row : Object.fromEntries(fields.map((name) => [name, row[name]])));
        if (!info.more_records) return rows;
      }
    },
    async [Symbol.asyncDispose]() {
      await crm[Symbol.asyncDispose]();
      await user[Symbol.asyncDispose]();
      await emulator[Symbol.asyncDispose]();
    },
  };
}

/** A lead with a value in every kind of field that a cell can hold. */
export const leadOf = (index: number): Record<string, unknown> => ({
  Last_Name: `Doe ${index}`,
  Email: `doe${index}@example.com`,
  ...(index % 3 === 0 && {
    Phone: "+1 555 0120",
    Website_2: "https://example.com/?a=1;b=2",
    Description: `=SUM(A1:A9), "quoted";\r\nsecond line\t${index}`,
    Remarks: "  blanks around  ",
    Lead_Source: "Cold Call",
    Languages: ["English", "日本語"],
    Country_Code: "Country 7",
    "Revenue(First_Touch)": 1234.5,
    Email_Opt_Out: index % 2 === 0,
    No_of_Employees: -7,
    Score_Raw: 0.25,
    Discount: 12,
    External_Number: "123456789012345678",
    Birthday: "2026-02-28",
    Next_Call: "2026-05-14T12:54:51+03:00",
    Hostile: '"; DROP',
    Hostile_Choice: "a\nb",
    constructor: "own",
  }),
});
