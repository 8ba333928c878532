/** Rules for the records of modules; `modules.ts` derives their types. */
import type { Oas3Rule } from "@redocly/openapi-core/lib/visitors.js";

interface Parameter {
  $ref?: string;
  name?: string;
  "x-module-name"?: boolean;
}
interface Operation {
  parameters?: Parameter[];
  "x-records-of"?: unknown;
}
interface Schema {
  "x-module"?: unknown;
  "x-record"?: unknown;
}

/** `x-records-of` must name the parameter that contains the module of the operation's records. */
export const recordsOf: Oas3Rule = () => ({
  Operation(operation: Operation, { report, resolve, location }) {
    const named = operation["x-records-of"];
    if (named === undefined) return;
    const parameters = (operation.parameters ?? []).map((given) =>
      given.$ref ? (resolve<Parameter>({ $ref: given.$ref }).node ?? {}) : given,
    );
    if (parameters.some((parameter) => parameter.name === named && parameter["x-module-name"])) return;
    const message = `x-records-of names "${named}", which is not a parameter of the operation with x-module-name: true`;
    report({ message, location: location.child("x-records-of") });
  },
});

const USES: ReadonlySet<unknown> = new Set(["read", "create", "update", "change", "upsert", "query"]);

/** A module has one schema, and so has each use of records of any module. */
export const recordSchemas: Oas3Rule = () => {
  const seen = new Map<unknown, string>();
  return {
    NamedSchemas: {
      Schema(schema: Schema, { key, report, location }) {
        const use = schema["x-record"];
        if (use !== undefined && !USES.has(use)) {
          const message = `x-record is "${use}"; use one of ${[...USES].join(", ")}`;
          report({ message, location: location.child("x-record") });
        }
        for (const mark of ["x-module", "x-record"] as const) {
          const value = schema[mark];
          if (value === undefined) continue;
          const other = seen.get(`${mark} ${value}`);
          if (other) report({ message: `${mark} "${value}" is ${other} already`, location: location.child(mark) });
          seen.set(`${mark} ${value}`, String(key));
        }
      },
    },
  };
};
