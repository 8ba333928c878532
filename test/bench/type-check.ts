import { rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { addNodeTypes, packedPackage, run } from "../support/package/packed-package.js";
import { cpuSeconds } from "./process.js";
import { alternating } from "./rounds.js";
import { type Row, seconds } from "./row.js";

/** The peer, of the newest line that declares no newer Node than ours. */
const PEER = "openai@6.49.0";

const SMALL = {
  empty: `console.log("nothing");`,
  zcrm: `
    import { createClient, isCrmError, paginate } from "zcrm";
    const crm = createClient({ clientId: "a", clientSecret: "b", refreshToken: "c" });
    try {
      for await (const deal of paginate(crm.records.list, { module: "Deals", per_page: 5 })) console.log(deal.Amount);
      const one = await crm.records.get({ module: "Leads", id: "1" });
      const made = await crm.records.create({ module: "Leads", body: { data: [{ Last_Name: "Doe", Company: "A" }] } });
      console.log(one?.data[0]?.Email, made.data[0]?.status);
    } catch (error) {
      if (isCrmError(error, "RateLimit")) console.log(error.retryAfter);
      else throw error;
    }`,
  openai: `
    import OpenAI from "openai";
    const client = new OpenAI({ apiKey: "a" });
    try {
      for await (const file of client.files.list({ limit: 5 })) console.log(file.filename);
      const one = await client.files.retrieve("1");
      const made = await client.chat.completions.create({ model: "m", messages: [{ role: "user", content: "Hello" }] });
      console.log(one.bytes, made.choices[0]?.message.content);
    } catch (error) {
      if (error instanceof OpenAI.RateLimitError) console.log(error.headers);
      else throw error;
    }`,
};

const compilerOptions = {
  strict: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  lib: ["es2023", "esnext.disposable"],
  target: "es2022",
  module: "nodenext",
  noEmit: true,
  types: ["node"],
};

/** What a small program that uses the package adds to the type-check of an empty one, against the same with the peer. */
export async function typeCheck(): Promise<Row> {
  const scratch = await packedPackage();
  try {
    await run("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--no-package-lock", PEER], {
      cwd: scratch.folder,
    });
    await addNodeTypes(scratch);
    const checks = await Promise.all(
      Object.entries(SMALL).map(async ([name, text]) => {
        const project = join(scratch.folder, `${name}.json`);
        await writeFile(join(scratch.folder, `${name}.mts`), `${text}\nexport {};\n`);
        await writeFile(project, JSON.stringify({ compilerOptions, files: [`${name}.mts`] }));
        return [name, () => cpuSeconds(resolve("node_modules/typescript/bin/tsc"), "-p", project)] as const;
      }),
    );
    const { empty = 0, zcrm = 0, openai = 0 } = await alternating(Object.fromEntries(checks), 7);
    return {
      name: "type-check of a small program, beyond an empty one",
      value: (zcrm - empty) / (openai - empty),
      budget: { most: 0.9 },
      unit: `of ${PEER}'s`,
      detail: `CPU ${seconds(zcrm - empty)} against ${seconds(openai - empty)}; an empty one takes ${seconds(empty)}`,
    };
  } finally {
    await rm(scratch.folder, { recursive: true });
  }
}
