// The files of the page, as they stand in the package: they are served as they were written.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Answer } from "../http/answers.js";

/** Only what the emulator serves runs in the page, and the browser lets it make no markup of a text. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

/** Headers of everything that the page consists of and is told. */
export const PAGE_HEADERS = {
  "Cache-Control": "no-store",
  "Content-Security-Policy": POLICY,
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
} as const;

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html;charset=UTF-8",
  css: "text/css;charset=UTF-8",
  js: "text/javascript;charset=UTF-8",
  svg: "image/svg+xml",
};

/** @param name - name of a file, which has no folder @returns `undefined` where the page has no such file */
export async function asset(name: string): Promise<Answer | undefined> {
  const [, ending] = /^[a-z-]+\.([a-z]+)$/.exec(name) ?? [];
  const type = ending === undefined ? undefined : TYPES[ending];
  if (type === undefined) return undefined;
  const root = dirname(createRequire(import.meta.url).resolve("zcrm/package.json"));
  const body = await readFile(join(root, "src/emulator/console/page", name)).catch(() => undefined);
  return body && { status: 200, headers: { ...PAGE_HEADERS, "Content-Type": type }, body };
}
