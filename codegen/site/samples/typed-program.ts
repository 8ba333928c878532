/** A whole program that makes the call of an operation's example. */
import { exampleCall } from "../../emit/example-call.js";
import type { OperationModel } from "../../model.js";
import { savedAs } from "./saved-as.js";
import { SAMPLE_WIDTH } from "./width.js";

export function typedProgram(operation: OperationModel): string {
  const { variable, use } = useOf(operation);
  const assigned = variable === undefined ? "" : `const ${variable} = `;
  const open = `${assigned}await crm.${operation.group}.${operation.method}(`;
  const call = `${exampleCall(operation, open, [], SAMPLE_WIDTH)};`;
  return `${BEGINNING}\n${[call, ...use].join("\n")}\n`;
}

const BEGINNING = ['import { createClient } from "zcrm";', "", "const crm = createClient();", ""].join("\n");

/** What a program does with the result, and the variable that holds it. */
function useOf({ group, result, isPartial }: OperationModel): { variable?: string; use: readonly string[] } {
  const { kind, rows } = result;
  const list = kind === "list" ? Object.keys(Object(result.empty))[0] : rows;
  switch (kind) {
    case "empty":
      return { use: [] };
    case "download":
      return { variable: "file", use: [`await file.saveTo("${savedAs(result) ?? "."}");`] };
    case "optionalDownload":
      return { variable: "file", use: [`await file?.saveTo("${savedAs(result) ?? "."}");`] };
    case "list":
      return { variable: `{ ${list} }`, use: [`for (const row of ${list}) console.log(row);`] };
    case "optional":
      return { variable: "found", use: [`console.log(found${rows === undefined ? "" : `?.${rows}[0]`});`] };
    default:
      if (rows === undefined)
        return { variable: "response", use: group === "oauth" ? SECRETS : ["console.log(response);"] };
      return { variable: `{ ${rows} }`, use: isPartial ? OUTCOMES(rows) : [`console.log(${rows}[0]);`] };
  }
}

/** The accounts server responds with tokens. */
const SECRETS: readonly string[] = ["console.log(Object.keys(response)); // tokens do not belong in a log"];

/** Some rows may have been rejected. */
const OUTCOMES = (rows: string): readonly string[] => [
  `for (const row of ${rows}) {`,
  '  if (row.status === "error") console.error(row.code, row.message);',
  "}",
];
