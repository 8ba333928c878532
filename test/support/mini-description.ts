import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A small description that follows every rule, as a new object that a test may break. */
export function miniDescription() {
  return {
    openapi: "3.1.0",
    info: { title: "Mini", version: "1", license: { name: "MIT", identifier: "MIT" } },
    servers: [{ url: "https://www.zohoapis.com/crm/v2" }],
    "x-errors-in-success": true,
    tags: [{ name: "Records", description: "The records of a module." }],
    paths: {
      "/{module}": {
        get: {
          operationId: "getRecords",
          tags: ["Records"],
          "x-method": "list",
          summary: "List the records of a module",
          description: "One page of records. Nothing there is a 204.",
          security: [{ zohoOAuth: ["ZohoCRM.modules.ALL"] }],
          "x-paging": "page",
          "x-nothing": "there are none",
          "x-empty": { data: [] },
          parameters: [
            {
              name: "module",
              in: "path",
              required: true,
              description: "API name of the module.",
              example: "Leads",
              schema: { type: "string" },
            },
            {
              name: "ids",
              in: "query",
              description: "Ids.",
              example: ["1"],
              style: "form",
              explode: false,
              schema: { type: "array", items: { type: "string" } },
            },
            {
              name: "If-Modified-Since",
              in: "header",
              description: "A time.",
              example: "2026-05-14T12:54:51+03:00",
              schema: { type: "string" },
            },
          ] as Record<string, unknown>[],
          responses: {
            "200": {
              description: "A page.",
              content: {
                "application/json": {
                  schema: { $ref: "#/components/schemas/RecordList" },
                  example: { data: [] },
                } as Record<string, unknown>,
              },
            },
            "204": { description: "Nothing." },
          } as Record<string, unknown>,
        } as Record<string, unknown>,
      } as Record<string, Record<string, unknown>>,
    } as Record<string, Record<string, Record<string, unknown>>>,
    components: {
      schemas: {
        RecordList: {
          type: "object",
          description: "A page of records.",
          properties: { data: { type: "array", items: { $ref: "#/components/schemas/CrmRecord" } } },
          required: ["data"],
        },
        CrmRecord: {
          type: "object",
          description: "A record.",
          properties: { id: { type: "string", description: "Its id." } },
          required: ["id"],
          additionalProperties: true,
        },
      } as Record<string, Record<string, unknown>>,
      securitySchemes: {
        zohoOAuth: {
          type: "oauth2",
          flows: {
            authorizationCode: {
              authorizationUrl: "https://accounts.zoho.com/oauth/v2/auth",
              tokenUrl: "https://accounts.zoho.com/oauth/v2/token",
              scopes: { "ZohoCRM.modules.ALL": "All modules" },
            },
          },
        },
      },
    },
  };
}

export type MiniDescription = ReturnType<typeof miniDescription>;

/** Runs `work` with the text in a temporary file, and deletes the file afterwards. */
export async function withFile<T>(text: string, work: (file: string, folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "zcrm-"));
  try {
    const file = join(folder, "openapi.yaml");
    await writeFile(file, text);
    return await work(file, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
