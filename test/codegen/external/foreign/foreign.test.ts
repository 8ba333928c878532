import { afterAll, beforeAll, expect, test } from "vitest";
import { type CrmClient, createClient } from "../../../../src/index.js";
import { type RecordingServer, startRecordingServer } from "../../../support/servers/recording-server.js";
import { answers } from "./answers.js";
import { type ForeignCode, generateAll } from "./foreign.js";
import { shapes } from "./shapes.js";
import { wire } from "./wire.js";

const all = [...shapes, ...answers, ...wire];
let code: ForeignCode;
let server: RecordingServer;
let client: CrmClient;
beforeAll(async () => {
  code = await generateAll(all);
  server = await startRecordingServer();
  client = createClient({
    ...{ clientId: "id", clientSecret: "secret", refreshToken: "refresh" },
    ...{ apiUrl: server.url, accountsUrl: server.url },
  });
});
afterAll(async () => {
  await client?.close();
  await server?.close();
  await code?.remove();
});

for (const one of all) {
  test(one.name, async () => {
    expect(code.errors.get(one.name) ?? []).toEqual([]);
    const told = code.told.get(one.name) ?? [];
    if (one.failure !== undefined) {
      expect(told).toContainEqual(expect.stringContaining(one.failure));
      return;
    }
    if (one.renamed)
      expect(told.filter((warning) => !/ (operation-id|parameter-name|schema-name|tag): /.test(warning))).toEqual([]);
    else expect(told).toEqual((one.warnings ?? []).map((warning) => expect.stringContaining(warning)));
    const { call } = await import(code.moduleOf(one));
    if (one.call === undefined) return;
    server.reset();
    const { reply = { status: 204 } } = one;
    server.reply = () => reply;
    const result = await call(client);
    if ("result" in one) expect(result).toEqual(one.result);
    const [request] = server.requests;
    if (one.withoutToken) expect(request?.headers).not.toHaveProperty("authorization");
    const boundary = /boundary=(.*)$/.exec(request?.headers["content-type"] ?? "")?.[1] ?? "none";
    expect({ ...request, body: request?.body.replaceAll(boundary, "B") }).toMatchObject(one.sent ?? {});
  });
}
