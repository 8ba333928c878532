/** Calls at once in one process, with a token store that other processes may share: the address, the file, the count. */
import { createClient, fileStore } from "zcrm";

const [url = "", path = "", count = "0"] = process.argv.slice(2);
const crm = createClient({
  clientId: "a",
  clientSecret: "b",
  refreshToken: "c",
  apiUrl: url,
  accountsUrl: url,
  store: fileStore(path),
});
await Promise.all(Array.from({ length: Number(count) }, () => crm.records.list({ module: "Leads" })));
await crm.close();
