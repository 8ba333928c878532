/** Ways to make the same call: three of this client, and those that a program would use without it. */
import { createWriteStream, openAsBlob } from "node:fs";
import { Agent, get } from "node:https";
import { basename } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import type { CrmClient } from "zcrm";

/** A way to call the server. The response is small for Leads, and a page of 200 records for Contacts. */
export interface Peer {
  list(module: "Leads" | "Contacts"): Promise<unknown>;
  download?(path: string): Promise<unknown>;
  upload?(path: string): Promise<unknown>;
}

export const PEER_NAMES = [
  "typed",
  "free function",
  "legacy",
  "node:https",
  "fetch",
  "openapi-fetch",
  "undici.request",
] as const;
export type PeerName = (typeof PEER_NAMES)[number];

/** The maximum number of concurrent calls, for peers that have one. */
const CONCURRENCY = 64;

const TOKEN = "Zoho-oauthtoken 1000.a.b";
const id = "4150868000000224000";

/** Each loads only what it needs: undici replaces the global fetch when it loads. */
export const PEERS: Readonly<Record<PeerName, (url: string) => Promise<Peer>>> = {
  typed: async (url) => {
    const crm = await client(url);
    return {
      list: (module) => crm.records.list({ module }),
      download: async (path) =>
        (await crm.attachments.download({ module: "Leads", id, attachmentId: "1" }))?.saveTo(path),
      upload: async (path) =>
        crm.attachments.upload({ module: "Leads", id, body: { file: { path } } }, { timeout: 120_000 }),
    };
  },
  "free function": async (url) => {
    const crm = await client(url);
    const { getRecords } = await import("zcrm/operations");
    return { list: (module) => getRecords(crm, { module }) };
  },
  legacy: async (url) => {
    const { ZCRMRestClient } = await import("zcrm/legacy");
    const { host } = new URL(url);
    await ZCRMRestClient.initialize({
      client_id: "a",
      client_secret: "b",
      redirect_url: "https://localhost/",
      refresh_token: "c",
      mysql_module: "local",
      base_url: host,
      iamurl: host,
    });
    return {
      list: async (module) => {
        const response = await ZCRMRestClient.API.MODULES.get({ module });
        return typeof response === "object" && JSON.parse(response.body);
      },
    };
  },
  "node:https": async (url) => {
    const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY });
    return {
      list: (module) =>
        new Promise((resolve, reject) => {
          const options = { agent, headers: { authorization: TOKEN } };
          get(`${url}/crm/v2/${module}`, options, (response) => {
            if (response.statusCode !== 200) reject(new Error(`HTTP ${response.statusCode}`));
            const chunks: Buffer[] = [];
            response.on("data", (chunk: Buffer) => chunks.push(chunk));
            response.on("end", () => resolve(JSON.parse(Buffer.concat(chunks).toString())));
          }).on("error", reject);
        }),
    };
  },
  fetch: async (url) => ({
    list: async (module) => {
      const response = await fetch(`${url}/crm/v2/${module}`, { headers: { authorization: TOKEN } });
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      return response.json();
    },
    download: async (path) => {
      const response = await fetch(`${url}/crm/v2/Leads/${id}/Attachments/1`, { headers: { authorization: TOKEN } });
      await pipeline(Readable.fromWeb(response.body as ReadableStream<Uint8Array>), createWriteStream(path));
    },
    upload: async (path) => {
      const body = new FormData();
      body.append("file", await openAsBlob(path), basename(path));
      const address = `${url}/crm/v2/Leads/${id}/Attachments`;
      const response = await fetch(address, { method: "POST", body, headers: { authorization: TOKEN } });
      return response.json();
    },
  }),
  "openapi-fetch": async (url) => {
    const { default: createFetchClient } = await import("openapi-fetch");
    const api = createFetchClient<{
      "/crm/v2/{module}": {
        get: {
          parameters: { path: { module: string } };
          responses: { 200: { content: { "application/json": object } } };
        };
      };
    }>({ baseUrl: url, headers: { authorization: TOKEN } });
    return {
      list: async (module) => {
        const { data, response } = await api.GET("/crm/v2/{module}", { params: { path: { module } } });
        if (!response.ok) throw new Error(`HTTP ${response.status}`);
        return data;
      },
    };
  },
  "undici.request": async (url) => {
    const { Agent, request } = await import("undici");
    const dispatcher = new Agent({ connections: CONCURRENCY });
    return {
      list: async (module) => {
        const { statusCode, body } = await request(`${url}/crm/v2/${module}`, {
          dispatcher,
          headers: { authorization: TOKEN },
        });
        if (statusCode !== 200) throw new Error(`HTTP ${statusCode}`);
        return body.json();
      },
    };
  },
};

async function client(url: string): Promise<CrmClient> {
  const { createClient } = await import("zcrm");
  return createClient({
    clientId: "a",
    clientSecret: "b",
    refreshToken: "c",
    apiUrl: url,
    accountsUrl: url,
    allowHosts: ["localhost"],
    maxConcurrency: CONCURRENCY,
  });
}
