import { createRequire } from "node:module";
import { LATER_GENERATION } from "./later-generation.js";

/** A module of the old packages: the client, or one at a path inside. */
export type OldModule = "client" | { readonly path: string; readonly inner: object };

const OLD_NAME = /^(?:@trifoia\/)?zcrmsdk(?:\/(.+?)(?:\.js)?)?$/;

/** The module that a specifier means in an old program; `undefined` if it is not one of the old packages. */
export function oldModule(specifier: string): OldModule | undefined {
  const [name, path] = OLD_NAME.exec(specifier) ?? [];
  if (name === undefined) return undefined;
  if (path === undefined) return "client";
  // Loaded on first use: most processes that inherit the option never need it.
  const load = createRequire(import.meta.url);
  const { innerModule }: typeof import("./inner-modules.js") = load("./inner-modules.cjs");
  const inner = innerModule(path);
  if ((typeof inner !== "object" && typeof inner !== "function") || inner === null) return undefined;
  return inner === load("./legacy.cjs") ? "client" : { path, inner };
}

/** The error of a module of zcrmsdk 1.x that is not installed, with the reason why this package does not replace it. */
export function explained(error: unknown): unknown {
  if (error instanceof Error)
    error.message += `\nThis is a module of ${LATER_GENERATION}. Install zcrmsdk 1.x, or see what replaces it: npx zcrm migrate`;
  return error;
}
