/** Every program in the README and the guides compiles strictly and runs on the package, against the emulator. */
import { execFile } from "node:child_process";
import { access, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../src/emulator/index.js";
import { errorsIn, programIn, STRICT } from "../support/package/compile.js";
import { addNodeTypes, packedPackage, type ScratchProject } from "../support/package/packed-package.js";

const run = promisify(execFile);

const documents = (await readdir("."))
  .concat((await readdir("docs")).map((name) => `docs/${name}`))
  .filter((name) => name.endsWith(".md") && name !== "CHANGELOG.md");
const texts = new Map(await Promise.all(documents.map(async (name) => [name, await readFile(name, "utf8")] as const)));

/** `generate.test.ts` runs the program that needs generated code, `migration.test.ts` those of its guide. */
const programs = [...texts]
  .filter(([name]) => name !== "MIGRATION.md")
  .flatMap(([name, text]) =>
    [...text.matchAll(/^```(ts|js)\n([\s\S]*?)^```$/gm)].map(([, language = "", code = ""], index) => ({
      title: `${name}, program ${index + 1}`,
      file: `${name.replace(/\W+/g, "-")}${index + 1}.${language === "ts" ? "mts" : "cjs"}`,
      code,
    })),
  )
  .filter(({ code }) => !code.includes("./crm/"));

/** What the programs leave to their reader: an application's settings, and the id of a record. */
const READERS_OWN = ["clientId", "clientSecret", "refreshToken", "id"];

/** The program with the reader's own values in front. */
function completed(code: string): string {
  const missing = READERS_OWN.filter(
    (name) => new RegExp(`\\b${name}\\b`).test(code) && !code.includes(`const ${name}`),
  );
  return missing.map((name) => `const ${name} = process.env.GUIDE_${name} ?? "";\n`).join("") + code;
}

let scratch: ScratchProject;
let emulator: Emulator;
let environment: NodeJS.ProcessEnv;
beforeAll(async () => {
  scratch = await packedPackage();
  await addNodeTypes(scratch);
  emulator = await startEmulator();
  const { Leads = [] } = emulator.seed({ Leads: [{ Last_Name: "Doe", Company: "Acme" }] });
  const { clientId, clientSecret, refreshToken, apiUrl, accountsUrl } = emulator.clientOptions();
  environment = {
    ...process.env,
    GUIDE_clientId: clientId,
    GUIDE_clientSecret: clientSecret,
    GUIDE_refreshToken: refreshToken,
    GUIDE_id: Leads[0],
    ZCRM__client_id: clientId,
    ZCRM__client_secret: clientSecret,
    ZCRM__refresh_token: refreshToken,
    ZCRM__base_url: apiUrl,
    ZCRM__iamurl: accountsUrl,
    ZCRM__redirect_url: "http://localhost",
    ZCRM__mysql_module: "local",
  };
  await Promise.all(programs.map(({ file, code }) => writeFile(join(scratch.folder, file), completed(code))));
});
afterAll(async () => {
  await emulator?.close();
  await scratch?.remove();
});

test("all programs compile", () => {
  const typed = programs.filter(({ file }) => file.endsWith(".mts")).map(({ file }) => join(scratch.folder, file));
  expect(typed.length).toBeGreaterThan(3);
  expect(errorsIn(scratch.folder, programIn(scratch.folder, typed, STRICT))).toEqual([]);
});

describe("a program runs", () => {
  test.each(programs)("$title", async ({ file, code }) => {
    const program = file.replace(".mts", ".mjs");
    if (program !== file) {
      const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
      const { outputText } = ts.transpileModule(completed(code), { compilerOptions });
      await writeFile(join(scratch.folder, program), outputText);
    }
    await expect(run(process.execPath, [program], { cwd: scratch.folder, env: environment })).resolves.toBeDefined();
  });
});

describe("what a document refers to is there", () => {
  test.each(documents)("%s", async (name) => {
    const text = (texts.get(name) ?? "").replace(/^```[\s\S]*?^```/gm, "");
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, path = ""]) => join(dirname(name), path));
    const files = [...text.matchAll(/`((?:src|test|codegen|spec|generated)\/[\w./-]+\.\w+)`/g)].map(
      ([, path = ""]) => path,
    );
    const missing = [];
    for (const path of [...links, ...files])
      if (
        !(await access(path).then(
          () => true,
          () => false,
        ))
      )
        missing.push(path);
    expect(missing).toEqual([]);
  });
});
