/** What is known of the module that a command reads or writes. */
import { stat } from "node:fs/promises";
import type { Field } from "../../../generated/models.js";
import { getFields } from "../../../generated/operations/fields.js";
import type { ApiClient, RequestOptions } from "../../core/operation.js";
import { FORMAT, type ModuleSchema, type Schema } from "../../schema/schema.js";
import { readSchemaFile } from "../../schema/schema-file.js";
import { CommandError, didYouMean } from "../command.js";
import type { Option } from "../definition.js";

const DEFAULT_FILE = "src/zoho/schema.json";

export const SCHEMA_OPTION = {
  type: "string",
  value: "FILE",
  help: `the schema.json that zcrm pull wrote, which tells the fields [default: ${DEFAULT_FILE} if it has the module; else Zoho is asked, for 1 API credit]`,
} as const satisfies Option;

/** A schema that has the module, and where it comes from. */
export interface KnownModule {
  readonly schema: Schema;
  readonly module: ModuleSchema;
  /** For a person. */
  readonly source: string;
  /** What asking cost. */
  readonly credits: number;
}

/**
 * The schema of a module: from the file, or from the organization.
 * @param client The client to ask, if the file does not have the module
 * @throws CommandError if the named file does not have the module, and what the call throws
 */
export async function moduleSchema(
  name: string,
  file: string | undefined,
  client: () => Promise<ApiClient>,
  options: RequestOptions = {},
): Promise<KnownModule> {
  const known = await moduleInFile(name, file);
  if (known !== undefined) return known;
  const { fields } = await getFields(await client(), { module: name }, options);
  return moduleOf(name, fields);
}

/** A module as its fields describe it, for the credit that they cost. */
export function moduleOf(name: string, fields: readonly Field[]): KnownModule {
  const module = {
    module: {},
    fields: Object.fromEntries(fields.map(({ api_name, ...field }) => [api_name, field])),
    layouts: [],
    related_lists: [],
  };
  const schema = { format: FORMAT, profile: null, fieldMembers: [], modules: { [name]: module }, leftOut: {}, ids: {} };
  return { schema, module, source: "the organization", credits: 1 };
}

/**
 * A module of the schema file; `undefined` if the usual file is not there or does not have it.
 * @throws CommandError if the named file does not have it
 */
export async function moduleInFile(name: string, file: string | undefined): Promise<KnownModule | undefined> {
  const isThere = file !== undefined || (await stat(DEFAULT_FILE).catch(() => undefined))?.isFile() === true;
  if (!isThere) return undefined;
  const source = file ?? DEFAULT_FILE;
  const schema = await readSchemaFile(source);
  const module = Object.hasOwn(schema.modules, name) ? schema.modules[name] : undefined;
  if (module !== undefined) return { schema, module, source, credits: 0 };
  if (file === undefined) return undefined;
  throw new CommandError(`${file} has no module ${name}${didYouMean(name, Object.keys(schema.modules))}`);
}
