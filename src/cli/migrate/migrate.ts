import { relative } from "node:path";
import { callName, OLD_CALLS } from "../../legacy/old-calls.js";
import { type Command, CommandError, readOptions, UsageError } from "../command.js";
import type { FileResult } from "./migration.js";
import { sourceFiles } from "./source-files.js";

const OPTIONS = { write: { type: "boolean" } } as const;

const help = `Usage: zcrm migrate [PATH] [--write]

Finds the calls of the old client (zcrmsdk, @trifoia/zcrmsdk, zcrm/legacy) in JavaScript and TypeScript, and shows for
each the typed call that replaces it. PATH is a file or a folder [default: the working directory]; node_modules, dist,
build, coverage and hidden folders are left out.

  --write    change the package's name in require and import to zcrm/legacy, and put a comment "zcrm: …" above what
             a person must look at. Nothing else is changed: the program goes on with its old calls.

What it does not see: clients that a function is given, keep in an object, or get from another file, unless they are
called as ….API.GROUP.name(…); names that are put together when the program runs.

Exit codes: 0 done, 1 a file could not be read or written, 2 wrong usage.`;

/** `zcrm migrate` */
export const migrate: Command = {
  summary: "find calls of the old client, and what replaces them",
  help,
  async run(args) {
    const [path = ".", ...more] = args.filter((arg) => !arg.startsWith("-"));
    if (more.length > 0) throw new UsageError(`give one path, not also ${more.join(" ")}`);
    const { write = false } = readOptions(
      args.filter((arg) => arg.startsWith("-")),
      OPTIONS,
    );
    const { migrateFiles } = await import("./migration.js").catch((cause: unknown) => {
      const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
      if (code !== "ERR_MODULE_NOT_FOUND") throw cause;
      throw new CommandError("it needs a package that is not installed; run: npm install --save-dev ts-morph@28.0.0");
    });
    const files = await sourceFiles(path).catch((error: Error) => {
      throw new CommandError(error.message);
    });
    const results = await migrateFiles(files, write);
    for (const line of reportOf(results, files.length, write)) console.log(line);
    const problems = results.filter(({ problem }) => problem !== undefined);
    for (const { path, problem } of problems) console.error(`${nameOf(path)}: left alone: ${problem}`);
    return problems.length > 0 ? 1 : 0;
  },
};

const nameOf = (path: string): string => relative(".", path) || path;

function* reportOf(results: readonly FileResult[], looked: number, write: boolean): Generator<string> {
  const rows = results.flatMap(({ path, findings }) =>
    findings.map(({ line, call, typed, look }) => ({ place: `${nameOf(path)}:${line}`, call, typed, look })),
  );
  const [first, second] = [rows.map(({ place }) => place.length), rows.map(({ call }) => call.length)].map((lengths) =>
    Math.max(0, ...lengths),
  );
  for (const { place, call, typed, look } of rows) {
    yield `${place.padEnd(first ?? 0)}  ${call.padEnd(second ?? 0)}  ${typed ?? "-"}`;
    if (look !== undefined) yield `${" ".repeat(first ?? 0)}  look at it: ${look}`;
  }
  const differences = differencesOf(new Set(rows.map(({ call }) => call)));
  if (differences.length > 0) {
    yield "\nWhat differs: a typed call answers parsed JSON, not { statusCode, body, headers }, and fails with a CrmError";
    yield "where Zoho refuses it.";
    yield* differences;
  }
  const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? "" : "s"}`;
  const written = results.filter(({ isWritten }) => isWritten).length;
  yield `${rows.length > 0 ? "\n" : ""}${count(rows.length, "place")} in ${count(results.length, "file")} of ${looked}; ${count(
    rows.filter(({ look }) => look !== undefined).length,
    "place",
  )} to look at; ${write ? `${count(written, "file")} written` : "nothing written, which --write does"}`;
}

function differencesOf(calls: ReadonlySet<string>): readonly string[] {
  return OLD_CALLS.filter((call) => calls.has(callName(call))).flatMap((call) =>
    call.replacedBy
      .filter(({ differs }) => differs !== "")
      .map(({ method, differs }) => `  ${callName(call)} -> crm.${method}: ${differs.replaceAll("`", "")}`),
  );
}
