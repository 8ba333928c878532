/**
 * For every operation of the description: calls its function with the description's own examples, and compares what
 * leaves the client with what the description says. The expectations are read from the bundled document, not from
 * anything the generator has made of it.
 */
import { describe, expect, test } from "vitest";
import * as operations from "../../generated/operations/index.js";
import { type CrmClient, createClient } from "../../src/index.js";
import { type Answer, described, document, exampleCall, type Operation, resolved } from "./described.js";

const OWN_TOKEN_REQUEST =
  "grant_type=refresh_token&refresh_token=1000.refresh&client_id=1000.CLIENT&client_secret=secret";

/** A client that records its requests, and responds with the examples of the description. */
function recordingClient(answer: () => Response): { crm: CrmClient; sent: Request[] } {
  const sent: Request[] = [];
  const crm = createClient({
    clientId: "1000.CLIENT",
    clientSecret: "secret",
    refreshToken: "1000.refresh",
    fetch: async (input, init) => {
      const request = new Request(input, init);
      // The client's own request for a token; the description's example brings another refresh token.
      if (init?.body === OWN_TOKEN_REQUEST) {
        return Response.json({ access_token: "1000.access", expires_in: 3600, api_domain: "https://www.zohoapis.com" });
      }
      sent.push(request);
      return answer();
    },
  });
  return { crm, sent };
}

function exampleAnswer({ responses }: Operation): Response {
  const [status, given] = Object.entries(responses).find(([code]) => /^2/.test(code) && code !== "204") ?? ["204", {}];
  const [type, media] = Object.entries(resolved(given as Answer).content ?? {})[0] ?? [];
  if (type === "application/json") return Response.json(media?.example, { status: Number(status) });
  return new Response("content", {
    status: Number(status),
    headers: {
      "content-type": "application/octet-stream",
      "content-disposition": "attachment;filename*=UTF-8''offer.pdf",
    },
  });
}

type Call = (client: CrmClient, params: unknown, options?: object) => Promise<unknown>;

describe("every operation of the description", () => {
  test("has a function and a member of a group", () => {
    expect(described.length).toBeGreaterThan(0);
    const functions = Object.keys(operations).toSorted();
    expect(functions).toEqual(described.map(({ operation }) => operation.operationId).toSorted());
  });

  for (const { path, verb, item, operation } of described) {
    const call = (operations as unknown as Record<string, Call>)[operation.operationId] as Call;
    const given = exampleCall(operation);

    describe(operation.operationId, () => {
      test("is sent as described", async () => {
        const { crm, sent } = recordingClient(() => exampleAnswer(operation));
        await call(crm, given.params);
        const [request] = sent as [Request];
        const url = new URL(request.url);
        const base = (item.servers ?? document.servers)[0]?.url ?? "";

        expect(request.method).toBe(verb);
        expect(`${url.origin}${url.pathname}`).toBe(
          base + path.replace(/\{(\w+)\}/g, (_, name) => given.path[name] ?? ""),
        );
        expect(new Map(url.searchParams)).toEqual(given.query);
        for (const [name, value] of given.headers) expect(request.headers.get(name)).toBe(value);
        expect(request.headers.get("authorization")).toBe(
          operation.security.length > 0 ? "Zoho-oauthtoken 1000.access" : null,
        );
        if (given.type === undefined) expect(await request.text()).toBe("");
        else expect(request.headers.get("content-type")).toMatch(new RegExp(`^${given.type}(;|$)`));
      });

      if (given.type === "application/json") {
        test("sends the body unchanged", async () => {
          const { crm, sent } = recordingClient(() => exampleAnswer(operation));
          await call(crm, given.params);
          expect(await sent[0]?.json()).toEqual(given.example);
        });
      }
      if (given.type === "multipart/form-data") {
        test("sends the file under its name", async () => {
          const { crm, sent } = recordingClient(() => exampleAnswer(operation));
          await call(crm, given.params);
          const file = (await sent[0]?.formData())?.get("file") as File;
          expect([file.name, file.type, await file.text()]).toEqual(["offer.pdf", "application/pdf", "content"]);
        });
      }
      if (given.type === "application/x-www-form-urlencoded") {
        test("sends the form in the body, so that no address shows a secret", async () => {
          const { crm, sent } = recordingClient(() => exampleAnswer(operation));
          await call(crm, given.params);
          expect(Object.fromEntries(new URLSearchParams(await sent[0]?.text()))).toEqual(given.example);
        });
      }

      test("returns the response unchanged, also from the group", async () => {
        const { crm } = recordingClient(() => exampleAnswer(operation));
        const groups = crm as unknown as Record<string, Record<string, (params: unknown) => Promise<unknown>>>;
        const method = groups[groupName(operation.tags[0])]?.[operation["x-method"]];
        const answer = await method?.(given.params);
        const want = exampleAnswer(operation);
        if (want.headers.get("content-type") === "application/json") expect(answer).toEqual(await want.json());
        else expect(answer).toMatchObject({ filename: "offer.pdf", contentType: "application/octet-stream" });
      });

      if ("204" in operation.responses) {
        test("204 is an empty list, or undefined", async () => {
          const { crm } = recordingClient(() => new Response(null, { status: 204 }));
          expect(await call(crm, given.params)).toEqual(operation["x-empty"]);
        });
      }

      for (const name of Object.keys(given.path)) {
        test(`refuses an unusable ${name} before anything is sent`, async () => {
          for (const value of [undefined, "", ".", ".."]) {
            const { crm, sent } = recordingClient(() => exampleAnswer(operation));
            await expect(call(crm, { ...given.params, [name]: value })).rejects.toMatchObject({
              code: "INVALID_PATH_VALUE",
              message: expect.stringContaining(`"${name}"`),
            });
            expect(sent).toEqual([]);
          }
        });
      }
    });
  }
});

const groupName = (tag: string): string => {
  const [first = "", ...rest] = tag.split(" ");
  const start = /^[A-Z]{2}/.test(first) ? first.toLowerCase() : first.charAt(0).toLowerCase() + first.slice(1);
  return [start, ...rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join("");
};
