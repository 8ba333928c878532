// A typed program, with tokens in a file.
import { appendFileSync } from "node:fs";
import { createClient, fileStore, isCrmError } from "zcrm";

async function main(): Promise<void> {
  const crm = createClient({ store: fileStore(`${process.env.RESULTS}.tokens.json`) });
  const page = await crm.records.list({ module: "Leads", fields: ["Last_Name"], per_page: 5 });
  const failure: unknown = await crm.modules.get({ module: "Nothing" }).catch((error: unknown) => error);
  const code = isCrmError(failure) ? failure.code : String(failure);
  await crm.close();
  appendFileSync(String(process.env.RESULTS), `typed program: ${page.data.length} leads, ${code}\n`);
}

export const done: Promise<void> = main();
