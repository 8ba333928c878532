/** The client libraries that Zoho and others published for CRM v2, unmodified, against the emulator. */
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { strToU8, zipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../src/emulator/index.js";
import { publishedClients } from "../support/published-clients.js";
import { startListener } from "./listener.js";

let modules = "";

beforeAll(async () => {
  modules = await publishedClients();
});

interface Outcome {
  readonly status?: number;
  readonly body?: unknown;
  readonly threw?: string;
}

/** Runs a program that prints what came of its calls. */
function runProgram(name: string, settings: object, cwd: string): Promise<Record<string, Outcome>> {
  const child = spawn(process.execPath, [resolve("test/emulator/clients", name), JSON.stringify(settings)], {
    cwd,
    env: {
      PATH: process.env.PATH,
      NODE_PATH: modules,
      NODE_EXTRA_CA_CERTS: resolve("test/support/tls/server-cert.pem"),
    },
  });
  const output = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (text: string) => {
      output[stream] += text;
    });
  }
  return new Promise((done, fail) => {
    child.on("close", (code) => {
      if (code === 0 && output.stderr === "") done(JSON.parse(output.stdout));
      else fail(new Error(`${name} ended with ${code}: ${output.stderr}${output.stdout}`));
    });
  });
}

describe.each(["sdk-1", "sdk-6", "sdk-7"])("%s", (name) => {
  test("x", async () => {
    await using emulator = await startEmulator({
      users: [{ first_name: "Bo", last_name: "Aas", email: "bo@example.com" }],
      seed: {},
    });
    await using listener = await startListener();
    const folder = await mkdtemp(join(tmpdir(), "zcrm-sdk-"));
    const { clientId, clientSecret, refreshToken, apiUrl } = emulator;
    await writeFile(join(folder, "offer.txt"), "An offer");
    await writeFile(join(folder, "plan.txt"), "A plan");
    await writeFile(
      join(folder, "dot.png"),
      Buffer.from(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
        "base64",
      ),
    );
    await writeFile(join(folder, "Leads.zip"), zipSync({ "Leads.csv": strToU8("Last_Name,Company\nHaug,Haug AS\n") }));
    const results = await runProgram(
      `${name}.cjs`,
      {
        clientId,
        clientSecret,
        refreshToken,
        grantToken: emulator.grantCode(),
        apiUrl,
        folder,
        notifyUrl: listener.url,
      },
      folder,
    );
    await writeFile(
      `.cache/${name}.json`,
      JSON.stringify({ results, requests: emulator.requests }, null, 1),
    );
    await rm(folder, { recursive: true });
  });
});
