import { createClient } from "../../index.js";
import { CommandError, command, UsageError } from "../command.js";
import type { Options } from "../definition.js";
import { type DescribedOperation, meantBy, operationNamed, operations } from "../description/operations.js";
import { stopSignal } from "../signal.js";
import { STORE_OPTIONS, usableTokens } from "../tokens/store.js";
import { commandLimits } from "../transfer/limits.js";
import { readBody } from "./body.js";
import { describedIn, listed } from "./describe.js";
import { dryRun } from "./dry-run.js";
import { outcomeOf } from "./outcome.js";
import { checkRequired, readHeaders, readParameters } from "./parameters.js";
import { send } from "./send.js";

const OPTIONS = {
  param: {
    type: "string",
    multiple: true,
    value: "NAME=VALUE",
    help: "a parameter; may be repeated. Separate the values of a list with commas",
  },
  body: { type: "string", value: "FILE", help: "a JSON file to send as the body; - reads standard input" },
  file: {
    type: "string",
    multiple: true,
    value: "NAME=PATH",
    help: "a file to upload, under the name of its member; may be repeated",
  },
  header: {
    type: "string",
    multiple: true,
    value: "NAME=VALUE",
    help: "a header that is not a parameter; may be repeated",
  },
  out: {
    type: "string",
    value: "FILE",
    help: "write the response to this file; a download also to a folder, under its own name",
  },
  "dry-run": { type: "boolean", help: "print method, path and body, and send nothing" },
  ...STORE_OPTIONS,
} as const satisfies Options;

/** `zcrm call` */
export const call = command({
  usage: ["OPERATION [--param NAME=VALUE …] [OPTIONS]", "OPERATION --help", "[--json]"],
  words: () => operations().map(({ name }) => name),
  helpOn: (words, options) => {
    const operation = words.map((word) => operationNamed(word)).find((found) => found !== undefined);
    return operation && describedIn(operation, options);
  },
  about: [
    "Calls an operation of the API by its name in the client, such as records.list, or by its id, such as getRecords. `zcrm call` lists them, and `zcrm call OPERATION --help` shows the parameters, scopes, credits and an example.",
    "Prints the response as JSON, as Zoho sent it: integers too long for a number are strings. The responses of oauth calls contain tokens. A download goes to --out, or to a pipe. Writes are sent without a question; --dry-run shows them first.",
  ],
  examples: [
    ["zcrm call records.list --param module=Leads --param fields=Last_Name,Email", "one page of leads"],
    ["zcrm call records.create --param module=Leads --body leads.json --dry-run", "what would be sent"],
    ["zcrm call records.create --param module=Leads --body leads.json", "up to 100 records"],
    ["zcrm call records.create --help", "the parameters of the operation, and an example of the body"],
  ],
  options: OPTIONS,
  json: "the response; without OPERATION, { operations: [{ name, id, method, path, summary, parameters, scopes, credits }] }; with --dry-run, { method, path, headers, body }; with --out, { path }",
  exitCodes: {
    0: "success",
    1: "some rows were rejected",
    2: "the call failed, or wrong usage",
    130: "stopped by Ctrl-C",
  },
  failureCode: 2,
  // What Zoho sent is printed as it is.
  showsSecrets: true,
  async *run({ param = [], body, file, header = [], out, "dry-run": isDryRun, ...tokens }, { words, json }) {
    const [name, ...more] = words;
    if (name === undefined) return { text: listed(), data: { operations: operations().map(summaryOf) } };
    if (more.length > 0) throw new UsageError(`unexpected argument ${more[0]}: pass parameters as --param NAME=VALUE`);
    const operation = operationNamed(name);
    if (operation === undefined) throw unknownOperation(name);
    const given = readParameters(operation, param);
    const content = await readBody(operation, { body, file });
    checkRequired(operation, given, content !== undefined);
    const params = content === undefined ? given : { ...given, body: content };
    const headers = readHeaders(header);
    if (isDryRun) return dryRun(operation, params, headers);
    if (operation.isDownload && out === undefined && (json || process.stdout.isTTY)) {
      const reason = json ? "is not JSON" : "a terminal cannot show";
      throw new UsageError(`${operation.name} returns a file, which ${reason}: pass --out FILE`);
    }
    if (out === "") throw new UsageError("--out is empty: pass the file to write");

    using stop = stopSignal();
    try {
      await using crm = createClient({ ...(await usableTokens(tokens)).options, ...(await commandLimits()) });
      const response = await send(crm, operation, params, { signal: stop.signal, headers });
      return yield* outcomeOf(operation, response, out);
    } catch (error) {
      throw stop.signal.aborted ? stopped(operation) : error;
    }
  },
});

function unknownOperation(name: string): UsageError {
  const meant = meantBy(name);
  const hint = meant.length === 0 ? "zcrm call lists all of them" : `did you mean ${meant.join(", ")}?`;
  return new UsageError(`unknown operation ${JSON.stringify(name.slice(0, 100))}; ${hint}`);
}

const stopped = ({ name, verb }: DescribedOperation): CommandError =>
  new CommandError(
    verb === "GET" ? "stopped" : `stopped; ${name} may have been carried out, so look before you repeat it`,
    130,
  );

function summaryOf({ name, id, verb, path, summary, parameters, scopes, credits }: DescribedOperation) {
  const named = parameters.map((parameter) => ({ name: parameter.name, required: parameter.isRequired }));
  return { name, id, method: verb, path, summary, parameters: named, scopes, credits };
}
