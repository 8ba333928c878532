/** The old calls that an operation replaces, each with the values of the operation's example. */
import { callName, OLD_CALLS, type OldCall, type Replacement } from "../../../src/legacy/old-calls.js";
import { literal } from "../../code/text.js";
import type { OperationModel, ParamModel } from "../../model.js";
import { SAMPLE_WIDTH } from "./width.js";

export const oldCalls = (operation: OperationModel): readonly string[] =>
  OLD_CALLS.flatMap((call) =>
    call.replacedBy
      .filter(({ method }) => method === `${operation.group}.${operation.method}`)
      .map((replacement) => oldCall(operation, call, replacement)),
  );

/** A program of the old client, after its `initialize`. */
function oldCall(operation: OperationModel, call: OldCall, replacement: Replacement): string {
  const input = inputOf(operation, call, replacement);
  const open = `ZCRMRestClient.API.${callName(call)}(`;
  const close = ").then((response) => {";
  const given = Object.keys(input).length === 0 ? "" : literal(input, SAMPLE_WIDTH, open.length + close.length);
  const withFile = FILE.test(given);
  const written = given.replace(FILE, "fs.createReadStream($1)");
  const use = call.request.download ? SAVE : "  console.log(response.body);";
  const begin = withFile || call.request.download ? 'const fs = require("node:fs");\n\n' : "";
  return `${begin}${open}${written}${close}\n${use}\n});\n`;
}

/** Old programs write the bytes of a file themselves. With "wx", a name that the server chose overwrites nothing. */
const SAVE = `\
  fs.writeFileSync(response.filename, response.body, {
    encoding: "binary",
    flag: "wx",
  });`;

/** A file of a typed example. Old calls take a stream. */
const FILE = /\{\s*path: ("[^"]*"),?\s*\}/;

function inputOf({ example, params }: OperationModel, { request }: OldCall, replacement: Replacement): object {
  const { given, parameters } = replacement;
  const byName = new Map(params.map((param) => [param.name, param]));
  const members = Object.entries(parameters).map(([member, name]): [string, unknown] => [
    member,
    memberValue(member, name, example, byName.get(name)),
  ]);
  const taken: readonly string[] = [...Object.values(parameters), "body", ...Object.keys(request.query ?? {})];
  const others = params.filter(({ name }) => name in example && !taken.includes(name));
  const valuesAt = (isThere: (param: ParamModel) => boolean) =>
    Object.fromEntries(others.filter(isThere).map(({ name, wireName }) => [wireName, example[name]]));
  const { module, ...own } = Object.fromEntries(members);
  return {
    ...(module === undefined ? {} : { module }),
    ...(given === "upsert" ? { id: "upsert" } : {}),
    ...own,
    ...nonEmpty(
      "params",
      valuesAt(({ place }) => place === "query"),
    ),
    ...nonEmpty(
      "headers",
      valuesAt(({ place }) => place === "header"),
    ),
  };
}

function memberValue(member: string, name: string, example: OperationModel["example"], param?: ParamModel): unknown {
  // The typed body has the file as its member.
  if (member === "x_file_content") return Object(example.body).file;
  // The old body of a link is an object with one member.
  if (member === "body" && name !== "body") return { [name]: param?.example };
  return example[name];
}

const nonEmpty = (name: string, values: object): object => (Object.keys(values).length > 0 ? { [name]: values } : {});
