/** Every program in the README and the guides compiles strictly and runs on the package, against the emulator. */
import { execFile } from "node:child_process";
import { access, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../src/emulator/index.js";
import { readSchema } from "../../src/schema/index.js";
import { TestDatabase } from "../postgres/database.js";
import { serveOrganization } from "../support/organization/serve.js";
import { smallOrganization } from "../support/organization/small-organization.js";
import { errorsIn, programIn, STRICT } from "../support/package/compile.js";
import { blocks, documents } from "../support/package/documents.js";
import {
  addNodeTypes,
  addOpenTelemetry,
  addPackage,
  packedPackage,
  type ScratchProject,
} from "../support/package/packed-package.js";
import { sharedServer } from "../support/stores/shared-server.js";

const run = promisify(execFile);

/** Whether a program uses what `zcrm pull` wrote to `src/zoho`. It is then in `src`, and its Zoho is that organization. */
const isOfOrganization = (code: string): boolean => /\bzoho\//.test(code);

/** Whether a program receives notifications, whose time it compares with its own. */
const isNotified = (code: string): boolean => code.includes("zcrm/notifications");

/** `generate.test.ts` runs the program that needs generated code, `migration.test.ts` those of its guide. */
const programs = [...documents.keys()]
  .filter((name) => name !== "MIGRATION.md")
  .flatMap((name) =>
    blocks
      .filter(({ document, language }) => document === name && ["ts", "js"].includes(language))
      .map(({ language, code }, index) => ({
        title: `${name}, program ${index + 1}`,
        file: `${isOfOrganization(code) ? "src/" : ""}${name.replace(/\W+/g, "-")}${index + 1}.${language === "ts" ? "mts" : "cjs"}`,
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
let database: TestDatabase;
let emulator: Emulator;
let organization: Emulator;
let present: Emulator;
let environment: NodeJS.ProcessEnv;
let organizationEnvironment: NodeJS.ProcessEnv;
let presentEnvironment: NodeJS.ProcessEnv;
beforeAll(async () => {
  scratch = await packedPackage();
  await addNodeTypes(scratch);
  await addPackage(scratch, "pg");
  await addPackage(scratch, "redis");
  await addPackage(scratch, "express");
  database = await TestDatabase.create("guides");
  await addOpenTelemetry(scratch);
  emulator = await startEmulator();
  present = await startEmulator();
  environment = {
    ...environmentOf(emulator, emulator.seed({ Leads: [{ Last_Name: "Doe", Company: "Acme" }] }).Leads?.[0]),
    REDIS_URL: `redis://127.0.0.1:${(await sharedServer("redis")).port}`,
  };
  presentEnvironment = {
    ...environment,
    ...environmentOf(present, undefined),
    ZCRM_NOTIFICATION_SECRET: "a secret of the guides, of more than 32 characters",
  };
  organization = await startEmulator({ schema: await pulledTo(scratch.folder) });
  organizationEnvironment = environmentOf(
    organization,
    organization.seed({ Leads: [{ Last_Name: "Doe" }] }).Leads?.[0],
  );
  await Promise.all(programs.map(({ file, code }) => writeFile(join(scratch.folder, file), completed(code))));
});

/** Runs `zcrm pull` in a folder, as the guides say. */
async function pulledTo(folder: string) {
  await using zoho = await serveOrganization(smallOrganization);
  const env = { ...process.env, ...zoho.environment };
  await run(process.execPath, ["node_modules/zcrm/dist/cli.cjs", "pull"], { cwd: folder, env });
  return readSchema(join(folder, "src/zoho/schema.json"));
}

/** What programs read from the environment so that they find an emulator. */
function environmentOf(zoho: Emulator, id: string | undefined): NodeJS.ProcessEnv {
  const { clientId, clientSecret, refreshToken, apiUrl, accountsUrl } = zoho.clientOptions();
  return {
    ...process.env,
    GUIDE_clientId: clientId,
    GUIDE_clientSecret: clientSecret,
    GUIDE_refreshToken: refreshToken,
    GUIDE_id: id,
    ZCRM__client_id: clientId,
    ZCRM__client_secret: clientSecret,
    ZCRM__refresh_token: refreshToken,
    ZCRM__base_url: apiUrl,
    ZCRM__iamurl: accountsUrl,
    ZCRM__redirect_url: "http://localhost",
    ZCRM__mysql_module: "local",
    PGHOST: "127.0.0.1",
    PGPORT: String(database.port),
    PGUSER: "postgres",
    PGDATABASE: database.name,
    // What they keep in the user's cache is removed with them.
    XDG_CACHE_HOME: join(scratch.folder, "cache"),
  };
}

afterAll(async () => {
  await emulator?.close();
  await organization?.close();
  await present?.close();
  await scratch?.remove();
});

test("all programs compile", () => {
  const typed = programs.filter(({ file }) => file.endsWith(".mts"));
  expect(typed.length).toBeGreaterThan(3);
  // What a program merges into the package counts for every file that is compiled with it.
  const merging = typed.filter(({ code }) => code.includes("interface OrganizationModules"));
  const groups = [typed.filter((program) => !merging.includes(program)), ...merging.map((program) => [program])];
  const errors = groups.flatMap((group) => {
    const files = group.map(({ file }) => join(scratch.folder, file));
    return errorsIn(scratch.folder, programIn(scratch.folder, files, STRICT));
  });
  expect(errors).toEqual([]);
});

describe("a program runs", () => {
  test.each(programs)("$title", async ({ file, code }) => {
    const program = file.replace(".mts", ".mjs");
    if (program !== file) {
      const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
      const { outputText } = ts.transpileModule(completed(code), { compilerOptions });
      await writeFile(join(scratch.folder, program), outputText);
    }
    const env = isOfOrganization(code) ? organizationEnvironment : isNotified(code) ? presentEnvironment : environment;
    // Each program asks for a token, and Zoho issues ten in ten minutes.
    for (const zoho of [organization, emulator]) zoho.advance("2m");
    await expect(run(process.execPath, [program], { cwd: scratch.folder, env })).resolves.toBeDefined();
  });
});

describe("what a document refers to is there", () => {
  test.each([...documents])("%s", async (name, whole) => {
    const text = whole.replace(/^```[\s\S]*?^```/gm, "");
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, path = ""]) => join(dirname(name), path));
    const files = [...text.matchAll(/`((?:src(?!\/zoho\/)|test|codegen|spec|generated)\/[\w./-]+\.\w+)`/g)].map(
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
