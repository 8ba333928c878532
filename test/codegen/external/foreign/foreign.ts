/** Generates code from many small descriptions, compiles all of it in one program, and calls it on a real server. */
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { JsonObject } from "../../../../codegen/external/json.js";
import { normalize } from "../../../../codegen/external/normalize/normalize.js";
import { generate } from "../../../../codegen/generate.js";
import { errorsIn, programIn, STRICT_SOURCES } from "../../../support/package/compile.js";
import type { Recorded, Reply } from "../../../support/servers/recording-server.js";

/** A description, and what is known about the code that it becomes. */
export interface ForeignCase {
  /** What is special about it. */
  readonly name: string;
  readonly description: JsonObject;
  /** A call as a program writes it; `api` has all functions, `client` is the client. */
  readonly call?: string;
  /** Types and statements before the call; a `@ts-expect-error` is a statement about the types. */
  readonly before?: string;
  readonly reply?: Reply;
  /** The part of the request that the description decides. */
  readonly sent?: Partial<Pick<Recorded, "method" | "url" | "body">> & { readonly headers?: JsonObject };
  /** Whether the call carries no access token. */
  readonly withoutToken?: true;
  /** What the call results in. */
  readonly result?: unknown;
  /** What the generator says, each found in a warning of its own. Without it, nothing. */
  readonly warnings?: readonly string[];
  /** Whether the warnings only say how things are called. */
  readonly renamed?: true;
  /** What the generator says, if it generates nothing. */
  readonly failure?: string;
}

/** What became of the cases. */
export interface ForeignCode {
  /** Warnings and failures, by the name of the case. */
  readonly told: ReadonlyMap<string, readonly string[]>;
  /** Errors of the compiler, by the name of the case. */
  readonly errors: ReadonlyMap<string, readonly string[]>;
  /** The module with the call of a case: its `call`. */
  readonly moduleOf: (one: ForeignCase) => string;
  remove(): Promise<void>;
}

const RUNTIME = resolve("src/core/operation.js");

export async function generateAll(cases: readonly ForeignCase[]): Promise<ForeignCode> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "zcrm-foreign-")));
  await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  const told = new Map<string, string[]>();
  const files: string[] = [];
  for (const [index, one] of cases.entries()) {
    const messages: string[] = [];
    told.set(one.name, messages);
    const report = (pointer: string, rule: string, message: string) => messages.push(`${pointer} ${rule}: ${message}`);
    let isGood = true;
    const fail = (...said: Parameters<typeof report>) => {
      isGood = false;
      report(...said);
    };
    const document = normalize(one.description, { warn: report, fail });
    if (!isGood) continue;
    const generated = await generate({ document, sourceOf: () => "" }, RUNTIME).catch((cause: unknown) => {
      throw new Error(`nothing can be generated for "${one.name}"`, { cause });
    });
    const output = new Map(generated);
    output.delete("openapi.json");
    output.set("call.ts", programOf(one));
    for (const [file, text] of output) {
      const path = join(folder, String(index), file);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
      files.push(path);
    }
  }
  const errors = new Map<string, string[]>();
  const program = programIn(folder, files, { ...STRICT_SOURCES, isolatedDeclarations: false });
  for (const error of errorsIn(folder, program)) {
    const name = cases[Number(error.split("/")[0])]?.name ?? "";
    errors.set(name, [...(errors.get(name) ?? []), error]);
  }
  return {
    told,
    errors,
    moduleOf: (one) => join(folder, String(cases.indexOf(one)), "call.ts"),
    remove: () => rm(folder, { recursive: true }),
  };
}

const programOf = ({ call = "undefined", before = "" }: ForeignCase): string => `\
import type { ApiClient } from ${JSON.stringify(RUNTIME)};
import * as api from "./operations/index.js";
import type * as models from "./models.js";
import { bindGroups } from "./client.js";
${before}
export type Models = keyof typeof models;
export const groups: typeof bindGroups = bindGroups;
export const call = async (client: ApiClient): Promise<unknown> => (void client, void api, ${call});
`;
