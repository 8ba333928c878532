/** Short ways to write small descriptions. */
import type { JsonObject } from "../../../../codegen/external/json.js";

export const text = { type: "string" };
export const integer = { type: "integer" };
export const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
export const list = (items: object) => ({ type: "array", items });
export const object = (properties: object, required?: readonly string[]) => ({
  type: "object",
  properties,
  ...(required && { required }),
});
export const json = (schema: object) => ({ content: { "application/json": { schema } } });
export const ok = (schema: object = text) => ({ 200: { description: "ok", ...json(schema) } });
export const done = { 204: { description: "done" } };

/** A description with the given paths. */
export const described = (paths: object, more: object = {}): JsonObject => ({
  openapi: "3.1.0",
  info: { title: "T", version: "1" },
  servers: [{ url: "/v1" }],
  paths,
  ...more,
});

/** A description with one operation, `send`. */
export const sending = (operation: object, path = "/x", more: object = {}, verb = "post"): JsonObject =>
  described({ [path]: { [verb]: { operationId: "send", tags: ["things"], responses: done, ...operation } } }, more);

/** A description with an operation that gets one of these schemas, and one that puts it. */
export const schemas = (all: Readonly<Record<string, object>>, version = "3.1.0"): JsonObject => {
  const paths = Object.keys(all).map((name, index) => [
    `/x${index}`,
    {
      get: { operationId: `get${index}`, tags: ["things"], responses: ok(ref(name)) },
      put: {
        operationId: `put${index}`,
        tags: ["things"],
        requestBody: { required: true, ...json(ref(name)) },
        responses: done,
      },
    },
  ]);
  return described(Object.fromEntries(paths), { openapi: version, components: { schemas: all } });
};
