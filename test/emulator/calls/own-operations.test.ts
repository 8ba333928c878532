import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { createEmulator, type Emulator, type EmulatorOptions, startEmulator } from "../../../src/emulator/index.js";
import { createClient } from "../../../src/index.js";
import { built } from "../../support/build.js";
import { withFiles } from "../../support/scratch.js";
import { accessToken } from "../support/caller.js";

// The emulator loads the generator of the built package.
beforeAll(() => built("codegen.cjs"));

const OVERLAY = `
overlay: 1.0.0
info: { title: Mine, version: "1" }
actions:
  - target: $.paths
    update:
      /Invoices/{id}/pdf:
        get:
          operationId: getInvoicePdf
          tags: [Invoices]
          parameters:
            - { name: id, in: path, required: true, schema: { type: string } }
            - { name: copies, in: query, schema: { type: integer } }
          responses:
            "200": { description: It., content: { application/pdf: { schema: { type: string, format: binary } } } }
        post:
          operationId: sendInvoice
          tags: [Invoices]
          x-method: send
          parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
          requestBody:
            content: { application/json: { schema: { type: object, required: [to], properties: { to: { type: string } } } } }
          responses: { "200": { description: Done. } }
`;

/** Sends calls with a good token, and JSON. */
async function callerOf(emulator: Emulator) {
  const authorization = `Zoho-oauthtoken ${await accessToken(emulator)}`;
  return async (method: string, path: string, body?: object) => {
    const response = await fetch(`${emulator.apiUrl}/crm/v2${path}`, {
      method,
      headers: { authorization, ...(body && { "content-type": "application/json" }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const { status, headers } = response;
    const text = await response.text();
    return { status, headers, body: text.startsWith("{") ? JSON.parse(text) : text };
  };
}

const started = <T>(options: EmulatorOptions, work: (emulator: Emulator) => Promise<T>) =>
  withFiles({ "mine.yaml": OVERLAY }, async (folder) => {
    await using emulator = await startEmulator({ ...options, overlays: [join(folder, "mine.yaml")] });
    return await work(emulator);
  });

describe("an operation of an overlay", () => {
  test("is handled by the program, and checked, logged and spoilt as any other", async () => {
    const pdf = new Response("%PDF-", { headers: { "Content-Type": "application/pdf", "X-Pages": "1" } });
    const handlers: NonNullable<EmulatorOptions["handlers"]> = {
      getInvoicePdf: (_request, { id }) => (id === "41" ? pdf.clone() : undefined),
      "invoices.send": async (request, path) => ({
        sent: path,
        ...((await request.json()) as object),
        query: request.url,
      }),
    };
    await started({ handlers }, async (emulator) => {
      const call = await callerOf(emulator);
      const got = await call("GET", "/Invoices/41/pdf?copies=2");
      expect([got.status, got.headers.get("content-type"), got.headers.get("x-pages")]).toEqual([
        200,
        "application/pdf",
        "1",
      ]);
      expect((await call("GET", "/Invoices/42/pdf")).status).toBe(204);
      expect((await call("GET", "/Invoices/41/pdf?copies=two")).body).toMatchObject({ code: "INVALID_DATA" });
      expect((await call("POST", "/Invoices/41/pdf?a=b", { to: "x" })).body).toEqual({
        sent: { id: "41" },
        to: "x",
        query: expect.stringMatching(/\/crm\/v2\/Invoices\/41\/pdf\?a=b$/),
      });
      expect((await call("POST", "/Invoices/41/pdf", {})).body).toMatchObject({ code: "MANDATORY_NOT_FOUND" });
      expect((await fetch(`${emulator.apiUrl}/crm/v2/Invoices/41/pdf`)).status).toBe(401);
      expect(emulator.requests.slice(-2).map(({ operation, name, status }) => [operation, name, status])).toEqual([
        ["sendInvoice", "invoices.send", 400],
        ["getInvoicePdf", "invoices.getInvoicePdf", 401],
      ]);
      for (const operation of ["getInvoicePdf", "invoices.getInvoicePdf"]) {
        emulator.faults.add({ operation, status: 404 });
        expect((await call("GET", "/Invoices/41/pdf")).status).toBe(404);
      }
    });
  });

  test("without a handler is a 501 that names it", () =>
    started({}, async (emulator) => {
      const reply = await (await callerOf(emulator))("GET", "/Invoices/41/pdf");
      expect([reply.status, reply.body.code, reply.body.message]).toEqual([
        501,
        "NOT_IMPLEMENTED",
        "the emulator has no handler for the operation getInvoicePdf",
      ]);
      expect((await (await callerOf(emulator))("GET", "/Invoices/41/Notes")).status).toBe(400);
    }));

  test("fails like Zoho if its handler fails, and the log says why", () => {
    const getInvoicePdf = () => {
      throw new Error("no printer");
    };
    return started({ handlers: { getInvoicePdf } }, async (emulator) => {
      const reply = await (await callerOf(emulator))("GET", "/Invoices/41/pdf");
      expect([reply.status, reply.body.code]).toEqual([500, "INTERNAL_ERROR"]);
      expect(emulator.requests.at(-1)?.remarks).toEqual(["the handler of getInvoicePdf failed: no printer"]);
    });
  });
});

test("a handler replaces that of the emulator", async () => {
  const emulator = createEmulator({
    handlers: { "organization.get": () => Response.json({ org: [] }, { status: 200 }) },
  });
  expect((await createClient(emulator.clientOptions()).organization.get()).org).toEqual([]);
});

describe("a mistake is reported", () => {
  test("in the name of an operation", () => {
    expect(() => createEmulator({ handlers: { getInvoicePdf: () => 1 } })).toThrowError(
      /^handlers: unknown operation getInvoicePdf; did you mean \w+\? Describe your own in overlays$/,
    );
  });

  test("in an overlay, with its file and line", () =>
    withFiles({ "bad.yaml": 'overlay: 1.0.0\ninfo: { title: T, version: "1" }\nactions: []\n' }, async (folder) => {
      const failed = startEmulator({ overlays: [join(folder, "bad.yaml")] });
      await expect(failed).rejects.toThrowError(/bad\.yaml:3:\d+ overlay: add at least one action/);
    }));

  test("in an operation without an id", () =>
    withFiles({ "mine.yaml": OVERLAY.replace("operationId: getInvoicePdf", "summary: No id") }, async (folder) => {
      const failed = startEmulator({ overlays: [join(folder, "mine.yaml")] });
      await expect(failed).rejects.toThrowError("an operation has no operationId: get /Invoices/{id}/pdf");
    }));

  test("in the use of overlays without waiting", () => {
    const options: EmulatorOptions = { overlays: ["mine.yaml"] };
    expect(() => createEmulator(options)).toThrowError("overlays: reading them takes time; use startEmulator");
  });
});
