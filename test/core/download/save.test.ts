import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join, sep } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Download, toDownload } from "../../../src/core/download/download.js";
import type { HttpResponse } from "../../../src/core/response/response.js";
import { DISPOSITIONS, hostileName } from "../../support/hostile-names.js";
import { failureOf } from "../../support/requests.js";

let root: string;
let folders = 0;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "save-"));
});
afterAll(() => rm(root, { recursive: true }));

/** A new folder for one test. */
const folder = async () => {
  folders += 1;
  const path = join(root, String(folders));
  await mkdir(path);
  return path;
};

const file = (content: string | ReadableStream, disposition?: string, length?: number): Promise<Download> =>
  toDownload(
    { id: "downloadThing", idempotent: true },
    new Response(content, {
      headers: {
        "content-type": "application/octet-stream",
        ...(disposition && { "content-disposition": disposition }),
        ...(length !== undefined && { "content-length": String(length) }),
      },
    }) as unknown as HttpResponse,
  );
const named = "attachment; filename=offer.pdf";

test("a download is saved to a file", async () => {
  const path = join(await folder(), "mine.pdf");
  expect(await (await file("content", named)).saveTo(path)).toBe(path);
  expect(await readFile(path, "utf8")).toBe("content");
});

test("a download is saved to a folder under the name in its header", async () => {
  const path = await folder();
  expect(await (await file("content", named)).saveTo(path)).toBe(join(path, "offer.pdf"));
  expect(await readdir(path)).toEqual(["offer.pdf"]);
});

test.each(["/", sep])("a path that ends with %s is a folder, which is created", async (end) => {
  const path = join(await folder(), "new", "deep") + end;
  const saved = await (await file("content", named)).saveTo(path);
  expect(saved).toBe(join(path, "offer.pdf"));
  expect(await readFile(saved, "utf8")).toBe("content");
});

test("the folder of the file is created", async () => {
  const path = join(await folder(), "new", "mine.pdf");
  await (await file("content")).saveTo(path);
  expect(await readFile(path, "utf8")).toBe("content");
});

test("an existing file is overwritten", async () => {
  const path = join(await folder(), "mine.pdf");
  await writeFile(path, "something longer than that");
  await (await file("content")).saveTo(path);
  expect(await readFile(path, "utf8")).toBe("content");
});

test("an empty file is saved", async () => {
  const path = join(await folder(), "empty");
  await (await file("", undefined, 0)).saveTo(path);
  expect((await stat(path)).size).toBe(0);
});

test("a name that is taken gets a number, and each call reports the path that it wrote", async () => {
  const path = await folder();
  const saved: string[] = [];
  for (const content of ["one", "two", "three"]) saved.push(await (await file(content, named)).saveTo(path));
  expect(saved).toEqual(["offer.pdf", "offer (1).pdf", "offer (2).pdf"].map((name) => join(path, name)));
  expect(await Promise.all(saved.map((one) => readFile(one, "utf8")))).toEqual(["one", "two", "three"]);
});

test("downloads that are saved at the same time never get the same name", async () => {
  const path = await folder();
  const contents = Array.from({ length: 20 }, (_, index) => `content ${index}`);
  const saved = await Promise.all(contents.map(async (content) => (await file(content, named)).saveTo(path)));
  expect(await Promise.all(saved.map((one) => readFile(one, "utf8")))).toEqual(contents);
  expect((await readdir(path)).length).toBe(20);
});

test.each(["a file", "a link to a file", "a link to nowhere", "a folder"])(
  "%s that has the server's name stays as it is",
  async (kind) => {
    const home = await folder();
    const inbox = join(home, "inbox");
    await mkdir(inbox);
    const [taken, other] = [join(inbox, "offer.pdf"), join(home, "other")];
    if (kind === "a file") await writeFile(taken, "before");
    if (kind === "a link to a file") await writeFile(other, "before");
    if (kind.startsWith("a link")) await symlink(other, taken);
    if (kind === "a folder") await mkdir(taken);
    expect(await (await file("content", named)).saveTo(inbox)).toBe(join(inbox, "offer (1).pdf"));
    expect(await readFile(join(inbox, "offer (1).pdf"), "utf8")).toBe("content");
    expect((await readdir(inbox)).sort()).toEqual(["offer (1).pdf", "offer.pdf"]);
    if (kind === "a file" || kind === "a link to a file") expect(await readFile(taken, "utf8")).toBe("before");
    else expect(existsSync(other)).toBe(false);
  },
);

test("a link at the path that the caller names is replaced, not followed", async () => {
  const home = await folder();
  await writeFile(join(home, "other"), "before");
  const path = join(home, "mine.pdf");
  await symlink(join(home, "other"), path);
  await (await file("content")).saveTo(path);
  expect(await readFile(path, "utf8")).toBe("content");
  expect(await readFile(join(home, "other"), "utf8")).toBe("before");
});

test.each(["../../x", "..\\..\\x", "/x", "a/../../x"])(
  "a file named %s by an attacker stays in the folder",
  async (name) => {
    const path = await folder();
    for (const header of [
      `attachment; filename="${name.replace(/\\/g, "\\\\")}"`,
      `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    ]) {
      expect(dirname(await (await file("content", header)).saveTo(path))).toBe(path);
    }
    expect((await readdir(path)).sort()).toEqual(["x", "x (1)"]);
  },
);

test.each(DISPOSITIONS)(
  "a hostile name %s results in one file in the folder or none, and in nothing elsewhere",
  async (_, header) => {
    const home = await folder();
    const inbox = join(home, "outer", "inbox");
    await mkdir(inbox, { recursive: true });
    await writeFile(join(home, "x"), "kept");
    await fc.assert(
      fc.asyncProperty(hostileName, async (name) => {
        const disposition = header(name);
        const headers = { get: (name: string) => (name === "content-disposition" ? disposition : null) };
        const body = new Blob(["content"]).stream();
        const download = await toDownload({ id: "downloadThing", idempotent: true }, {
          status: 200,
          headers,
          body,
        } as unknown as HttpResponse);
        const saved = await download.saveTo(inbox).catch((error: unknown) => error);
        const found = await readdir(home, { recursive: true });
        const others = ["outer", join("outer", "inbox"), "x"];
        if (typeof saved === "string") {
          expect(dirname(saved)).toBe(inbox);
          expect(found.sort()).toEqual([...others, join("outer", "inbox", basename(saved))].sort());
          expect(await readFile(saved, "utf8")).toBe("content");
          await rm(saved);
        } else {
          expect(saved).toMatchObject({ name: "ResponseError", code: "NO_FILE_NAME" });
          expect(found.sort()).toEqual(others.sort());
        }
      }),
      { numRuns: 100 },
    );
    expect(await readFile(join(home, "x"), "utf8")).toBe("kept");
  },
);

test("a name may be as long as a file system allows", async () => {
  const path = await folder();
  const name = `${"n".repeat(251)}.pdf`;
  await (await file("content", `attachment; filename=${name}`)).saveTo(path);
  expect(await readdir(path)).toEqual([name]);
});

/** Content that fails or never ends, and whether it was cancelled. */
const source = (work: (controller: ReadableStreamDefaultController<Uint8Array>) => void) => {
  let cancelled = false;
  const stream = new ReadableStream<Uint8Array>({
    pull: work,
    cancel() {
      cancelled = true;
    },
  });
  return { stream, wasCancelled: () => cancelled };
};
const endless = () => source((controller) => controller.enqueue(new Uint8Array(1_000)));

test("truncated content is an error and leaves nothing behind", async () => {
  const path = await folder();
  const error = await failureOf((await file("conte", named, 7)).saveTo(path));
  expect(error).toMatchObject({
    name: "ResponseError",
    code: "TRUNCATED_ANSWER",
    operation: "downloadThing",
    retryable: true,
  });
  expect(String(error)).toContain("5 of 7 bytes");
  expect(await readdir(path)).toEqual([]);
});

test("content that fails leaves nothing behind, and an existing file stays", async () => {
  const path = join(await folder(), "mine.pdf");
  await writeFile(path, "before");
  const failure = new Error("broken");
  const { stream } = source((controller) => controller.error(failure));
  expect(await failureOf((await file(stream)).saveTo(path))).toBe(failure);
  expect(await readdir(join(path, ".."))).toEqual(["mine.pdf"]);
  expect(await readFile(path, "utf8")).toBe("before");
});

test("content that somebody else reads is a failure; the file is then closed and removed", async () => {
  const path = await folder();
  const download = await file("content", named);
  download.body.getReader();
  await failureOf(download.saveTo(path));
  const targetOf = (name: string) => readlink(`/proc/self/fd/${name}`).catch(() => "");
  const open = await Promise.all((await readdir("/proc/self/fd")).map(targetOf));
  expect(open.filter((target) => target.startsWith(path))).toEqual([]);
  expect(await readdir(path)).toEqual([]);
});

test("a folder below a file is an error that says so", async () => {
  const path = join(await folder(), "file");
  await writeFile(path, "");
  for (const target of [join(path, "below", "x"), join(path, "below", "deep", "x")]) {
    expect(await failureOf((await file("content")).saveTo(target))).toMatchObject({ code: "ENOTDIR" });
  }
});

test("if the file cannot be written, the content is cancelled, which releases its connection", async () => {
  const path = join(await folder(), "file");
  await writeFile(path, "");
  for (const target of [join(path, "below", "x"), `${path}${sep}`, join(path, "x")]) {
    const { stream, wasCancelled } = endless();
    await failureOf((await file(stream, named)).saveTo(target));
    expect(wasCancelled()).toBe(true);
  }
});

test("a folder for a file without a name is an error with its remedy, and the content is cancelled", async () => {
  const path = await folder();
  const { stream, wasCancelled } = endless();
  const error = await failureOf((await file(stream)).saveTo(path));
  expect(error).toMatchObject({ name: "ResponseError", code: "NO_FILE_NAME", operation: "downloadThing" });
  expect(String(error)).toContain("saveTo()");
  expect(wasCancelled()).toBe(true);
});

test("a second saveTo() fails and leaves the file as it is", async () => {
  const path = join(await folder(), "mine.pdf");
  const download = await file("content");
  await download.saveTo(path);
  await failureOf(download.saveTo(path));
  expect(await readFile(path, "utf8")).toBe("content");
  expect(existsSync(path)).toBe(true);
});
