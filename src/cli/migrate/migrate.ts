import { CommandError, command, UsageError } from "../command.js";
import { diffOf } from "./diff.js";
import { displayPath, reportOf } from "./report.js";
import { sourceFiles } from "./source-files.js";

/** `zcrm migrate` */
export const migrate = command({
  usage: ["[PATH] [OPTIONS]"],
  about: [
    "Finds calls of the old client (zcrmsdk, @trifoia/zcrmsdk, zcrm/legacy) in JavaScript and TypeScript, and shows the typed call that replaces each one. PATH is a file or a folder [default: the working directory]. Skips node_modules, dist, build, coverage and hidden folders.",
    "A suggestion without a review does what the old call does. A call is to be reviewed if its input is put together at run time, or if the client comes from elsewhere: from a parameter or from another file. Such a client is only found if it is called as ….GROUP.name(…). Not found: calls whose group is computed at run time.",
  ],
  options: {
    diff: { type: "boolean", help: "show the lines that --write changes" },
    write: {
      type: "boolean",
      help: 'change the package name to zcrm/legacy where the program loads or mocks it, and add a comment "zcrm: …" above each statement that needs your review. Nothing else changes: the program keeps making its old calls',
    },
  },
  json: "{ searched, files: [{ path, findings: [{ line, call, typed, review }], isWritten, problem }] }",
  exitCodes: { 0: "success", 1: "a file cannot be read or written" },
  async run({ write = false, diff = false }, { words: [path = ".", ...more], warn }) {
    if (more.length > 0) throw new UsageError(`only one path is allowed, but got ${more.join(" ")} as well`);
    const files = await sourceFiles(path).catch((error: Error) => {
      throw new CommandError(error.message);
    });
    const { migrateFiles } = await import("./migration.js").catch((cause: unknown) => {
      const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
      if (code !== "ERR_MODULE_NOT_FOUND") throw cause;
      throw new CommandError("a package is missing; run: npm install --save-dev ts-morph@28.0.0");
    });
    const results = await migrateFiles(files, write);
    const problems = results.filter(({ problem }) => problem !== undefined);
    for (const { path, problem } of problems) warn(`${displayPath(path)}: unchanged: ${problem}`);
    return {
      text: [
        ...reportOf(results, files.length, write),
        ...(diff ? results.flatMap(({ path, change }) => (change ? [...diffOf(displayPath(path), change)] : [])) : []),
      ].join("\n"),
      data: { searched: files.length, files: results.map(({ change: _, ...result }) => result) },
      exitCode: problems.length > 0 ? 1 : 0,
    };
  },
});
