import { createRequire } from "node:module";

/** A module of the old packages: the client, or what stood at a path inside. */
export type OldModule = "client" | { readonly path: string; readonly inner: object };

const OLD_NAME = /^(?:@trifoia\/)?zcrmsdk(?:\/(.+?)(?:\.js)?)?$/;

/** @returns What a specifier meant in a program of the old packages; nothing where it is not of them. */
export function oldModule(specifier: string): OldModule | undefined {
  const [name, path] = OLD_NAME.exec(specifier) ?? [];
  if (name === undefined) return undefined;
  if (path === undefined) return "client";
  // Loaded with the first use: most processes that inherit the option have none.
  const load = createRequire(import.meta.url);
  const { innerModule }: typeof import("./inner-modules.js") = load("./inner-modules.cjs");
  const inner = innerModule(path);
  if ((typeof inner !== "object" && typeof inner !== "function") || inner === null) return undefined;
  return inner === load("./legacy.cjs") ? "client" : { path, inner };
}
