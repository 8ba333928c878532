/**
 * `npm run demo`: what this package is for, from beginning to end, against its emulator. Exits with 0, or with 1 and the
 * reason.
 */
import { spawn } from "node:child_process";
import { startEmulator } from "zcrm/emulator";
import { typedProgram } from "./typed.js";

try {
  await using emulator = await startEmulator();
  console.log(`1. A Zoho CRM on this machine, with some fictitious leads: ${emulator.apiUrl}\n`);

  console.log("2. A typed program: test/demo/typed.ts");
  const names = await typedProgram(emulator.clientOptions());

  console.log("\n3. An old program, as it was written for zcrmsdk: test/demo/old-program.cjs");
  const printed = await oldProgram({
    ZCRM__client_id: emulator.clientId,
    ZCRM__client_secret: emulator.clientSecret,
    ZCRM__refresh_token: emulator.refreshToken,
    ZCRM__redirect_url: "https://example.com/callback",
    ZCRM__iamurl: emulator.accountsUrl,
    ZCRM__base_url: emulator.apiUrl,
    ZCRM__mysql_module: "local",
  });
  for (const name of printed) console.log(`    ${name}`);

  if (names.length !== 5) throw new Error(`the typed program saw ${names.length} names instead of five`);
  if (printed.join() !== names.join()) throw new Error("the two programs saw different names");
  console.log("\nBoth programs saw the same five names.");
} catch (error) {
  console.error("\nThe demo failed:", error);
  process.exitCode = 1;
}

/** Runs the old program in its own process, and returns the lines that it prints. */
function oldProgram(environment: Record<string, string>): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const program = spawn(process.execPath, ["test/demo/old-program.cjs"], {
      env: { ...process.env, ...environment, NODE_OPTIONS: "" },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    program.stdout.on("data", (chunk) => {
      output += chunk;
    });
    program.on("error", reject);
    program.on("close", (code) =>
      code === 0 ? resolve(output.trim().split("\n")) : reject(new Error(`the old program ended with code ${code}`)),
    );
  });
}
