/** The server of the soak test: does what the header `x-fault` of a request says, about every second time. */

import type { Exchange } from "../faults/exchange.js";
import { startFaultServer } from "../faults/fault-server.js";
import { file, json, zipped } from "../faults/replies.js";
import { SOAK_FAULTS } from "./faults.js";
import { FILE_SIZE } from "./operations.js";
import { randomOf } from "./random.js";

const random = randomOf(Number(process.argv[2]));
const FILE = file(FILE_SIZE);
const LIST = zipped(json({ data: [{ id: "1", Last_Name: "Größe" }], info: { more_records: false } }));

function replyWell(exchange: Exchange): void {
  const { method, url = "", headers } = exchange.incoming;
  const isList = method === "GET" && headers["accept-encoding"]?.includes("gzip");
  if (url.includes("/Attachments/")) exchange.reply(FILE);
  else if (isList) exchange.reply(LIST);
  else exchange.replyWell();
}

const server = await startFaultServer(
  {
    strike: (exchange) => {
      const fault = SOAK_FAULTS[String(exchange.incoming.headers["x-fault"])];
      return fault && random() < 0.5 ? fault.strike(exchange) : replyWell(exchange);
    },
  },
  false,
  () => undefined,
);
process.on("disconnect", () => process.exit());
process.send?.(server.url);
