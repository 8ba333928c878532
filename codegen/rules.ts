/**
 * The project's own rules for a description, beside those of the OpenAPI specification. They see to it that what is
 * generated from it reads well and can be trusted: a rule that is broken fails the build.
 */
import type { Oas3Rule } from "@redocly/openapi-core/lib/visitors.js";
import { camelCase, isIdentifier, pascalCase } from "./code/names.js";
import { TYPES } from "./code/vocabulary.js";
import { recordSchemas, recordsOf } from "./record-rules.js";

/** The parts of a description that the rules read. */
interface Reference {
  $ref?: string;
}
interface SchemaNode extends Reference {
  type?: unknown;
  format?: string;
}
interface ParameterNode extends Reference {
  name?: string;
  in?: string;
  description?: string;
  example?: unknown;
  examples?: unknown;
  explode?: boolean;
  schema?: SchemaNode;
}
interface OperationNode {
  operationId?: string;
  tags?: string[];
  summary?: string;
  description?: string;
  parameters?: ParameterNode[];
  requestBody?: object;
  responses?: object;
  security?: unknown;
  "x-method"?: unknown;
  "x-idempotent"?: unknown;
  "x-empty"?: unknown;
  "x-nothing"?: unknown;
  "x-paging"?: unknown;
}
interface ServerNode {
  url: string;
  "x-server"?: string;
}
interface MediaNode {
  schema?: SchemaNode;
  example?: unknown;
  examples?: unknown;
}

/** Types of the language and of generated code; a model of the same name would shadow them. */
const GLOBALS: ReadonlySet<string> = new Set([
  ...Object.getOwnPropertyNames(globalThis),
  ..."Record Partial Required Readonly Pick Omit Exclude Extract NonNullable Parameters ReturnType Awaited".split(" "),
  ...TYPES,
  "CrmClient",
]);

const operationId: Oas3Rule = () => {
  const seen = new Set<string>();
  return {
    Operation(operation: OperationNode, { report, location }) {
      const id = operation.operationId;
      if (id === undefined) return report({ message: "add an operationId to the operation; it names the function" });
      const at = location.child("operationId");
      if (!/^[a-z][A-Za-z0-9]*$/.test(id) || !isIdentifier(id)) {
        report({ message: `"${id}" is not a camelCase function name`, location: at });
      }
      if (seen.has(id)) report({ message: `"${id}" is also the operationId of another operation`, location: at });
      seen.add(id);
    },
  };
};

const oneTag: Oas3Rule = () => {
  const known = new Set<string>();
  return {
    Root({ tags = [] }: { tags?: { name: string }[] }) {
      for (const { name } of tags) known.add(name);
    },
    Operation({ tags = [] }: OperationNode, { report, location }) {
      const [tag] = tags;
      if (tags.length !== 1 || tag === undefined) {
        return report({ message: "use exactly one tag for the operation; it names its group and its file" });
      }
      if (!known.has(tag)) {
        report({ message: `the tag "${tag}" is not listed in openapi.yaml`, location: location.child("tags") });
      }
    },
  };
};

const shortMethod: Oas3Rule = () => {
  const seen = new Map<string, string>();
  return {
    Operation(operation: OperationNode, { report, location }) {
      const method = operation["x-method"];
      if (typeof method !== "string" || !/^[a-z][A-Za-z0-9]*$/.test(method)) {
        return report({ message: 'add an x-method in camelCase to the operation: its name in the group, e.g. "list"' });
      }
      const name = `${operation.tags?.[0]}.${method}`;
      const other = seen.get(name);
      if (other) report({ message: `"${name}" is ${other} already`, location: location.child("x-method") });
      seen.set(name, String(operation.operationId));
    },
  };
};

const summary: Oas3Rule = () => ({
  Operation({ summary: text, description }: OperationNode, { report, location }) {
    if (!text) return report({ message: "add a summary to the operation; editors show it first" });
    if (text.length > 80)
      report({ message: "the summary is longer than 80 characters", location: location.child("summary") });
    if (text.endsWith("."))
      report({ message: "end the summary without a full stop", location: location.child("summary") });
    if (!description) report({ message: "add a description to the operation: limits, credits" });
  },
});

const describedParameter: Oas3Rule = () => ({
  Parameter(parameter: ParameterNode, { report, location }) {
    if (!parameter.description) report({ message: `describe the parameter "${parameter.name}"` });
    if (parameter.example === undefined && parameter.examples === undefined) {
      report({ message: `add an example to the parameter "${parameter.name}"` });
    }
    const { schema } = parameter;
    if (parameter.in === "query" && schema?.type === "array" && parameter.explode !== false) {
      const message = `"${parameter.name}" is comma-separated in Zoho's API: set explode to false`;
      report({ message, location: location.child("schema") });
    }
  },
});

const parameterNames: Oas3Rule = () => ({
  Operation(operation: OperationNode, { report, resolve }) {
    const seen = new Set<string>(operation.requestBody ? ["body"] : []);
    for (const given of operation.parameters ?? []) {
      const { name: wire = "", in: where } = given.$ref
        ? (resolve<ParameterNode>({ $ref: given.$ref }).node ?? {})
        : given;
      const name = where === "header" ? camelCase(wire) : wire;
      if (seen.has(name)) report({ message: `two parameters would be named "${name}"` });
      seen.add(name);
    }
  },
});

const safety: Oas3Rule = () => ({
  PathItem: {
    Operation(operation: OperationNode, { report, key, location }) {
      const stated = operation["x-idempotent"];
      if (stated === undefined && key === "get") return;
      if (typeof stated !== "boolean" && stated !== "unless-rows") {
        report({
          message: "say with x-idempotent: true, false or unless-rows whether the operation is safe to repeat",
          location,
        });
      }
    },
  },
});

const scopes: Oas3Rule = () => ({
  Operation({ security }: OperationNode, { report }) {
    if (security === undefined) report({ message: "list the scopes under security; [] if no token is needed" });
  },
});

/** The hosts other than the API's whose addresses the runtime knows. */
const HOSTS: ReadonlySet<string | undefined> = new Set(["accounts", "content", "download"]);

const serverHost: Oas3Rule = () => {
  let own: string | undefined;
  const hostOf = ({ url }: ServerNode) => (URL.canParse(url) ? new URL(url).host : url);
  return {
    Root({ servers: [first] = [] }: { servers?: ServerNode[] }) {
      own = first && hostOf(first);
    },
    Server(server: ServerNode, { report }) {
      const name = server["x-server"];
      if (name === undefined ? hostOf(server) === own : HOSTS.has(name)) return;
      report({ message: `say with x-server which host ${hostOf(server)} is: ${[...HOSTS].join(", ")}` });
    },
  };
};

const namedSchemas: Oas3Rule = () => ({
  Response: {
    MediaTypesMap(content: Record<string, MediaNode>, { report }) {
      const [type, ...more] = Object.entries(content);
      if (type === undefined || more.length > 0)
        return report({ message: "use exactly one media type for the response" });
      const [name, { schema }] = type;
      if (schema?.format === "binary" && name !== "application/json") return;
      if (!/[/+]json$/.test(name))
        return report({ message: `a response is JSON or a file (format: binary), not ${name}` });
      if (!schema?.$ref)
        report({ message: "refer to the response's schema by name ($ref), so that its type has a name" });
    },
  },
  RequestBody: {
    MediaTypesMap(content: Record<string, MediaNode>, { report }) {
      const [type, ...more] = Object.entries(content);
      if (type === undefined || more.length > 0) return report({ message: "use exactly one media type for the body" });
      if (!type[1].schema?.$ref)
        report({ message: "refer to the body's schema by name ($ref), so that its type has a name" });
    },
  },
});

const schemaNames: Oas3Rule = () => ({
  NamedSchemas: {
    Schema(_: SchemaNode, { key, report }) {
      const name = String(key);
      if (!/^[A-Z][A-Za-z0-9]*$/.test(name)) report({ message: `"${name}" is not a PascalCase type name` });
      if (GLOBALS.has(name)) report({ message: `"${name}" would shadow a global type of that name` });
    },
  },
});

const nothing: Oas3Rule = () => ({
  Operation(operation: OperationNode, { report }) {
    const statuses = Object.keys(operation.responses ?? {}).filter((status) => status.startsWith("2"));
    const mayBeEmpty = statuses.length > 1 && statuses.includes("204");
    if (mayBeEmpty && !operation["x-nothing"])
      report({ message: "describe with x-nothing when the response is a 204" });
    if (!mayBeEmpty && operation["x-nothing"]) report({ message: "x-nothing describes a 204, but no 204 is declared" });
  },
});

const emptyLists: Oas3Rule = () => ({
  Operation(operation: OperationNode, { report }) {
    const nothing = "204" in (operation.responses ?? {});
    const empty = operation["x-empty"] !== undefined;
    if (empty && !nothing) report({ message: "x-empty describes the result of a 204, but no 204 is declared" });
    if (operation["x-paging"] !== undefined && nothing && !empty) {
      report({ message: "describe with x-empty the result of the list's 204: the same shape with an empty list" });
    }
  },
});

const examples: Oas3Rule = () => ({
  MediaType(media: MediaNode, { key, report }) {
    if (!/json$/.test(String(key))) return;
    if (media.example === undefined && media.examples === undefined) report({ message: "add an example" });
  },
});

const uniqueTypes: Oas3Rule = () => {
  const operations = new Set<string>();
  return {
    Operation({ operationId: id }: OperationNode) {
      for (const suffix of ["Params", "ParamsIn"]) if (id) operations.add(`${pascalCase(id)}${suffix}`);
    },
    NamedSchemas: {
      Schema(_: SchemaNode, { key, report }) {
        if (operations.has(String(key))) report({ message: `"${key}" is the type of an operation's parameters` });
      },
    },
  };
};

export const RULES: Readonly<Record<string, Oas3Rule>> = {
  "operation-id": operationId,
  "one-tag": oneTag,
  "short-method": shortMethod,
  summary,
  "described-parameter": describedParameter,
  "parameter-names": parameterNames,
  idempotent: safety,
  scopes,
  "server-host": serverHost,
  "named-schemas": namedSchemas,
  "schema-names": schemaNames,
  nothing,
  "empty-lists": emptyLists,
  examples,
  "unique-types": uniqueTypes,
  "records-of": recordsOf,
  "record-schemas": recordSchemas,
};
