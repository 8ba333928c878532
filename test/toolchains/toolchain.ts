/** One toolchain: the tools that it needs, and how it runs the programs in `programs/`. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { transform } from "esbuild";
import { startEmulator } from "../../src/emulator/index.js";
import { installedTools } from "../support/package/installed-packages.js";
import { packedPackage, run } from "../support/package/packed-package.js";

/** A row of the matrix. */
export interface Toolchain {
  readonly name: string;
  /** Packages from npm, with exact versions. */
  readonly tools: Readonly<Record<string, string>>;
  /** Whether it also runs with the other tests: it needs no tools of its own, and little time. */
  readonly isQuick?: true;
  /** Runs both programs. Rejects if one fails. */
  run(at: Workplace): Promise<void>;
}

/** A folder with the package installed, and what a toolchain does in it. */
export interface Workplace {
  readonly folder: string;
  /** The path of a file of one of the tools. */
  tool(path: string): string;
  /** Runs a program in the folder, with the settings for the emulator in its environment. */
  exec(program: string, args: readonly string[], env?: Readonly<Record<string, string>>): Promise<string>;
  /** Writes a file, with folders as needed. */
  write(file: string, text: string): Promise<void>;
  /** The text of one of the programs, as a module of this format. */
  program(name: "old" | "tokens" | "typed", format: "commonjs" | "module" | "typescript"): Promise<string>;
}

/** What both programs write, wherever they run. */
export const RESULTS = "old program: 2 leads, 1 token saved\ntyped program: 2 leads, INVALID_MODULE\n";

/** Runs both programs with a toolchain. @returns what they write */
export async function resultsOf({ tools, run: runPrograms }: Toolchain): Promise<string> {
  const project = await packedPackage();
  await using emulator = await startEmulator({
    seed: { Leads: ["Alder", "Birch"].map((Last_Name) => ({ Last_Name, Company: "Ltd" })) },
  });
  try {
    const modules = Object.keys(tools).length > 0 ? await installedTools(tools) : resolve("node_modules");
    const results = join(project.folder, "results.txt");
    const settings = {
      PATH: process.env.PATH ?? "",
      HOME: await mkdtemp(join(project.folder, "home-")),
      RESULTS: results,
      NO_COLOR: "1",
      ZCRM__client_id: emulator.clientId,
      ZCRM__client_secret: emulator.clientSecret,
      ZCRM__refresh_token: emulator.refreshToken,
      ZCRM__redirect_url: "https://example.com/callback",
      ZCRM__iamurl: emulator.accountsUrl,
      ZCRM__base_url: emulator.apiUrl,
      ZCRM__mysql_module: "../../../../tokens",
    };
    await runPrograms({
      folder: project.folder,
      tool: (path) => join(modules, path),
      async exec(program, args, env) {
        const options = { cwd: project.folder, env: { ...settings, ...env }, maxBuffer: 2 ** 26 };
        const { stdout, stderr } = await run(program, [...args], options);
        return `${stdout}${stderr}`;
      },
      async write(file, text) {
        await mkdir(join(project.folder, file, ".."), { recursive: true });
        await writeFile(join(project.folder, file), text);
      },
      program: programText,
    });
    return await readFile(results, "utf8").catch(() => "");
  } finally {
    await rm(project.folder, { recursive: true, force: true });
  }
}

async function programText(
  name: "old" | "tokens" | "typed",
  format: "commonjs" | "module" | "typescript",
): Promise<string> {
  const text = await readFile(`test/toolchains/programs/${name}.${name === "typed" ? "ts" : "js"}`, "utf8");
  if (name === "typed") {
    if (format === "typescript") return text;
    return (await transform(text, { loader: "ts", format: format === "module" ? "esm" : "cjs" })).code;
  }
  if (format === "commonjs") return text;
  const imports = text
    .replace(/^const (.+) = require\("(.+)"\);$/gm, 'import $1 from "$2";')
    .replace(/^module\.exports = /m, name === "old" ? "export const done = " : "export default ");
  return format === "module" ? imports : typed(imports);
}

/** An old program whose author moved it to TypeScript, with as few types as possible. */
const typed = (text: string): string => `// @ts-nocheck\n${text.replace("export default ", "export = ")}`;
