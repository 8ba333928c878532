/** Runs samples as their readers do. A sample finds its files in a folder, and saves its downloads there. */
import { execFile } from "node:child_process";
import fs from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import ts from "typescript";
import * as operations from "../../../../generated/operations/index.js";
import type { Emulator } from "../../../../src/emulator/index.js";
import type { CrmClient } from "../../../../src/index.js";
import type { LegacyClient } from "../../../../src/legacy/client.js";
import { programPath } from "../../../support/programs.js";

const run = promisify(execFile);

const AsyncFunction = (async () => {}).constructor as new (
  ...source: string[]
) => (...args: unknown[]) => Promise<unknown>;

/** A sample whose paths start from its folder, since all samples run in this process. */
const inFolder = (code: string, folder: string): string =>
  code
    .replace(/path: "([^"]+)"/g, (_, name: string) => `path: ${JSON.stringify(join(folder, name))}`)
    .replace(/saveTo\("([^"]+)"\)/, (_, name: string) => `saveTo(${JSON.stringify(join(folder, name))})`);

/** What a sample prints. */
export class Printed {
  readonly lines: unknown[] = [];
  readonly errors: unknown[] = [];
  log = (line: unknown): void => void this.lines.push(line);
  error = (...line: unknown[]): void => void this.errors.push(line);
}

/** Runs the code in a comment, which has its client from the code around it. */
export async function runFunctionExample(code: string, crm: CrmClient, folder: string): Promise<Printed> {
  await new AsyncFunction("crm", ...Object.keys(operations), inFolder(code, folder))(crm, ...Object.values(operations));
  return new Printed();
}

/** Runs a program whose client is connected to the emulator. */
export async function runTypedProgram(code: string, crm: CrmClient, folder: string): Promise<Printed> {
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS };
  const { outputText } = ts.transpileModule(inFolder(code, folder), { compilerOptions });
  const packages: Record<string, object> = { zcrm: { createClient: () => crm } };
  const printed = new Printed();
  await new AsyncFunction("require", "exports", "console", outputText)((name: string) => packages[name], {}, printed);
  return printed;
}

/** Runs an old call, and waits for its end. */
export async function runOldCall(code: string, client: LegacyClient, folder: string): Promise<Printed> {
  const files = {
    createReadStream: (name: string) => fs.createReadStream(join(folder, name)),
    writeFileSync: (name: string, data: string, options: fs.WriteFileOptions) =>
      fs.writeFileSync(join(folder, name), data, options),
  };
  const printed = new Printed();
  const returning = code.replace(/^(?=ZCRMRestClient\.)/m, "return ");
  await new AsyncFunction("ZCRMRestClient", "require", "console", returning)(client, () => files, printed);
  return printed;
}

/** Runs a command line in a shell, with the emulator's address instead of Zoho's hosts. */
export async function runCurlLine(
  line: string,
  { emulator, token, folder }: { emulator: Emulator; token: string; folder: string },
): Promise<Printed> {
  const curl = await programPath("curl");
  // Options of the user do not count; an error of HTTP ends the command with an error.
  await writeFile(join(folder, ".curlrc"), "silent\nshow-error\nfail-with-body\n");
  const here = line.replace(/https:\/\/[\w.-]+\.(?:zoho|zohoapis)\.com(?=\/)/, () => emulator.apiUrl);
  const env = { PATH: process.env.PATH, CURL_HOME: folder, ACCESS_TOKEN: token };
  const { stdout } = await run("sh", ["-c", here.replace(/^curl /, () => `${curl} `)], { cwd: folder, env });
  const printed = new Printed();
  if (stdout !== "") printed.log(stdout);
  return printed;
}
