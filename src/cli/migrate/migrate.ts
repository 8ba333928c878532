import { CommandError, command, UsageError } from "../command.js";
import { displayPath, reportOf } from "./report.js";
import { sourceFiles } from "./source-files.js";

/** `zcrm migrate` */
export const migrate = command({
  summary: "find calls of the old client and their typed replacements",
  usage: ["[PATH] [OPTIONS]"],
  about: [
    "Finds calls of the old client (zcrmsdk, @trifoia/zcrmsdk, zcrm/legacy) in JavaScript and TypeScript, and shows the typed call that replaces each one. PATH is a file or a folder [default: the working directory]. Skips node_modules, dist, build, coverage and hidden folders.",
    "Not found: a client that is passed to a function, kept in an object or imported from another file, unless it is called as ….API.GROUP.name(…); and calls whose names are computed at run time.",
  ],
  options: {
    write: {
      type: "boolean",
      help: 'change the package name in require and import to zcrm/legacy, and add a comment "zcrm: …" above each statement that needs your review. Nothing else changes: the program keeps making its old calls',
    },
  },
  json: "{ searched, files: [{ path, findings: [{ line, call, typed, review }], isWritten, problem }] }",
  exitCodes: { 0: "success", 1: "a file cannot be read or written" },
  async run({ write = false }, { words: [path = ".", ...more], warn }) {
    if (more.length > 0) throw new UsageError(`only one path is allowed, but got ${more.join(" ")} as well`);
    const { migrateFiles } = await import("./migration.js").catch((cause: unknown) => {
      const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
      if (code !== "ERR_MODULE_NOT_FOUND") throw cause;
      throw new CommandError("a package is missing; run: npm install --save-dev ts-morph@28.0.0");
    });
    const files = await sourceFiles(path).catch((error: Error) => {
      throw new CommandError(error.message);
    });
    const results = await migrateFiles(files, write);
    const problems = results.filter(({ problem }) => problem !== undefined);
    for (const { path, problem } of problems) warn(`${displayPath(path)}: unchanged: ${problem}`);
    return {
      text: [...reportOf(results, files.length, write)].join("\n"),
      data: { searched: files.length, files: results },
      exitCode: problems.length > 0 ? 1 : 0,
    };
  },
});
