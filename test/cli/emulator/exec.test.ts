/** `zcrm emulator exec` and `--env-file`, as a user runs them. */
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Desk, desk } from "../../support/cli.js";

const LIST = `import { createClient } from ${JSON.stringify(`${process.cwd()}/dist/index.mjs`)};
  const page = await createClient().records.list({ module: "Leads" });
  console.log(page.data.map((lead) => lead.Last_Name).join());`;

async function writeFiles(user: Desk, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(user.folder, name), text);
}

const withSeed = { "seed.json": '{"Leads":[{"Last_Name":"Doe"}]}', "list.mjs": LIST };

describe("exec", () => {
  test("runs a command that finds the emulator, whatever the environment says, and ends with it", async () => {
    await using user = await desk();
    await writeFiles(user, withSeed);
    const own = { ZCRM__client_id: "1000.REAL", ZCRM_REFRESH_TOKEN: "1000.real", ZCRM__base_url: "http://127.0.0.1:1" };
    const result = await user.run(["emulator", "--seed", "seed.json", "exec", "--", "node", "list.mjs"], own);
    expect(result).toEqual({ code: 0, stdout: "Doe\n", stderr: "" });
    const shown = ["emulator", "exec", "--", "node", "-p", "process.env.ZCRM__user_identifier + process.env.OTHER"];
    expect((await user.run(shown, { ZCRM__user_identifier: "bob", OTHER: "x" })).stdout).toBe("undefinedx\n");
  });

  test("passes arguments, output and the exit code on", async () => {
    await using user = await desk();
    const program = "console.log(process.argv.slice(1).join()); console.error('E'); process.exitCode = 7;";
    const result = await user.run(["emulator", "exec", "--", "node", "-e", program, "--", "exec", "--help"]);
    expect(result).toEqual({ code: 7, stdout: "exec,--help\n", stderr: "E\n" });
  });

  test("passes signals on, and waits for the command", async () => {
    await using user = await desk();
    const program = `process.on("SIGTERM", () => { console.log("stopping"); process.exit(3); });
      setInterval(() => {}, 1000); console.log("ready");`;
    const running = user.start(["emulator", "exec", "--", "node", "-e", program]);
    await running.printed(/ready/);
    running.kill("SIGTERM");
    expect(await running.result).toMatchObject({ code: 3, stdout: "ready\nstopping\n" });
  });

  test("ends like a shell if a signal ends the command", async () => {
    await using user = await desk();
    const result = await user.run(["emulator", "exec", "--", "node", "-e", 'process.kill(process.pid, "SIGTERM")']);
    expect(result.code).toBe(143);
  });

  test("needs a command that exists", async () => {
    await using user = await desk();
    expect(await user.run(["emulator", "exec", "--"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("exec needs a command, e.g. zcrm emulator exec -- npm test"),
    });
    expect(await user.run(["emulator", "exec", "--", "no-such-command"])).toMatchObject({
      code: 127,
      stderr: "zcrm emulator: exec: no-such-command cannot be run: there is no such command\n",
    });
  });

  test("refuses to run where a file would override the emulator", async () => {
    await using user = await desk();
    await mkdir(join(user.folder, "resources"));
    await writeFiles(user, { "resources/configuration.properties": "zoho.crm.refresh_token=1000.real\n" });
    const { code, stdout, stderr } = await user.run(["emulator", "exec", "--", "node", "-e", "console.log(1)"]);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("resources/configuration.properties");
    expect(stderr).toContain("sets refresh_token, which would override the emulator's");
    expect(stderr).not.toContain("1000.real");
  });
});

describe("--env-file", () => {
  // Node.js 20 reads the option as well, and needs the file to exist.
  test("keeps its part of the file up to date, and leaves the rest", async () => {
    await using user = await desk();
    await writeFiles(user, { ...withSeed, ".env": "PORT=3000\nZCRM_DEBUG=0" });
    const seen: string[] = [];
    for (let run = 0; run < 2; run += 1) {
      const args = ["--env-file", ".env", "--seed", "seed.json", "exec", "--"];
      const { stdout } = await user.run(["emulator", ...args, "node", "-p", "process.env.ZCRM_REFRESH_TOKEN"]);
      const text = await readFile(join(user.folder, ".env"), "utf8");
      expect(text).toMatch(/^PORT=3000\nZCRM_DEBUG=0\n# zcrm emulator: begin\n(ZCRM_.*\n)+# zcrm emulator: end\n$/);
      expect(text).toContain(`ZCRM_REFRESH_TOKEN=${stdout}`);
      seen.push(text);
    }
    expect(seen[1]).not.toBe(seen[0]);
    expect((await stat(join(user.folder, ".env"))).mode & 0o777).toBe(0o600);
  });

  test("lets a program find an emulator that runs", async () => {
    await using user = await desk();
    await writeFiles(user, { ...withSeed, ".env": "" });
    const running = user.start(["emulator", "--port", "0", "--seed", "seed.json", "--env-file", ".env"]);
    await running.printed(/Ctrl-C/);
    const lines = (await readFile(join(user.folder, ".env"), "utf8")).matchAll(/^(\w+)=(.*)$/gm);
    const env = Object.fromEntries(Array.from(lines, ([, name = "", value = ""]) => [name, value]));
    expect(await user.program("list.mjs", env)).toMatchObject({ stdout: "Doe\n" });
    running.kill("SIGINT");
    expect((await running.result).code).toBe(0);
  });

  test("does not replace settings that are not the emulator's", async () => {
    await using user = await desk();
    await writeFiles(user, { ".env": "export ZCRM__client_secret=real\n" });
    const { code, stdout, stderr } = await user.run([
      "emulator",
      "--env-file",
      ".env",
      "exec",
      "--",
      "node",
      "-p",
      "1",
    ]);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("--env-file .env has ZCRM__client_secret, which is not the emulator's");
    expect(await readFile(join(user.folder, ".env"), "utf8")).toBe("export ZCRM__client_secret=real\n");
  });
});
