import { block, bracketed, type Code, code, imported, join } from "../code/code.js";
import { comment, propertyName } from "../code/text.js";
import { clientFunctions, clientTypes, moduleTypes, runtimeTypes, schemaTypes } from "../code/vocabulary.js";
import type { GroupModel } from "../model.js";
import { fileOf } from "./file.js";
import { dependsOnModule } from "./signatures.js";

const { OrganizationModules } = moduleTypes;
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
  const members = groups.map((group) => {
    const { name, typeName, file, doc } = group;
    const type = hasRecords(group)
      ? code`${imported(`operations/${file}`, `${typeName}In`)}<R>`
      : imported(`operations/${file}`, typeName);
    return code`${comment({ text: doc })}readonly ${propertyName(name)}: ${type};`;
  });
  const text = groups.some(hasRecords)
    ? "The operations, one group per part of the API, for an organization with the modules `R`."
    : "The operations, one group per part of the API.";
  return code`${comment({ text })}export interface ${Groups.text}${registryParameter(groups)} ${block(members)}`;
}

/** Whether some types of the group depend on the registry of its client. */
const hasRecords = ({ operations }: GroupModel): boolean => operations.some(dependsOnModule);

const registryParameter = (groups: readonly GroupModel[]): Code | string =>
  groups.some(hasRecords) ? code`<R = ${OrganizationModules}>` : "";

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
  const name = code`${doc}export function ${bindGroups.text}`;
  if (!groups.some(hasRecords)) {
    return code`${name}(client: ${ApiClient}): ${Groups.text} ${block([code`return ${block(members)};`])}`;
  }
  // Only the types of the calls differ from registry to registry.
  const body = block([
    code`const groups: ${Groups.text} = ${block(members)};`,
    code`return groups as object as ${Groups.text}<R>;`,
  ]);
  return code`${name}${registryParameter(groups)}(client: ${ApiClient}): ${Groups.text}<R> ${body}`;
}
