import { chmod, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { unavailable } from "../../../src/cli/login/callback-server.js";
import { type Emulator, environmentLines, startEmulator } from "../../../src/emulator/index.js";
import { type Desk, desk, freePort, type RunningCli } from "../../support/cli.js";

const STORE = ["--store", "tokens.json"];

/** Runs a test with an emulator, and a user whose environment is configured for it. */
async function scene(work: (user: Desk, emulator: Emulator) => Promise<void>): Promise<void> {
  await using emulator = await startEmulator();
  await using user = await desk(emulator);
  await work(user, emulator);
}

/** The whole address: output arrives in parts. */
const addressOf = (login: RunningCli) => login.printed(/http:\S+\/oauth\/v2\/auth\S+(?=\s)/);

/** The address that the browser is redirected to after the button is pressed. */
async function landing(address: string, decision: "accept" | "reject"): Promise<string> {
  const { headers } = await fetch(`${address}&decision=${decision}`, { redirect: "manual" });
  return headers.get("location") ?? "";
}

const operationsOf = ({ requests }: Emulator) => requests.map(({ operation }) => operation);

describe("without a browser on this machine", () => {
  test("the user pastes the address that the browser ends at", () =>
    scene(async (user) => {
      const login = user.start(["login", ...STORE, "--port", String(await freePort())]);
      login.type(`\n  ${await landing(await addressOf(login), "accept")}  \n`);
      expect(await login.result).toMatchObject({
        code: 0,
        stdout: expect.stringContaining("Logged in as Ada Example"),
      });
    }));

  test("the user pastes the code of a self client", () =>
    scene(async (user, emulator) => {
      const login = user.start(["login", ...STORE, "--port", String(await freePort())]);
      await addressOf(login);
      login.type(`${emulator.grantCode()}\n`);
      expect(await login.result).toMatchObject({ code: 0, stderr: "" });
    }));

  test("the user passes the code of a self client", () =>
    scene(async (user, emulator) => {
      const { code, stdout } = await user.run(["login", ...STORE, "--code", emulator.grantCode()]);
      expect(code).toBe(0);
      expect(stdout).toContain("Logged in as Ada Example <ada@example.com>, Example Ltd.");
      expect(stdout).not.toContain("/oauth/v2/auth");
    }));

  test("a redirect URL on another machine is used as configured, and the user pastes its address", () =>
    scene(async (user) => {
      const elsewhere = { ZCRM__redirect_url: "https://example.com/zoho" };
      const login = user.start(["login", ...STORE], elsewhere);
      expect(new URL(await addressOf(login)).searchParams.get("redirect_uri")).toBe("https://example.com/zoho");
      login.type("https://example.com/zoho?error=access_denied\n");
      expect(await login.result).toMatchObject({ code: 1, stderr: expect.stringContaining("access_denied") });
    }));

  test.each(["http://127.0.0.1", "https://example.com"])("the end of the input ends the login at %s", (host) =>
    scene(async (user) => {
      const env = { ZCRM__redirect_url: `${host}:${await freePort()}/zoho` };
      const { code, stdout, stderr } = await user.run(["login", ...STORE], env);
      expect([code, stderr]).toEqual([1, expect.stringMatching(/nothing was stored.*--code/)]);
      expect(stdout).toContain("/oauth/v2/auth");
    }),
  );

  test("other input is reported, and the login continues to wait", () =>
    scene(async (user, emulator) => {
      const login = user.start(["login", ...STORE, "--port", String(await freePort())]);
      const address = await addressOf(login);
      login.type("hello\n");
      await login.printed(/neither an address nor a code/);
      login.type("http://127.0.0.1:1/callback?code=1000.a.b&state=forged\n");
      await login.printed(/does not belong to this login/);
      expect(operationsOf(emulator)).not.toContain("requestToken");
      login.type(`${await landing(address, "accept")}\n`);
      expect(await login.result).toMatchObject({ code: 0 });
    }));
});

describe("a browser on this machine", () => {
  /** Replaces the system's opener with a program that follows the page's link, accepts and follows the redirect. */
  async function withOpener(user: Desk): Promise<Record<string, string>> {
    const program = `#!${process.execPath}
      const { readFileSync, statSync, writeFileSync } = require("node:fs");
      const file = new URL(process.argv[2]);
      const [, link] = /href="([^"]+)"/.exec(readFileSync(file, "utf8"));
      const address = link.replace(/&#(\\d+);/g, (_, code) => String.fromCharCode(code));
      const seen = { args: process.argv.slice(2), mode: statSync(file).mode & 0o777, address };
      writeFileSync("opened.json", JSON.stringify(seen));
      fetch(address + "&decision=accept");\n`;
    await writeFile(join(user.folder, "xdg-open"), program);
    await chmod(join(user.folder, "xdg-open"), 0o755);
    return { PATH: `${user.folder}:${process.env.PATH}`, DISPLAY: ":0" };
  }

  test("is opened if there is a display", () =>
    scene(async (user) => {
      const login = user.start(["login", ...STORE, "--port", String(await freePort())], await withOpener(user));
      expect(await login.result).toMatchObject({ code: 0, stdout: expect.stringContaining("Opening your browser") });
    }));

  test("gets the address through a page of the user's own, which is removed", () =>
    scene(async (user) => {
      const login = user.start(["login", ...STORE, "--port", String(await freePort())], await withOpener(user));
      const printed = await addressOf(login);
      await login.result;
      const { args, mode, address } = JSON.parse(await readFile(join(user.folder, "opened.json"), "utf8"));
      expect(address).toBe(printed);
      expect(mode).toBe(0o600);
      // Every user of the machine can read these.
      expect(args).toEqual([expect.stringMatching(/^file:\/\/\/[^?]+\.html$/)]);
      await expect(stat(new URL(args[0]))).rejects.toThrowError("ENOENT");
    }));

  test("is not opened over SSH, or with --no-browser", () =>
    scene(async (user) => {
      const opener = await withOpener(user);
      const args = ["login", ...STORE, "--port", String(await freePort())];
      for (const login of [
        user.start(args, { ...opener, SSH_CONNECTION: "10.0.0.1 1 10.0.0.2 22" }),
        user.start([...args.slice(0, -1), String(await freePort()), "--no-browser"], opener),
      ]) {
        expect(await login.printed(/.*within.*/)).toMatch(/^Open this address in a browser/);
        login.kill("SIGINT");
        expect(await login.result).toMatchObject({ code: 130 });
      }
    }));

  test("comes back to the redirect URL that an emulator prints", () =>
    scene(async (user, emulator) => {
      const printed = environmentLines(emulator.clientOptions()).find((line) => /redirect_url/i.test(line));
      expect(printed).toMatch(/=http:\/\/localhost:8976\/callback$/);
      // Other tests may use that port.
      const redirect = `http://localhost:${await freePort()}/callback`;
      const login = user.start(["login", ...STORE, "--no-browser"], { ZCRM__redirect_url: redirect });
      await fetch(await landing(await addressOf(login), "accept"));
      expect(await login.result).toMatchObject({ code: 0, stderr: "" });
    }));

  test("is not opened if there is no place for its page", () =>
    scene(async (user) => {
      const env = { ...(await withOpener(user)), TMPDIR: join(user.folder, "missing") };
      const login = user.start(["login", ...STORE, "--port", String(await freePort())], env);
      expect(await login.printed(/.*within.*/)).toMatch(/^Open this address in a browser/);
      await fetch(await landing(await addressOf(login), "accept"));
      expect(await login.result).toMatchObject({ code: 0, stderr: "" });
    }));

  test("that cannot be opened does not end the login", () =>
    scene(async (user) => {
      const nowhere = { PATH: user.folder, DISPLAY: ":0" };
      const login = user.start(["login", ...STORE, "--port", String(await freePort())], nowhere);
      await fetch(await landing(await addressOf(login), "accept"));
      expect(await login.result).toMatchObject({ code: 0, stderr: "" });
    }));
});

test("the consent address has the options, and no secret", () =>
  scene(async (user, emulator) => {
    const port = await freePort();
    const login = user.start(["login", "--port", String(port), "--scopes", "ZohoCRM.users.READ, ZohoCRM.org.READ"]);
    const { origin, searchParams } = new URL(await addressOf(login));
    login.kill("SIGINT");
    expect(origin).toBe(emulator.accountsUrl);
    expect(Object.fromEntries(searchParams)).toEqual({
      response_type: "code",
      client_id: emulator.clientId,
      scope: "ZohoCRM.users.READ,ZohoCRM.org.READ",
      redirect_uri: `http://127.0.0.1:${port}/callback`,
      access_type: "offline",
      prompt: "consent",
      state: expect.stringMatching(/^[\w-]{22}$/),
    });
    const { stdout, stderr } = await login.result;
    expect(stdout + stderr).not.toContain(emulator.clientSecret);
  }));

test("--data-center uses its own accounts server, whatever the environment has", () =>
  scene(async (user) => {
    const login = user.start(["login", "--port", String(await freePort()), "--data-center", "eu"]);
    await login.printed(/https:\/\/accounts\.zoho\.eu\/oauth\/v2\/auth/);
    login.kill("SIGINT");
    await login.result;
  }));

test("Ctrl-C stops the login and says so", () =>
  scene(async (user) => {
    const login = user.start(["login", "--port", String(await freePort())]);
    await addressOf(login);
    login.kill("SIGINT");
    expect(await login.result).toMatchObject({ code: 130, stderr: expect.stringContaining("nothing was stored") });
  }));

test("a port in use fails before the user is asked for consent", () =>
  scene(async (user, emulator) => {
    const { port } = new URL(emulator.apiUrl);
    const { code, stdout, stderr } = await user.run(["login", "--port", port]);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/another program listens there.*--port/);
  }));

test("a port that only the administrator may use is reported as such", () => {
  const error = unavailable(new URL("http://localhost/"), Object.assign(new Error("x"), { code: "EACCES" }));
  expect(error.message).toMatch(/you may not listen on port 80 \(EACCES\); choose another port.*--port 8976/);
});

test("a store that cannot be written is reported once, before the user is asked for consent", () =>
  scene(async (user) => {
    await writeFile(join(user.folder, "taken"), "a file, where a folder is needed");
    const { code, stdout, stderr } = await user.run(["login", "--store", "taken/tokens.json"]);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr.match(/the token store/g)).toHaveLength(1);
    expect(stderr).toMatch(/ENOTDIR|EEXIST/);
  }));

test("a secret that a server echoes is not printed", () =>
  scene(async (user, emulator) => {
    const echo = `${emulator.clientSecret} ${encodeURIComponent(emulator.clientSecret)} ${btoa(emulator.clientSecret)}`;
    for (const args of [
      ["--code", "1000.used.up"],
      ["--code", "1000.used.up", "--json"],
    ]) {
      emulator.faults.add({ operation: "requestToken", status: 200, body: { error: emulator.clientSecret } });
      emulator.faults.add({ operation: "requestToken", status: 200, body: { error: `x ${echo}`.slice(0, 60) } });
      for (let count = 0; count < 2; count += 1) {
        const { code, stdout, stderr } = await user.run(["login", ...STORE, ...args]);
        expect([code, stderr]).toEqual([1, expect.stringContaining("zcrm login: ")]);
        for (const secret of [emulator.clientSecret, btoa(emulator.clientSecret)])
          expect(stdout + stderr).not.toContain(secret.slice(0, 16));
      }
    }
  }));

test("names that a server sends cannot steer the terminal", () =>
  scene(async (user, emulator) => {
    const full_name = "Ada \u001b[31mRED\u009b31m\u202e\u001b]0;title\u0007";
    emulator.faults.add({ operation: "getUsers", status: 200, body: { users: [{ id: "1", full_name }], info: {} } });
    const { stdout } = await user.run(["login", ...STORE, "--code", emulator.grantCode()]);
    expect(stdout).toContain("Logged in as Ada RED, Example Ltd");
  }));

test("an accounts server that is not one of Zoho's gets no request", () =>
  scene(async (user, emulator) => {
    const login = user.start(["login", ...STORE, "--port", String(await freePort())]);
    const url = new URL(await landing(await addressOf(login), "accept"));
    url.searchParams.set("accounts-server", "https://accounts.zoho.com.example.com");
    login.type(`${url}\n`);
    const { code, stderr } = await login.result;
    expect(code).toBe(1);
    expect(stderr).toMatch(/accounts\.zoho\.com\.example\.com.*not one of Zoho's hosts/);
    expect(operationsOf(emulator)).not.toContain("requestToken");
  }));

test("a rejected code is reported with Zoho's error and the remedy", () =>
  scene(async (user) => {
    const { code, stderr } = await user.run(["login", ...STORE, "--code", "1000.used.up"]);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/invalid_code.*consent again/)]);
  }));

test("scopes that do not allow reading the user's name are not a failure", () =>
  scene(async (user, emulator) => {
    const body = { code: "OAUTH_SCOPE_MISMATCH", message: "invalid oauth scope", details: {}, status: "error" };
    emulator.faults.add({ operation: "getUsers", status: 401, body });
    const { code, stdout } = await user.run(["login", ...STORE, "--code", emulator.grantCode()]);
    expect([code, stdout]).toEqual([0, expect.stringContaining("ZohoCRM.users.READ")]);
  }));

test("without a client ID, the steps to get one are printed, once wrong flags are out of the way", async () => {
  await using user = await desk();
  const { code, stderr } = await user.run(["login"]);
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /ZCRM_CLIENT_ID[\s\S]*1\. Open https:\/\/api-console\.zoho\.com[\s\S]*8976\/callback[\s\S]*5\. Run/,
  );
});

test("a wrong port is reported before anything else", async () => {
  await using user = await desk();
  expect(await user.run(["login", "--port", "abc"])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("--port abc"),
  });
});

describe("wrong usage is reported", () => {
  const cases: { args: string[]; want: RegExp }[] = [
    { args: ["--port", "70000"], want: /--port 70000: must be a number from 1 to 65535/ },
    { args: ["--port", "x"], want: /--port x/ },
    { args: ["--code", ""], want: /--code is empty/ },
    { args: ["--data-center", "usa"], want: /--data-center usa: .*did you mean us\?/ },
    { args: ["--scopes", " , "], want: /--scopes is empty/ },
    { args: ["--scope", "a"], want: /unknown option --scope; did you mean --scopes\?/ },
  ];
  for (const { args, want } of cases) {
    test(args.join(" "), () =>
      scene(async (user) => {
        expect(await user.run(["login", ...args])).toMatchObject({ code: 2, stderr: expect.stringMatching(want) });
      }),
    );
  }
});

describe("afterwards", () => {
  test("whoami shows whose tokens are stored, and that they work", () =>
    scene(async (user, emulator) => {
      await user.run(["login", ...STORE, "--user", "ann", "--code", emulator.grantCode()]);
      const { code, stdout } = await user.run(["whoami", ...STORE, "--user", "ann"]);
      expect(code).toBe(0);
      expect(stdout).toMatch(/User +Ada Example <ada@example.com>\nOrganization +Example Ltd\n/);
      expect(stdout).toMatch(/expires in (59|60) min/);
      expect(stdout).toMatch(/Stored in +\/.*\/tokens.json/);
      expect(stdout).not.toContain("1000.");
    }));

  test("whoami and logout print JSON with --json", () =>
    scene(async (user, emulator) => {
      const login = await user.run(["login", ...STORE, "--json", "--code", emulator.grantCode()]);
      const place = { storedUnder: "zcrm_default_user", storedIn: expect.stringMatching(/tokens\.json$/) };
      const owner = { user: "Ada Example <ada@example.com>", organization: "Example Ltd" };
      expect(JSON.parse(login.stdout)).toMatchObject({ ...owner, ...place, code: expect.stringMatching(/^fileStore/) });
      const { stdout } = await user.run(["whoami", ...STORE, "--json"]);
      expect(JSON.parse(stdout)).toMatchObject({ ...owner, ...place, server: emulator.apiUrl, isRefreshed: true });
      const logout = await user.run(["logout", ...STORE, "--json"]);
      expect(JSON.parse(logout.stdout)).toMatchObject({ user: "zcrm_default_user", wasValid: true });
    }));

  test("whoami shows tokens of the environment, and logout says that it cannot delete them", () =>
    scene(async (user, emulator) => {
      const env = { ZCRM_REFRESH_TOKEN: emulator.refreshToken };
      const { code, stdout } = await user.run(["whoami"], env);
      expect(code).toBe(0);
      expect(stdout).toMatch(/^User +Ada Example/);
      expect(stdout).toMatch(/Stored in +environment variable ZCRM_REFRESH_TOKEN/);
      expect(await user.run(["whoami", ...STORE], env)).toMatchObject({ code: 1, stdout: "" });
      const logout = await user.run(["logout"], env);
      expect([logout.code, logout.stderr]).toEqual([1, expect.stringMatching(/ZCRM_REFRESH_TOKEN.*remove it there/)]);
      expect(operationsOf(emulator)).not.toContain("oauth.revokeToken");
    }));

  test("each user has tokens of their own", () =>
    scene(async (user, emulator) => {
      await user.run(["login", ...STORE, "--user", "ann", "--code", emulator.grantCode()]);
      const { code, stderr } = await user.run(["whoami", ...STORE, "--user", "bob"]);
      expect([code, stderr]).toEqual([1, expect.stringMatching(/no tokens of "bob".*zcrm login/)]);
    }));

  test("logout revokes and deletes tokens", () =>
    scene(async (user, emulator) => {
      await user.run(["login", ...STORE, "--code", emulator.grantCode()]);
      const { code, stdout } = await user.run(["logout", ...STORE]);
      expect([code, stdout]).toEqual([0, expect.stringContaining("Zoho has revoked them")]);
      expect(emulator.requests.at(-1)).toMatchObject({ operation: "revokeToken", path: "/oauth/v2/token/revoke" });
      expect((await user.run(["whoami", ...STORE])).code).toBe(1);
    }));

  test("logout deletes tokens that Zoho no longer knows, and says so", () =>
    scene(async (user, emulator) => {
      await user.run(["login", ...STORE, "--code", emulator.grantCode()]);
      emulator.faults.add({ operation: "revokeToken", status: 400, body: { status: "failure" } });
      const { code, stdout } = await user.run(["logout", ...STORE]);
      expect([code, stdout]).toEqual([0, expect.stringContaining("no longer knew them")]);
      expect((await user.run(["logout", ...STORE])).code).toBe(1);
    }));

  test("logout keeps tokens that could not be revoked", () =>
    scene(async (user, emulator) => {
      await user.run(["login", ...STORE, "--code", emulator.grantCode()]);
      emulator.faults.add({ operation: "revokeToken", body: { error: "general_error" }, status: 200 });
      expect((await user.run(["logout", ...STORE])).stderr).toContain("general_error");
      expect((await user.run(["whoami", ...STORE])).code).toBe(0);
    }));
});
