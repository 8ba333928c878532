/** A new program, with typed calls. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ClientOptions, createClient, isCrmError } from "zcrm";

/**
 * Lists and creates leads, fails in two ways, transfers a file, and prints each step.
 * @returns The names of the top five leads
 */
export async function typedProgram(options: ClientOptions): Promise<string[]> {
  await using crm = createClient(options);

  console.log('  The top five leads: crm.records.list({ module: "Leads", page: 1, per_page: 5 })');
  const page = await crm.records.list({ module: "Leads", page: 1, per_page: 5 });
  const names = page.data.map((lead) => String(lead.Full_Name));
  for (const name of names) console.log(`    ${name}`);

  console.log("  A new lead: crm.records.create(…)");
  const created = await crm.records.create({
    module: "Leads",
    body: { data: [{ Last_Name: "Example", First_Name: "Sam", Company: "Example Ltd" }] },
  });
  const [row] = created.data;
  if (row?.status !== "success") throw new Error(`the lead was not created: ${row?.code}`);
  const { id } = row.details;
  console.log(`    ${row.message}, id ${id}`);

  console.log("  A lead with an empty last name: its row of the response reports the error");
  const rejected = await crm.records.create({
    module: "Leads",
    body: { data: [{ Last_Name: "", Company: "Example Ltd" }] },
  });
  for (const outcome of rejected.data) {
    if (outcome.status !== "error") throw new Error("a lead without a name was created");
    console.log(`    ${outcome.code}: ${outcome.message} (${JSON.stringify(outcome.details)})`);
  }

  console.log("  A module that does not exist: a typed error");
  try {
    await crm.records.list({ module: "Leeds" });
    throw new Error("the module Leeds was found");
  } catch (error) {
    if (!isCrmError(error, "Api")) throw error;
    console.log(`    ${error.name}: ${error.message}`);
  }

  console.log("  A file attached to the new lead, and downloaded again under its own name");
  const content = "Offer No. 1: everything at half the price.\n";
  const uploaded = await crm.attachments.upload({
    module: "Leads",
    id,
    body: { file: new File([content], "Offer № 1.txt", { type: "text/plain" }) },
  });
  const [attachment] = uploaded.data;
  if (attachment?.status !== "success") throw new Error(`the file was not attached: ${attachment?.code}`);
  const file = await crm.attachments.download({ module: "Leads", id, attachmentId: attachment.details.id });
  const folder = await mkdtemp(join(tmpdir(), "zcrm-demo-"));
  try {
    const path = await file?.saveTo(folder);
    if (path === undefined || (await readFile(path, "utf8")) !== content)
      throw new Error("the downloaded file is different");
    console.log(`    saved ${file?.filename}, ${file?.size} bytes, the same as uploaded`);
  } finally {
    await rm(folder, { recursive: true });
  }

  await crm.records.delete({ module: "Leads", id });
  console.log("  The new lead is deleted again.");
  return names;
}
