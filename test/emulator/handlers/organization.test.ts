import { expect, test } from "vitest";
import { createEmulator } from "../../../src/emulator/index.js";
import { callerOf } from "../support/caller.js";

test("the logo is a file that can be read by its key", async () => {
  const emulator = createEmulator();
  const call = await callerOf(emulator);
  const upload = (name: string, bytes: string) => {
    const form = new FormData();
    form.set("file", new File([bytes], name, { type: "image/png" }));
    return call("POST", "/org/photo", form);
  };
  const key = async () => String((await call("GET", "/org")).body.org?.[0]?.photo_id);
  expect((await upload("logo.txt", "x")).body).toMatchObject({ code: "INVALID_DATA", details: { api_name: "file" } });
  expect((await upload("logo.png", "old")).status).toBe(200);
  const old = await key();
  await upload("logo.png", "new");
  expect((await call("GET", `/files?id=${old}`)).status).toBe(204);
  const read = await call("GET", `/files?id=${await key()}`);
  expect([read.status, read.headers.get("content-type"), read.headers.get("content-disposition")]).toEqual([
    200,
    "image/png",
    "attachment;filename*=UTF-8''logo.png",
  ]);
});
