/** What the command reads, refuses, prints and writes. */

import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { call } from "../../../src/cli/call/call.js";
import { CommandError, UsageError } from "../../../src/cli/command.js";
import { operations } from "../../../src/cli/description/operations.js";
import { type Emulator, startEmulator } from "../../../src/emulator/index.js";
import { failureOf } from "../../support/requests.js";
import { withFiles } from "../../support/scratch.js";

const ID = "4100000000000688016";
let emulator: Emulator;
let printed: { stdout: string; stderr: string };

beforeAll(async () => {
  emulator = await startEmulator({
    modules: { Leads: { status: { type: "text" } } },
    seed: { Leads: [{ id: ID, Last_Name: "Sample", Company: "Example Ltd", Email: "a@example.com", status: "error" }] },
  });
});
afterAll(() => emulator.close());
beforeEach(() => {
  printed = { stdout: "", stderr: "" };
  for (const [method, stream] of [
    ["log", "stdout"],
    ["error", "stderr"],
  ] as const) {
    vi.spyOn(console, method).mockImplementation((line) => {
      printed[stream] += `${line}\n`;
    });
  }
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** Works in a folder with these files, against the emulator. */
const inFolder = (files: Readonly<Record<string, unknown>>, work: (folder: string) => Promise<void>): Promise<void> =>
  withFiles(files, async (folder) => {
    const { clientId, clientSecret, refreshToken, accountsUrl, apiUrl } = emulator;
    for (const [name, value] of Object.entries({
      ...{ HOME: folder, XDG_CONFIG_HOME: folder, ZCRM_TOKEN_CACHE: "off" },
      ...{ ZCRM__client_id: clientId, ZCRM__client_secret: clientSecret, ZCRM__refresh_token: refreshToken },
      ...{ ZCRM__iamurl: accountsUrl, ZCRM__base_url: apiUrl },
    }))
      vi.stubEnv(name, value);
    await work(folder);
  });

const sent = () => emulator.requests.length;

/** A dry run needs neither tokens nor a server. */
async function dryRun(...args: readonly string[]): Promise<unknown> {
  printed.stdout = "";
  const before = sent();
  expect(await call.run([...args, "--dry-run", "--json"])).toBe(0);
  expect(sent()).toBe(before);
  return JSON.parse(printed.stdout);
}

describe("parameters have the types of the description", () => {
  test.each<[args: string[], path: string]>([
    [["records.list", "--param", "module=Leads"], "/crm/v2/Leads"],
    [
      ["getRecords", "--param", "module=Leads", "--param", "fields=Last_Name, Email", "--param", "fields=Phone"],
      "/crm/v2/Leads?fields=Last_Name,Email,Phone",
    ],
    [
      ["records.list", "--param", "module=Deals", "--param", "page=2", "--param", "include_child=true"],
      "/crm/v2/Deals?page=2&include_child=true",
    ],
    [
      ["records.list", "--param", "module=Deals", "--param", "include_child=false"],
      "/crm/v2/Deals?include_child=false",
    ],
    [
      ["records.search", "--param", "module=Leads", "--param", "criteria=(Last_Name:equals:a=b, c)"],
      "/crm/v2/Leads/search?criteria=(Last_Name%3Aequals%3Aa%3Db,%20c)",
    ],
    [["records.get", "--param", "module=Leads", "--param", `id=${ID}`], `/crm/v2/Leads/${ID}`],
  ])("%j", async (args, path) => {
    const data = await dryRun(...args);
    expect(Reflect.get(Object(data), "path").replaceAll("%2C", ",").replaceAll("+", "%20")).toBe(path);
  });

  test("headers, under their own names and those of the client", async () => {
    const since = "2026-05-14T12:56:45+03:00";
    for (const name of ["ifModifiedSince", "If-Modified-Since"])
      expect(await dryRun("records.list", "--param", "module=Leads", "--param", `${name}=${since}`)).toMatchObject({
        method: "GET",
        path: "/crm/v2/Leads",
        headers: { "If-Modified-Since": since },
        body: null,
      });
  });
});

describe("wrong usage sends nothing, and says what is meant", () => {
  const leads = ["--param", "module=Leads"];
  test.each<[args: string[], message: string]>([
    [["records.lst"], 'unknown operation "records.lst"; did you mean records.list?'],
    [["getRecord", "x"], "unexpected argument x: pass parameters as --param NAME=VALUE"],
    [["MODULES.get"], "did you mean records.get, records.list?"],
    [["modules.DELETE"], "did you mean records.delete, records.deleteMany?"],
    [["coql"], "did you mean coql.query?"],
    [["upsert"], "did you mean records.upsert?"],
    [["nothing.like.it"], "zcrm call lists all of them"],
    [["records.list"], "records.list needs --param module=…; see zcrm call records.list --help"],
    [["records.create", ...leads], "records.create needs --body FILE; see"],
    [["photos.upload"], "photos.upload needs --param module=… and --param id=… and --file file=PATH"],
    [["records.deleteMany", ...leads], "records.deleteMany needs --param ids=…"],
    [["records.search", ...leads], "records.search needs one of --param criteria=…, "],
    [["attachments.upload", ...leads, "--param", "id=1"], "needs one of --param attachmentUrl=…, --file file=PATH"],
    [["records.list", "--param", "modul=Leads"], "records.list has no parameter modul; did you mean module?"],
    [["organization.get", "--param", "page=1"], "organization.get has no parameter page; it has none"],
    [["records.list", "--param", "module"], "--param module: pass a name and a value, as in --param page=2"],
    [["records.list", ...leads, ...leads], "--param module is passed twice, and takes one value"],
    [["records.list", ...leads, "--param", "page=two"], "--param page: pass an integer"],
    [["records.list", ...leads, "--param", "page=1.5"], "--param page: pass an integer"],
    [["records.list", ...leads, "--param", `page=${2 ** 60}`], "--param page: pass an integer"],
    [["records.list", ...leads, "--param", "include_child=1"], "--param include_child: pass true or false"],
    [["records.list", ...leads, "--param", "sort_order=des"], "pass one of asc, desc; did you mean desc?"],
    [["records.list", ...leads, "--header", "x"], "--header: pass a name and a value"],
    [["records.list", ...leads, "--body", "x.json"], "records.list sends no body: leave out --body"],
    [["records.create", ...leads, "--file", "x.json"], "records.create sends JSON, not files: pass --body FILE"],
    [["photos.upload", ...leads, "--param", "id=1", "--body", "x"], "photos.upload sends files: pass --file file=PATH"],
    [["photos.upload", "--file", "fil=x"], "photos.upload has no file fil; did you mean file?"],
    [["photos.upload", "--file", "other=x"], "photos.upload has no file other; pass --file file=PATH"],
    [["records.list", ...leads, "--out="], "--out is empty"],
    [
      ["photos.download", ...leads, "--param", "id=1", "--json"],
      "photos.download returns a file, which is not JSON: pass --out FILE",
    ],
  ])("%j", async (args, message) => {
    const before = sent();
    const error = await failureOf(call.run(args));
    expect(error).toBeInstanceOf(UsageError);
    expect(String(error)).toContain(message);
    expect(sent()).toBe(before);
  });

  test("files that cannot be read or are not JSON, and nothing of what is in them is shown", () =>
    inFolder(
      {
        "broken.json": '{"data":\n [{"secret": hunter2}]}',
        "comma.json": '{"hunter2":\n 1 2}',
        "empty.json": "",
        "cut.json": '{"a": ["hunter2"',
      },
      async (folder) => {
        const create = (file: string) =>
          failureOf(call.run(["records.create", "--param", "module=Leads", "--body", join(folder, file)]));
        for (const [file, reason] of [
          ["none.json", "no such file"],
          ["broken.json", "broken.json: it is not JSON"],
          ["comma.json", "it is not JSON; see line 2, column 4"],
          ["empty.json", "it is not JSON: it is empty"],
          ["cut.json", "cut.json: it is not JSON"],
        ] as const) {
          const error = await create(file);
          expect(error).toBeInstanceOf(CommandError);
          expect(String(error)).toContain(reason);
          expect(String(error)).not.toContain("hunter2");
        }
        const upload = ["photos.upload", "--param", "module=Leads", "--param", "id=1", "--file"];
        expect(String(await failureOf(call.run([...upload, join(folder, "none.gif")])))).toContain("no such file");
        expect(String(await failureOf(call.run([...upload, `file=${folder}`])))).toContain("it is not a file");
      },
    ));
});

describe("a dry run", () => {
  test("prints method, path and body; long integers keep their digits", () =>
    inFolder({ "leads.json": '\ufeff{"data":[{"Last_Name":"Doe","Number":12345678901234567890}]}' }, async (folder) => {
      const args = ["records.create", "--param", "module=Leads", "--body", join(folder, "leads.json")];
      expect(await dryRun(...args)).toEqual({
        method: "POST",
        path: "/crm/v2/Leads",
        headers: {},
        body: { data: [{ Last_Name: "Doe", Number: "12345678901234567890" }] },
      });
      printed.stdout = "";
      expect(await call.run([...args, "--dry-run"])).toBe(0);
      expect(printed.stdout).toMatch(/^POST \/crm\/v2\/Leads\n\n\{\n {2}"data": \[\n/);
    }));

  test("shows no secret", () =>
    inFolder(
      { "token.json": { client_secret: "hunter2hunter2", refresh_token: "1000.abcdef0123.abcdef0123" } },
      async (folder) => {
        const header = ["--header", "authorization=Basic aHVudGVyMg==", "--header", "X-Own=1"];
        const data = await dryRun("oauth.introspectToken", "--body", join(folder, "token.json"), ...header);
        expect(JSON.stringify(data)).not.toMatch(/hunter2|aHVudGVyMg|1000\.abc/);
        expect(data).toMatchObject({ headers: { authorization: "[removed]", "X-Own": "1" } });
        printed.stdout = "";
        await call.run(["oauth.introspectToken", "--body", join(folder, "token.json"), ...header, "--dry-run"]);
        expect(printed.stdout).toMatch(/^POST \/oauth\/.*\nauthorization: \[removed\]\nX-Own: 1\n/);
        expect(printed.stdout).not.toMatch(/hunter2|aHVudGVyMg|1000\.abc/);
      },
    ));

  test("checks what the client checks", async () => {
    const error = await failureOf(call.run(["records.list", "--param", "module=leads", "--dry-run"]));
    expect(error).toMatchObject({
      code: "INVALID_PARAMETERS",
      message: expect.stringContaining('did you mean "Leads"?'),
    });
  });
});

describe("the outcome", () => {
  test("a response is printed as JSON, with and without --json", () =>
    inFolder({}, async () => {
      for (const json of [[], ["--json"]]) {
        printed.stdout = "";
        expect(await call.run(["records.get", "--param", "module=Leads", "--param", `id=${ID}`, ...json])).toBe(0);
        expect(JSON.parse(printed.stdout)).toMatchObject({ data: [{ id: ID, Last_Name: "Sample" }] });
      }
    }));

  test("nothing is null, and standard error says why", () =>
    inFolder({}, async () => {
      expect(await call.run(["records.get", "--param", "module=Leads", "--param", "id=1"])).toBe(0);
      expect(printed).toEqual({
        stdout: "null\n",
        stderr: "zcrm call: records.get returned nothing: the id is unknown\n",
      });
    }));

  test("rejected rows are exit code 1, and counted", () =>
    inFolder({ "leads.json": { data: [{ Last_Name: "Doe" }, { Company: "No name" }] } }, async (folder) => {
      const args = ["records.create", "--param", "module=Leads", "--body", join(folder, "leads.json")];
      expect(await call.run(args)).toBe(1);
      expect(JSON.parse(printed.stdout).data).toMatchObject([{ status: "success" }, { code: "MANDATORY_NOT_FOUND" }]);
      expect(printed.stderr).toBe(
        "zcrm call: 1 of 2 rows rejected, with MANDATORY_NOT_FOUND; see zcrm explain MANDATORY_NOT_FOUND\n",
      );
    }));

  test("records with a status of their own are not rejected rows", () =>
    inFolder(
      { "query.json": { select_query: "select Last_Name, status from Leads where id is not null limit 1" } },
      async (folder) => {
        expect(await call.run(["coql.query", "--body", join(folder, "query.json")])).toBe(0);
        expect(JSON.parse(printed.stdout).data).toMatchObject([{ status: "error" }]);
      },
    ));

  test("a refusal of the accounts server is exit code 1", () =>
    inFolder(
      { "token.json": { grant_type: "authorization_code", client_id: "x", client_secret: "y", code: "z" } },
      async (folder) => {
        expect(await call.run(["oauth.requestToken", "--body", join(folder, "token.json")])).toBe(1);
        expect(printed.stderr).toMatch(
          /the accounts server responded with invalid_client; see zcrm explain invalid_client/,
        );
      },
    ));

  test("an error of the call is thrown, with its code", () =>
    inFolder({}, async () => {
      const error = await failureOf(call.run(["records.list", "--param", "module=Nonsense"]));
      expect(error).toMatchObject({ code: "INVALID_MODULE", status: 400 });
      expect(call.failureCode).toBe(2);
    }));

  test("--out writes the response, or the file", () =>
    inFolder({ "a.txt": "content" }, async (folder) => {
      const of = ["--param", "module=Leads", "--param", `id=${ID}`];
      const out = join(folder, "lead.json");
      expect(await call.run(["records.get", ...of, "--out", out])).toBe(0);
      expect(JSON.parse(await readFile(out, "utf8"))).toMatchObject({ data: [{ id: ID }] });
      expect(printed.stdout).toBe(`Wrote ${out}\n`);

      expect(await call.run(["attachments.upload", ...of, "--file", `file=${join(folder, "a.txt")}`, "--json"])).toBe(
        0,
      );
      const [, upload = "{}"] = printed.stdout.split(`Wrote ${out}\n`);
      const attachment = ["--param", `attachmentId=${JSON.parse(upload).data[0].details.id}`];
      printed.stdout = "";
      const copy = join(folder, "copy.txt");
      expect(await call.run(["attachments.download", ...of, ...attachment, "--out", copy, "--json"])).toBe(0);
      expect(JSON.parse(printed.stdout)).toMatchObject({ path: copy, size: 7 });
      expect(await readFile(copy, "utf8")).toBe("content");
    }));

  test("tokens in a file are for its owner", () =>
    inFolder({}, async (folder) => {
      // Zoho issues few tokens at a time.
      emulator.advance("11m");
      const { clientId, clientSecret, refreshToken } = emulator;
      const grant = { client_id: clientId, client_secret: clientSecret, refresh_token: refreshToken };
      const body = join(folder, "grant.json");
      await writeFile(body, JSON.stringify({ grant_type: "refresh_token", ...grant }));
      const out = join(folder, "token.json");
      expect(await call.run(["oauth.requestToken", "--body", body, "--out", out])).toBe(0);
      // What Zoho sent is written as it is, and printed so.
      expect(JSON.parse(await readFile(out, "utf8")).access_token).toMatch(/^1000\./);
      printed.stdout = "";
      expect(await call.run(["oauth.requestToken", "--body", body])).toBe(0);
      expect(JSON.parse(printed.stdout).access_token).toMatch(/^1000\./);
      if (process.platform !== "win32") expect((await stat(out)).mode & 0o777).toBe(0o600);
    }));

  test("a terminal shows no file", () =>
    inFolder({}, async () => {
      vi.spyOn(process, "stdout", "get").mockReturnValue(Object.assign(new PassThrough(), { isTTY: true }) as never);
      const before = sent();
      const error = await failureOf(call.run(["photos.download", "--param", "module=Leads", "--param", `id=${ID}`]));
      expect(String(error)).toContain("photos.download returns a file, which a terminal cannot show: pass --out FILE");
      expect(sent()).toBe(before);
    }));
});

describe("without an operation, or with --help", () => {
  test("lists all operations by group", async () => {
    expect(await call.run([])).toBe(0);
    for (const { name } of operations()) expect(printed.stdout).toContain(`  ${name}`);
    expect(printed.stdout).toMatch(/^OAuth: /);
    printed.stdout = "";
    await call.run(["--json"]);
    expect(JSON.parse(printed.stdout).operations).toContainEqual({
      name: "organization.get",
      id: "getOrganization",
      method: "GET",
      path: "/crm/v2/org",
      summary: expect.any(String),
      parameters: [],
      scopes: expect.arrayContaining(["ZohoCRM.org.ALL"]),
      credits: 1,
    });
    const { operations: all } = JSON.parse(printed.stdout);
    expect(all).toContainEqual(expect.objectContaining({ name: "oauth.requestToken", path: "/oauth/v2/token" }));
  });

  test("the help of an operation shows its parameters, scopes, credits, errors and an example", () => {
    const help = call.help("call", ["records.create", "--help"]);
    for (const text of [
      "Usage: zcrm call records.create --param module=… --body FILE [OPTIONS]",
      "POST /crm/v2/{module} (createRecords)",
      "  module     string, required. Module, such as Leads.",
      "Scopes   ZohoCRM.modules.ALL or ",
      "Credits  1 for each 10 records",
      "MANDATORY_NOT_FOUND",
      "  zcrm call records.create --param module=Leads --body body.json\nwith this body.json:\n",
      "  --body FILE",
      "  --json ",
    ])
      expect(help).toContain(text);
    expect(help).not.toContain("--file");
    expect(call.help("call", ["records.lst"])).toBe(call.help("call"));
    for (const { name } of operations())
      expect(
        call
          .help("call", [name])
          .split("\n")
          .filter((line) => line.length > 100 && !line.includes("zcrm call") && !/"|http/.test(line)),
        name,
      ).toEqual([]);
  });
});

test("standard input can be the body", () =>
  inFolder({}, async () => {
    const input = new PassThrough();
    vi.spyOn(process, "stdin", "get").mockReturnValue(input as never);
    input.end('{"data":[{"Last_Name":"From a pipe"}]}');
    expect(await dryRun("records.create", "--param", "module=Leads", "--body", "-")).toMatchObject({
      body: { data: [{ Last_Name: "From a pipe" }] },
    });
  }));
