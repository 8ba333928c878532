/** What the reference is made from: the description, as the generator and the commands read it. */
import { readFile } from "node:fs/promises";
import type { OpenAPI3 } from "openapi-typescript";
import { exampleLine } from "../../src/cli/call/describe.js";
import { groupOf, operationNamed } from "../../src/cli/description/operations.js";
import { type Explanation, explanations } from "../../src/cli/explain/explanations.js";
import { callName, OLD_CALLS, type OldCall, type Replacement } from "../../src/legacy/old-calls.js";
import { type GroupModel, type OperationModel, readModel } from "../model.js";
import { deriveRecordTypes, type ModuleModel } from "../types/modules.js";
import { typesByUse } from "../types/uses.js";
import { type Declaration, readDeclarations } from "./declarations.js";
import { type Sample, samplesOf } from "./samples/samples.js";

export interface Reference {
  readonly groups: readonly ReferenceGroup[];
  readonly modules: readonly ModuleModel[];
  /** The types of bodies and responses. */
  readonly models: ReadonlyMap<string, Declaration>;
  /** The types that depend on a module. */
  readonly moduleTypes: ReadonlyMap<string, Declaration>;
  readonly errors: readonly Explanation[];
}

export interface ReferenceGroup {
  readonly name: string;
  /** `Custom views` */
  readonly title: string;
  readonly doc: string;
  readonly operations: readonly ReferenceOperation[];
}

export interface ReferenceOperation {
  readonly group: string;
  /** `records.list` */
  readonly name: string;
  readonly model: OperationModel;
  /** `1 for each 10 records` */
  readonly credits: string;
  readonly errorCodes: readonly string[];
  /** The examples of its parameters by name. */
  readonly examples: ReadonlyMap<string, unknown>;
  readonly samples: readonly Sample[];
  readonly commandLine: string;
  readonly replaces: readonly ReplacedCall[];
}

/** A call of the old client that an operation replaces. */
export interface ReplacedCall {
  /** `API.MODULES.get` */
  readonly name: string;
  readonly call: OldCall;
  readonly replacement: Replacement;
}

/** @param folder The repository */
export async function readReference(folder: string): Promise<Reference> {
  const read = (file: string) => readFile(`${folder}/generated/${file}`, "utf8");
  const document = JSON.parse(await read("openapi.json")) as OpenAPI3;
  const derived = deriveRecordTypes(document);
  const apart = typesByUse(derived).document;
  const { groups } = readModel({ document: apart, sourceOf: () => "" }, { ...derived, document: apart });
  const titles = new Map((document.tags ?? []).map(({ name }) => [groupOf(name), name] as const));
  return {
    groups: groups.map((group) => readGroup(group, titles.get(group.name) ?? group.name)),
    modules: derived.modules,
    models: readDeclarations(await read("models.ts")),
    moduleTypes: readDeclarations(await read("modules.ts")),
    errors: explanations(),
  };
}

const readGroup = ({ name, doc, operations }: GroupModel, title: string): ReferenceGroup => ({
  name,
  title,
  doc,
  operations: operations.map((model) => readOperation(name, model)),
});

function readOperation(group: string, model: OperationModel): ReferenceOperation {
  const described = operationNamed(model.id);
  if (described === undefined)
    throw new Error(`${model.id}: the commands do not know this operation; run: npm run codegen`);
  const { name, credits, isPerTen, errorCodes, parameters } = described;
  return {
    group,
    name,
    model,
    credits: `${credits}${isPerTen ? " for each 10 records" : ""}`,
    errorCodes,
    examples: new Map(parameters.map((parameter) => [parameter.name, parameter.example])),
    samples: samplesOf(model),
    commandLine: exampleLine(described),
    replaces: OLD_CALLS.flatMap((call) =>
      call.replacedBy
        .filter(({ method }) => method === name)
        .map((replacement) => ({ name: `API.${callName(call)}`, call, replacement })),
    ),
  };
}
