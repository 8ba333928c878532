import { block, bracketed, type Code, code, imported, join } from "../code/code.js";
import { comment, propertyName } from "../code/text.js";
import { clientFunctions, clientTypes, runtimeTypes, schemaTypes } from "../code/vocabulary.js";
import type { GroupModel } from "../model.js";
import { fileOf } from "./file.js";

const { bindGroups } = clientFunctions;
const { Groups, RawClient } = clientTypes;
const { ApiClient, RawCalls } = runtimeTypes;

/** `client.ts`: the operations as groups that belong to one client. */
export function emitClient(groups: readonly GroupModel[], runtime: string): string {
  const declarations = [rawClient(), groupsInterface(groups), bindFunction(groups)];
  return fileOf("client.ts", "spec/openapi.yaml", runtime, join(declarations, "\n\n"));
}

const rawClient = (): Code =>
  code`${comment({
    text: "The openapi-fetch client below the groups, typed by the description. For calls that need its own options.",
  })}export interface ${RawClient.text} extends ${RawCalls}<${schemaTypes.paths}> {}`;

function groupsInterface(groups: readonly GroupModel[]): Code {
  const members = groups.map(
    ({ name, typeName, file, doc }) =>
      code`${comment({ text: doc })}readonly ${propertyName(name)}: ${imported(`operations/${file}`, typeName)};`,
  );
  const doc = comment({ text: "The operations, one group per part of the API." });
  return code`${doc}export interface ${Groups.text} ${block(members)}`;
}

/** The indentation of a method: in a group, in the object that the function returns. */
const METHOD_MARGIN = 6;

function bindFunction(groups: readonly GroupModel[]): Code {
  const members = groups.map(({ name, file, operations }) => {
    const methods = operations.map(({ method, id }) => {
      const call = code`${propertyName(method)}: (params, options) => ${imported(`operations/${file}`, id, false)}(`;
      return bracketed(call, ["client", "params", "options"], "),", METHOD_MARGIN);
    });
    return code`${propertyName(name)}: ${block(methods)},`;
  });
  const doc = comment({ text: "Binds every operation to this client, as a method of its group." });
  const body = block([code`return ${block(members)};`]);
  return code`${doc}export function ${bindGroups.text}(client: ${ApiClient}): ${Groups.text} ${body}`;
}
