import { describe, expect, test } from "vitest";
import { numbered, safeName } from "../../../src/core/download/file-name.js";

describe("safeName", () => {
  test.each([
    // Programs read such files wherever they find them
    [".npmrc", "_npmrc"],
    [".env", "_env"],
    [".bashrc", "_bashrc"],
    ["..gitconfig", "_gitconfig"],
    [" .env", "_env"],
    ["\u200b.env", "_env"],
    ["folder/.env", "_env"],
    ["folder\\.env", "_env"],
    ["package.json", "_package.json"],
    ["Package.JSON", "_Package.JSON"],
    ["node_modules", "_node_modules"],
    ["desktop.ini", "_desktop.ini"],
    ["autorun.inf", "_autorun.inf"],
    ["web.config", "_web.config"],
    // Windows opens a device instead of a file
    ["CON", "_CON"],
    ["nul.txt", "_nul.txt"],
    ["COM1", "_COM1"],
    ["com1.", "_com1"],
    ["prn .pdf", "_prn .pdf"],
    ["conin$", "_conin$"],
    // An alternate data stream of another file
    ["offer.pdf:hidden.exe", "offer.pdf_hidden.exe"],
    ["offer.pdf::$DATA", "offer.pdf__$DATA"],
    // Windows drops these, so the name would be that of another file
    ["package.json. .", "_package.json"],
    ["offer.pdf...", "offer.pdf"],
    // Names that only look dangerous
    ["console.txt", "console.txt"],
    ["my.package.json", "my.package.json"],
    ["environment.env", "environment.env"],
  ])("%j becomes %j", (given, want) => {
    expect(safeName(given)).toBe(want);
  });

  test.each(["", ".", "..", ". .", "a/", "\u202e", "..\0"])("nothing is left of %j", (given) => {
    expect(safeName(given)).toBeUndefined();
  });
});

test.each([
  ["offer.pdf", "offer (2).pdf"],
  ["offer", "offer (2)"],
  ["a.b.c", "a.b (2).c"],
  [`${"n".repeat(251)}.pdf`, `${"n".repeat(247)} (2).pdf`],
  [`${"ü".repeat(125)}.pdf`, `${"ü".repeat(123)} (2).pdf`],
])("the second file beside %s is %s", (name, want) => {
  expect(numbered(name, 2)).toBe(want);
  expect(Buffer.byteLength(want)).toBeLessThanOrEqual(255);
});
