/** How a user adds an endpoint to the installed package: overlay, command, compiler, call. */
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { errorsIn, programIn, STRICT } from "../support/package/compile.js";
import { addNodeTypes, packedPackage, run, type ScratchProject } from "../support/package/packed-package.js";

let scratch: ScratchProject;
let app: string;
beforeAll(async () => {
  scratch = await packedPackage();
  app = join(scratch.folder, "app");
  for (const folder of ["src", "invoices"]) await mkdir(join(app, folder), { recursive: true });
  await writeFile(join(app, "package.json"), JSON.stringify({ type: "module" }));
  await writeFile(join(app, "my-endpoints.yaml"), OVERLAY);
  await writeFile(join(app, "src/main.ts"), PROGRAM);
});
afterAll(() => scratch?.remove());

const guide = await readFile("docs/customize.md", "utf8");
const [, GUIDE_OVERLAY = ""] = /^```yaml\n([\s\S]*?)^```$/m.exec(guide) ?? [];
const [, GUIDE_PROGRAM = ""] = /^```ts\n(?=import .*\.\/crm\/).*\n([\s\S]*?)^```$/m.exec(guide) ?? [];

/** The overlay of the guide adds an endpoint. This part corrects one: the list of records takes another parameter. */
const OVERLAY = `
${GUIDE_OVERLAY}
  - target: $.paths['/{module}'].get.parameters
    update:
      - { name: states, in: query, description: Which., schema: { type: array, items: { type: string } } }
`;

/** Calls both endpoints on a server that responds as Zoho would. */
const PROGRAM = `
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createClient } from "zcrm";
import { startEmulator } from "zcrm/emulator";
import { bindGroups } from "./crm/client.js";
import { getInvoicePdf } from "./crm/operations/invoices.js";

const seen: string[] = [];
const server = createServer((request, response) => {
  seen.push(\`\${request.method} \${request.url} \${request.headers.authorization?.split(" ")[0]}\`);
  const isFile = request.url?.endsWith("/pdf");
  response.writeHead(200, isFile ? { "content-type": "application/pdf", "content-disposition": "attachment; filename=7.pdf" } : { "content-type": "application/json" });
  response.end(isFile ? "%PDF" : JSON.stringify({ data: [{ id: "1" }], info: {} }));
}).listen(0);
const emulator = await startEmulator();
const apiUrl = \`http://127.0.0.1:\${(server.address() as AddressInfo).port}\`;
const crm = createClient({ ...emulator.clientOptions(), apiUrl });

async function guide(id: string): Promise<void> {
${GUIDE_PROGRAM}
  console.log(file.filename);
}
await guide("7");
const page = await bindGroups(crm).records.list({ module: "Leads", states: ["a", "b"] });
console.log(page.data.length);
for (const line of seen) console.log(line);
// @ts-expect-error the id is required
const wrong: Parameters<typeof getInvoicePdf>[1] = {};
void wrong;
await crm.close();
await emulator.close();
server.close();
`;

const command = ["../node_modules/zcrm/dist/cli.cjs", "generate", "--overlay", "my-endpoints.yaml", "--out", "src/crm"];
const zcrm = () => run(process.execPath, command, { cwd: app });

test("if its packages are missing, the command prints how to install the tested versions", async () => {
  const { code, stderr } = await zcrm().then(
    () => ({ code: 0, stderr: "" }),
    (error: { code: number; stderr: string }) => error,
  );
  expect(code).toBe(1);
  const [, line = ""] = /run: npm install --save-dev (.*)/.exec(stderr) ?? [];
  const { devDependencies, peerDependencies } = JSON.parse(await readFile("package.json", "utf8"));
  // `zcrm migrate`, `zcrm/otel` and `zcrm mcp` need the others.
  const others = ["ts-morph", "@opentelemetry/api", "@modelcontextprotocol/server"];
  const needed = Object.keys(peerDependencies).filter((name) => !others.includes(name));
  expect(line.split(" ").toSorted()).toEqual(needed.map((name) => `${name}@${devDependencies[name]}`).toSorted());
});

test("an overlay becomes typed functions that work with the client of the package", async () => {
  await addNodeTypes(scratch);
  for (const name of ["ts-morph", "typescript", "openapi-typescript", "@redocly"]) {
    await symlink(resolve("node_modules", name), join(scratch.folder, "node_modules", name));
  }
  const { stdout } = await zcrm();
  expect(stdout).toMatch(/^src\/crm: \d+ operations in \d+ files\n$/);

  const main = join(app, "src/main.ts");
  const program = programIn(app, [main], {
    ...STRICT,
    verbatimModuleSyntax: true,
    noEmit: false,
    rootDir: join(app, "src"),
    outDir: join(app, "built"),
  });
  expect(errorsIn(app, program)).toEqual([]);
  program.emit();

  const printed = await run(process.execPath, ["built/main.js"], { cwd: app });
  expect(printed.stdout.trim().split("\n")).toEqual([
    "7.pdf",
    "1",
    expect.stringMatching(/^GET .*\/Invoices\/7\/pdf Zoho-oauthtoken$/),
    expect.stringMatching(/^GET .*\/Leads\?states=a&states=b Zoho-oauthtoken$/),
  ]);
  expect(await readFile(join(app, "invoices/7.pdf"), "utf8")).toBe("%PDF");
});

/** Generates in a moment; the description of Zoho CRM takes seconds. */
const SMALL = {
  openapi: "3.0.0",
  info: { title: "Small", version: "1" },
  paths: { "/ping": { get: { operationId: "ping", responses: { "204": { description: "Nothing." } } } } },
};

test("the generator can be required", async () => {
  await writeFile(join(scratch.folder, "small.json"), JSON.stringify(SMALL));
  const text = `require("zcrm/codegen").generateCode({ spec: "small.json", out: "made" }).then(({ operations }) => console.log(operations))`;
  expect(await scratch.script("generate.cjs", text)).toBe("1");
  expect(await readFile(join(scratch.folder, "made/operations/index.ts"), "utf8")).toContain("ping");
});
