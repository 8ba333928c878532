/** Makes concurrent calls with a token store that other processes may share. Arguments: address, file, number of calls. */
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
