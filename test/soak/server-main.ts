/** The server of the soak, in a process of its own: goes wrong as each request asks it to. Prints its port. */
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { FAULT_HEADER, type Fault } from "./fault.js";

const LIST = JSON.stringify({
  data: Array.from({ length: 20 }, (_, index) => ({
    id: String(4_150_868_000_000_224_000n + BigInt(index)),
    Last_Name: "Œ",
  })),
  info: { per_page: 200, count: 20, page: 1, more_records: false },
});
const CREATED = JSON.stringify({
  data: [{ status: "success", code: "SUCCESS", message: "record added", details: { id: "4150868000000224000" } }],
});
const FILE = Buffer.alloc(50_000, "zcrm");

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  request.resume();
  request.on("error", () => undefined);
  if (request.url?.startsWith("/oauth/")) {
    return json(response, 200, JSON.stringify({ access_token: "1000.soak.token", expires_in: 3600 }));
  }
  const isFile = request.method === "GET" && request.url?.includes("/Attachments/");
  const content = isFile ? FILE : Buffer.from(request.method === "GET" ? LIST : CREATED);
  const head = isFile
    ? { "content-type": "application/octet-stream", "content-disposition": 'attachment; filename="soak.bin"' }
    : { "content-type": "application/json" };
  const fault = request.headers[FAULT_HEADER] as Fault | undefined;
  const whole = { ...head, "content-length": content.length };
  switch (fault) {
    case "reset before headers":
      return request.socket.resetAndDestroy();
    case "reset after headers":
      response.writeHead(200, whole).flushHeaders();
      return setImmediate(() => request.socket.resetAndDestroy());
    case "truncated":
      response.writeHead(200, whole).write(content.subarray(0, content.length / 2));
      return setImmediate(() => request.socket.destroy());
    case "bad gzip":
      return response.writeHead(200, { ...head, "content-encoding": "gzip" }).end(gzipSync(content).subarray(0, 40));
    case "HTML":
      return response.writeHead(502, { "content-type": "text/html" }).end("<html>Bad gateway</html>");
    case "invalid JSON":
      return json(response, 200, LIST.slice(0, 100));
    case "empty":
      return json(response, 200, "");
    case "400":
      return json(response, 400, '{"code":"INVALID_DATA","message":"no","status":"error","details":{}}');
    case "401":
      return json(response, 401, '{"code":"OAUTH_SCOPE_MISMATCH","message":"no","status":"error","details":{}}');
    case "429":
      response.setHeader("retry-after", "0");
      return json(response, 429, '{"code":"TOO_MANY_REQUESTS","message":"no","status":"error","details":{}}');
    case "503":
      return json(response, 503, '{"code":"INTERNAL_ERROR","message":"no","status":"error","details":{}}');
    case "hung":
      return undefined;
    case "slow":
    case "aborted":
      response.writeHead(200, whole).write(content.subarray(0, 10));
      return setTimeout(() => response.end(content.subarray(10)), 5);
    default:
      return response.writeHead(200, whole).end(content);
  }
});
server.listen(0, "127.0.0.1", () => console.log((server.address() as AddressInfo).port));
process.stdin.resume().on("end", () => process.exit());

function json(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { "content-type": "application/json" }).end(body);
}
