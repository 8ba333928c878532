/** `npm pack` begins with this: what is packed has the same permissions, whatever the umask of the checkout was. */
import { execFileSync } from "node:child_process";
import { chmodSync, statSync } from "node:fs";

const printed = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
  encoding: "utf8",
  maxBuffer: 1e8,
});
const [{ files }] = JSON.parse(printed) as [{ files: readonly { readonly path: string }[] }];
for (const { path } of files) chmodSync(path, statSync(path).mode & 0o100 ? 0o755 : 0o644);
