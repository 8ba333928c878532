/**
 * An emulator with leads, in a process of its own, so that its work is not measured. Prints the environment variables
 * that let programs find it, as JSON. Exits when its standard input ends.
 */
import { startEmulator } from "zcrm/emulator";

const [rows = "0", latency = "0"] = process.argv.slice(2);

function* leads() {
  for (let n = 0; n < Number(rows); n += 1)
    yield {
      Last_Name: `Doe ${n}`,
      First_Name: "Jane",
      Email: `jane.doe.${n}@example.com`,
      Company: "Acme — Œuvres & Söhne",
      Phone: `+49 30 ${1_000_000 + n}`,
      City: "Paris",
      Annual_Revenue: n / 2,
      Description: `Met at booth ${n % 40}; asked for "green tea", black tea\nand a price list`,
    };
}

/** Each user adds credits: a million records that are created in calls cost 100,000. */
const users = Array.from({ length: 40 }, (_, n) => ({ last_name: `User ${n}`, email: `user${n}@example.com` }));
const emulator = await startEmulator({ edition: "ultimate", users, seed: { Leads: leads() } });
if (latency !== "0") emulator.faults.add({ delay: Number(latency), times: Number.POSITIVE_INFINITY });
const { clientId, clientSecret, refreshToken, apiUrl, accountsUrl } = emulator.clientOptions();
console.log(
  JSON.stringify({
    ZCRM_CLIENT_ID: clientId,
    ZCRM_CLIENT_SECRET: clientSecret,
    ZCRM_REFRESH_TOKEN: refreshToken,
    ZCRM_API_URL: apiUrl,
    ZCRM_ACCOUNTS_URL: accountsUrl,
  }),
);
process.stdin.resume().on("end", () => process.exit());
