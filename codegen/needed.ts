import { createRequire } from "node:module";

/** The packages that the generator needs, in the versions that it is tested with. */
const PACKAGES = "@redocly/openapi-core@1.34.24 openapi-typescript@7.13.0";
const TYPESCRIPT = "typescript@5.9.3";

/**
 * How to install what the generator needs. It needs TypeScript 5, and must not replace the one that a project compiles with.
 * @param typescript The installed version of TypeScript, if any.
 */
export function installation(typescript: string | undefined): string {
  if (typescript === undefined) return `run: npm install --save-dev ${PACKAGES} ${TYPESCRIPT}`;
  if (typescript.startsWith("5.")) return `run: npm install --save-dev ${PACKAGES}`;
  const command = `npm install --prefix zcrm-generator zcrm ${PACKAGES} ${TYPESCRIPT}`;
  const instead = "run zcrm-generator/node_modules/.bin/zcrm instead of npx zcrm";
  return `it needs TypeScript 5, and this project has ${typescript}; install it in a folder of its own: ${command}; then ${instead}`;
}

/** The version of TypeScript that this package would load. */
export function installedTypeScript(): string | undefined {
  try {
    const { version } = createRequire(import.meta.url)("typescript/package.json") as { version: string };
    return version;
  } catch {
    return undefined;
  }
}
