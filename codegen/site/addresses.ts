/** Where the pages of the site are, from its root. Every link is relative, so that the site works from any folder. */
import { posix } from "node:path";

export const HOME = "index.html";
export const REFERENCE = "reference/index.html";
export const MODULES = "modules/index.html";
export const ERRORS = "reference/errors.html";

/** @param name Its file without folder and ending, e.g. `calls` */
export const guideAddress = (name: string): string => `guides/${name}.html`;
export const groupAddress = (group: string): string => `reference/${group}.html`;
export const operationAddress = (group: string, method: string): string => `reference/${group}/${method}.html`;
export const moduleAddress = (module: string): string => `modules/${module}.html`;
export const errorAddress = (code: string): string => `${ERRORS}#${anchorOf(code)}`;

/** A name as the id of an element. */
export const anchorOf = (name: string): string => name.replaceAll(/[^\w$.-]+/g, "-");

/** A link from one page to another. */
export function linkBetween(from: string, to: string): string {
  const [path = "", anchor] = to.split("#");
  const way = path === from ? "" : posix.relative(posix.dirname(from), path);
  if (anchor === undefined) return way || posix.basename(from);
  return `${way}#${anchor}`;
}
