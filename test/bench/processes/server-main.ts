/**
 * The server that all peers call. It has its own process, so its work is not measured, and sends prepared responses over
 * TLS on loopback. Prints its port. Exits when its standard input ends.
 */
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";

const lead = (index: number) => ({
  id: String(4_150_868_000_000_224_000n + BigInt(index)),
  Last_Name: `Doe ${index}`,
  First_Name: "Jane",
  Full_Name: `Jane Doe ${index}`,
  Email: `jane.doe.${index}@example.com`,
  Company: "Acme — Œuvres & Söhne",
  Owner: { name: "Patricia Boyle", id: "4150868000000225013", email: "patricia@example.com" },
  Created_Time: "2020-05-14T11:32:39+05:30",
  Tag: [{ name: "hot", id: "4150868000000225099" }],
  // Custom fields, as organizations have them: 1.1 kB more for each record.
  ...Object.fromEntries(
    Array.from({ length: 24 }, (_, field) => [`Custom_Field_${field}`, `value ${field} of ${index}`]),
  ),
});

const SMALL = Buffer.from(
  JSON.stringify({
    data: [{ id: "4150868000000224000", Last_Name: "Doe", Email: "jane.doe@example.com" }],
    info: { per_page: 200, count: 1, page: 1, more_records: false },
  }),
);
const PAGE = Buffer.from(
  JSON.stringify({
    data: Array.from({ length: 200 }, (_, index) => lead(index)),
    info: { per_page: 200, count: 200, page: 1, more_records: true },
  }),
);
const TOKEN = Buffer.from(JSON.stringify({ access_token: "1000.a.b", token_type: "Bearer", expires_in: 3600 }));
const MEGABYTE = Buffer.alloc(1_000_000, "zcrm");
const DOWNLOAD_MEGABYTES = 200;

let tokenRequests = 0;
const certificate = (name: string) => readFileSync(`test/support/servers/tls/${name}.pem`);

const server = createServer(
  { key: certificate("server-key"), cert: certificate("server-cert") },
  (request, response) => {
    const json = (body: Buffer) => {
      response.writeHead(200, { "content-type": "application/json;charset=UTF-8", "content-length": body.length });
      response.end(body);
    };
    const { pathname } = new URL(request.url ?? "/", "https://localhost");
    request.resume();
    if (pathname === "/oauth/v2/token") {
      tokenRequests += 1;
      // Zoho takes at least this long, so calls that are made meanwhile have to wait.
      setTimeout(json, 30, TOKEN);
    } else if (pathname === "/count") json(Buffer.from(JSON.stringify({ tokenRequests })));
    else if (pathname === "/crm/v2/Leads") json(SMALL);
    else if (pathname === "/crm/v2/Contacts") json(PAGE);
    else if (request.method === "GET") download();
    else
      request.on("end", () =>
        json(Buffer.from('{"data":[{"status":"success","code":"SUCCESS","details":{"id":"1"}}]}')),
      );

    function download(): void {
      response.writeHead(200, {
        "content-type": "application/octet-stream",
        "content-disposition": 'attachment; filename="large.bin"',
        "content-length": DOWNLOAD_MEGABYTES * MEGABYTE.length,
      });
      let left = DOWNLOAD_MEGABYTES;
      const write = () => {
        while (left > 0) {
          left -= 1;
          if (!response.write(MEGABYTE)) return response.once("drain", write);
        }
        return response.end();
      };
      write();
    }
  },
);
server.listen(0, "127.0.0.1", () => console.log((server.address() as AddressInfo).port));
process.stdin.resume().on("end", () => process.exit());
