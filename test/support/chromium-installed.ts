import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { programPath } from "./mariadb-installed.js";

const COMMANDS = ["apt-get update", "apt-get install -y --no-install-recommends chromium"];

/** Before all tests: the pages of a login are tested in a real browser, never on a stand-in, and never skipped. */
export default async function setup(): Promise<void> {
  if (await programPath("chromium")) return;
  if (process.getuid?.() === 0 && (await programPath("apt-get"))) {
    console.log(`Chromium is missing; installing it: ${COMMANDS.join(" && ")}`);
    for (const command of COMMANDS) {
      const [program = "", ...args] = command.split(" ");
      await promisify(execFile)(program, [...args, "-o", "DPkg::Lock::Timeout=300"], {
        env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      });
    }
    if (await programPath("chromium")) return;
  }
  throw new Error(
    `the tests need Chromium, which is not installed; on Debian or Ubuntu: sudo sh -c "${COMMANDS.join(" && ")}"`,
  );
}
