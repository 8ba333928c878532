/** The operations of the bundled description, and the calls that its examples make of them. */
import { readFile } from "node:fs/promises";

interface Parameter {
  name: string;
  in: "path" | "query" | "header";
  example: unknown;
}
interface Body {
  content: Record<string, { schema: { $ref: string }; example?: Record<string, unknown> }>;
}
export interface Answer {
  content?: Record<string, { example?: unknown }>;
}
export interface Operation {
  operationId: string;
  tags: [string];
  "x-method": string;
  parameters?: Parameter[];
  requestBody?: Body;
  responses: Record<string, Answer>;
  security: unknown[];
  "x-idempotent"?: boolean | "unless-rows";
  "x-stable-response"?: boolean;
  "x-empty"?: unknown;
}
interface Item {
  servers?: { url: string }[];
  [verb: string]: unknown;
}

export const document = JSON.parse(await readFile("generated/openapi.json", "utf8")) as {
  servers: [{ url: string }];
  paths: Record<string, Item>;
  components: Record<string, Record<string, unknown>>;
};

/** A part of the document with the references directly in it resolved. */
export function resolved<T>(given: T): T {
  if (typeof given !== "object" || given === null || !("$ref" in given)) return given;
  const [, , kind = "", name = ""] = String(given.$ref).split("/");
  return document.components[kind]?.[name] as T;
}

export const described = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item)
    .filter(([verb]) => ["get", "post", "put", "patch", "delete"].includes(verb))
    .map(([verb, operation]) => ({ path, verb: verb.toUpperCase(), item, operation: operation as Operation })),
);

const camel = (header: string) => header.toLowerCase().replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** What the description's examples make of a call. */
export function exampleCall({ parameters = [], requestBody }: Operation) {
  const params: Record<string, unknown> = {};
  const query = new Map<string, string>();
  const headers = new Map<string, string>();
  const path: Record<string, string> = {};
  for (const given of parameters) {
    const { name, in: place, example } = resolved(given);
    params[place === "header" ? camel(name) : name] = example;
    const text = Array.isArray(example) ? example.join(",") : String(example);
    if (place === "path") path[name] = text;
    else if (place === "query") query.set(name, text);
    else headers.set(name.toLowerCase(), text);
  }
  const body = requestBody && resolved(requestBody);
  const [type, media] = Object.entries(body?.content ?? {})[0] ?? [];
  if (type === "multipart/form-data")
    params.body = { file: new File(["content"], "offer.pdf", { type: "application/pdf" }) };
  else if (media) params.body = media.example;
  return { params, query, headers, path, type, example: media?.example };
}
