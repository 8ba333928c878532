/** `zcrm docs` of the built package: what it writes, where, and what it opens. */
import { chmod, mkdir, readdir, readFile, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { unpacked } from "../../../src/cli/docs/packed-site.js";
import { pageNamed } from "../../../src/cli/docs/page-name.js";
import { built } from "../../support/build.js";
import { type Desk, desk } from "../../support/cli.js";

let home: Desk;
beforeAll(async () => {
  home = await desk();
});
afterAll(() => home?.[Symbol.asyncDispose]());

const cache = (): string => join(home.folder, ".cache/zcrm/docs");

test("writes the pages into the user's cache, for the user alone, and prints the path of the first", async () => {
  const { code, stdout, stderr } = await home.run(["docs"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const path = stdout.trim();
  expect(path).toMatch(/\/\.cache\/zcrm\/docs\/\d+\.\d+\.\d+-[0-9a-f]{12}\/index\.html$/);
  expect(path.startsWith(cache())).toBe(true);
  expect(await readFile(path, "utf8")).toContain("<h1>zcrm</h1>");
  for (const folder of [cache(), join(path, "..")]) expect((await stat(folder)).mode & 0o777).toBe(0o700);
});

test("removes what other versions left, but not what another process is writing", async () => {
  const [name = ""] = (await readdir(cache())).filter((entry) => /^\d/.test(entry));
  const long = new Date("2001-01-01T00:00:00Z");
  for (const entry of ["0.0.1-000000000000", "partial-new", "partial-old"]) await mkdir(join(cache(), entry));
  await writeFile(join(cache(), "0.0.1-000000000000/index.html"), "");
  await utimes(join(cache(), "partial-old"), long, long);
  // What is there is not written again.
  await writeFile(join(cache(), name, "index.html"), "kept");
  const { code } = await home.run(["docs", "--json"]);
  expect(code).toBe(0);
  expect((await readdir(cache())).toSorted()).toEqual([name, "partial-new"]);
  expect(await readFile(join(cache(), name, "index.html"), "utf8")).toBe("kept");
});

test("opens the page in a browser, also at a place within it, and nothing with --json or --out", async () => {
  const programs = join(home.folder, "programs");
  await mkdir(programs);
  const opener = join(programs, "xdg-open");
  await writeFile(
    opener,
    `#!${process.execPath}\nrequire("node:fs").appendFileSync("${home.folder}/opened", process.argv[2] + "\\n");\n`,
  );
  await chmod(opener, 0o755);
  const env = { PATH: `${programs}:${process.env.PATH}`, DISPLAY: ":0" };
  const opened = async (count: number) => {
    const lines = async () =>
      (await readFile(join(home.folder, "opened"), "utf8").catch(() => "")).split("\n").filter(Boolean);
    await expect.poll(async () => (await lines()).length).toBe(count);
    return (await lines()).at(-1) ?? "";
  };
  const { stdout } = await home.run(["docs", "MODULES.get"], env);
  expect(await opened(1)).toBe(`file://${stdout.trim()}`);
  expect(stdout.trim()).toMatch(/\/reference\/records\/list\.html$/);
  await home.run(["docs", "Leads", "--json"], env);
  await home.run(["docs", "--out", "site"], env);
  await home.run(["docs"], { ...env, SSH_TTY: "/dev/pts/0" });
  const code = await home.run(["docs", "INVALID_TOKEN"], env);
  expect(code.stdout.trim()).toMatch(/\/reference\/errors\.html#INVALID_TOKEN$/);
  // What opens a file for the user drops the place, so a page leads there.
  const page = new URL(await opened(2));
  expect(page.hash).toBe("");
  expect(await readFile(page, "utf8")).toContain('content="0; url=reference/errors.html#INVALID_TOKEN"');
});

test("--out writes them into a folder, and keeps other files in it", async () => {
  await mkdir(join(home.folder, "public"));
  await writeFile(join(home.folder, "public/other.txt"), "other");
  const { code, stdout } = await home.run(["docs", "getRecords", "--out", "public", "--json"]);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({ folder: join(home.folder, "public"), page: "reference/records/list.html" });
  expect(await readdir(join(home.folder, "public"))).toEqual(
    expect.arrayContaining(["index.html", "page.js", "reference", "other.txt", "third-party-licences.txt"]),
  );
  expect(await readFile(join(home.folder, "public/reference/records/list.html"), "utf8")).toContain("getRecords");
});

test("says what is wrong: an unknown name, two names, a cache that others can write to, or none", async () => {
  const unknown = await home.run(["docs", "recods.list"]);
  expect(unknown).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('"recods.list" has no page; did you mean records.list?'),
  });
  const two = await home.run(["docs", "a", "b"]);
  expect(two).toMatchObject({ code: 2, stderr: expect.stringContaining("pass one name, not 2") });
  await chmod(cache(), 0o777);
  const open = await home.run(["docs"]);
  expect(open).toMatchObject({ code: 1, stderr: expect.stringContaining(`others can write to ${cache()}`) });
  await chmod(cache(), 0o700);
  await mkdir(join(home.folder, "elsewhere/zcrm"), { recursive: true });
  await symlink(cache(), join(home.folder, "elsewhere/zcrm/docs"));
  const linked = await home.run(["docs"], { XDG_CACHE_HOME: join(home.folder, "elsewhere") });
  expect(linked).toMatchObject({ code: 1, stderr: expect.stringContaining("others can write to") });
});

describe("the packed site", () => {
  const packed = (files: Record<string, string>) => brotliCompressSync(JSON.stringify({ names: {}, files }));

  test.each(["../evil.html", "/etc/evil", "a/../../evil", "a//b", "a\\..\\b", ".hidden", "C:/evil", ""])(
    "with the path %j is rejected",
    (path) =>
      expect(() => unpacked(packed({ "index.html": "", [path]: "" }))).toThrow(`it contains ${JSON.stringify(path)}`),
  );

  test("is small, and has its pages in order", async () => {
    const file = await built("docs/site.br");
    expect((await stat(file)).size).toBeLessThan(170_000);
    const { names, files } = unpacked(await readFile(file));
    expect(Object.keys(files)).toEqual(Object.keys(files).toSorted());
    expect(Object.values(names).every((address) => (address.split("#")[0] ?? "") in files)).toBe(true);
  });
});

describe("a name", () => {
  const site = {
    files: {},
    names: {
      "records.list": "list",
      getRecords: "list",
      "MODULES.get": "old",
      modules: "group",
      INVALID_TOKEN: "code",
      Leads: "leads",
    },
  };

  test.each([
    ["records.list", "list"],
    ["crm.records.list", "list"],
    ["GETRECORDS", "list"],
    ["ZCRMRestClient.MODULES.get", "old"],
    ["invalid_token", "code"],
    ["leads", "leads"],
  ])("%s", (name, address) => expect(pageNamed(name, site)).toBe(address));

  test.each([
    ["INVALID_TOKN", "did you mean INVALID_TOKEN?"],
    ["record", "did you mean records.list, getRecords?"],
    ["qqqqqqqqq", "zcrm docs opens the first page, which has a search"],
    ["__proto__", "has no page"],
  ])("%s is not known", (name, hint) => expect(() => pageNamed(name, site)).toThrow(hint));
});
