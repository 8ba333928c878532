/** The files of the page, as the build wrote them. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { HttpResponse } from "../http/responses.js";

/** The page runs only what the emulator serves, and the browser lets no script turn a string into markup. */
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

/** Headers of the page's files and of everything that the page is sent. */
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

/** @param name File name without a folder @returns `undefined` if the page has no such file */
export async function asset(name: string): Promise<HttpResponse | undefined> {
  const [, extension] = /^[a-z-]+\.([a-z]+)$/.exec(name) ?? [];
  const type = extension === undefined ? undefined : TYPES[extension];
  if (type === undefined) return undefined;
  const root = dirname(createRequire(import.meta.url).resolve("zcrm/package.json"));
  const body = await readFile(join(root, "dist/console", name)).catch(() => undefined);
  return body && { status: 200, headers: { ...PAGE_HEADERS, "Content-Type": type }, body };
}
