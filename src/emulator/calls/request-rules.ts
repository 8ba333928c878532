/** Whether a request conforms to the description: its parameters, and its body above the rows. */
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import { type Description, type ParameterObject, resolve, type SchemaObject } from "../description.js";
import { invalidValue, limitExceeded, missingMember, missingParameter, unparsable } from "../http/errors.js";
import type { ErrorBody, HttpError } from "../http/responses.js";
import { isObject, splitList } from "../values/values.js";
import type { Call } from "./call.js";
import type { Route } from "./router.js";

interface ParameterRule {
  readonly parameter: ParameterObject;
  readonly schema: SchemaObject;
  /** Created when the parameter is first sent, because most never are. */
  readonly rule: () => ValidateFunction;
}

interface Rules {
  readonly parameters: readonly ParameterRule[];
  readonly body: ValidateFunction | undefined;
  /** The rules for the rows of the body, by the member that contains them. */
  readonly rows: Map<string, ValidateFunction>;
}

/** Bulk jobs have their own errors for such bodies, so these calls validate them themselves. */
const OWN_BODY_ERRORS = ["REQUEST_BODY_NOT_READABLE", "MISSING_REQUIRED_KEY"];

/** The error of the variables calls for a body that is not a JSON object. */
const UNPARSABLE = "UNABLE_TO_PARSE_DATA_TYPE";

/** Also accepts a file, in a form that the description omits. */
const ALSO_FORMS = "executeFunctionUsingRequestBody";

/** The rules of all operations. Each one is created on its first call. */
export class RequestRules {
  readonly #description: Description;
  readonly #rules = new Map<string, Rules>();
  #ajv: Ajv2020 | undefined;

  constructor(description: Description) {
    this.#description = description;
  }

  /** @throws HttpError 400 if Zoho refuses the request as a whole. Rows are checked one by one, elsewhere. */
  check(call: Call): void {
    const { parameters, body } = this.#rulesOf(call.route);
    for (const rule of parameters) checkParameter(call, rule);
    if (body !== undefined && call.route.operation["x-error-codes"]?.includes(UNPARSABLE) && !isObject(call.parsed()))
      throw unparsable(UNPARSABLE);
    if (body === undefined || (call.isForm() && call.route.id === ALSO_FORMS) || body(call.json())) return;
    throw bodyProblem(body.errors?.[0]);
  }

  /** Why a row of the body does not match the description. */
  rowProblem({ route }: Call, member: string, row: unknown): ErrorBody | undefined {
    const { rows } = this.#rulesOf(route);
    const accepts = rows.get(member) ?? this.#compile(this.#rowSchema(route, member));
    rows.set(member, accepts);
    return accepts(row) ? undefined : bodyProblem(accepts.errors?.[0]).body;
  }

  #rowSchema({ operation }: Route, member: string): SchemaObject {
    const body = operation.requestBody && resolve(this.#description, operation.requestBody);
    const schema = resolve(this.#description, body?.content?.["application/json"]?.schema ?? {});
    return resolve(this.#description, schema.properties?.[member] ?? {}).items ?? {};
  }

  #rulesOf(route: Route): Rules {
    const known = this.#rules.get(route.id);
    if (known !== undefined) return known;
    const { parameters = [], requestBody } = route.operation;
    const rules = {
      parameters: parameters
        .map((given) => resolve(this.#description, given))
        .filter((parameter) => parameter.in !== "path")
        .map((parameter) => {
          const schema = resolve(this.#description, parameter.schema ?? {});
          let accepts: ValidateFunction | undefined;
          return { parameter, schema, rule: () => (accepts ??= this.#compile(schema)) };
        }),
      rows: new Map(),
      body: requestBody && this.#bodyRule(route, resolve(this.#description, requestBody).content),
    };
    this.#rules.set(route.id, rules);
    return rules;
  }

  #bodyRule({ operation }: Route, content: Readonly<Record<string, { schema?: SchemaObject }>> = {}) {
    const { schema } = content["application/json"] ?? {};
    if (schema === undefined || operation["x-error-codes"]?.some((code) => OWN_BODY_ERRORS.includes(code))) return;
    return this.#compile(this.#withoutRows(resolve(this.#description, schema)));
  }

  /** The schema of a body whose rows may be anything. */
  #withoutRows(schema: SchemaObject): SchemaObject {
    const properties = Object.entries(schema.properties ?? {}).map(([name, property]) => {
      const { items, ...rest } = resolve(this.#description, property);
      const isRow = items !== undefined && resolve(this.#description, items).type !== "string";
      return [name, isRow ? rest : property];
    });
    return { ...schema, properties: Object.fromEntries(properties) };
  }

  #compile(schema: SchemaObject): ValidateFunction {
    if (this.#ajv === undefined) {
      this.#ajv = new Ajv2020({ strict: false, validateFormats: false, validateSchema: false });
      this.#ajv.addSchema(this.#description, "description");
    }
    return this.#ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#', '"$ref":"description#')));
  }
}

function checkParameter(call: Call, { parameter: { name, in: place, required }, schema, rule }: ParameterRule): void {
  const given = place === "query" ? call.query.get(name) : call.headers[name.toLowerCase()];
  const text = Array.isArray(given) ? given.join(",") : (given ?? "");
  if (text === "" || (schema.type === "array" && splitList(text).length === 0)) {
    if (required) throw missingParameter(name);
    return;
  }
  const accepts = rule();
  if (accepts(readParameter(schema, text))) return;
  const [problem] = accepts.errors ?? [];
  // Lists use the nearest valid number, because old programs ask for page 0.
  if (problem?.keyword === "minimum" || problem?.keyword === "maximum") return;
  throw parameterProblem(name, problem);
}

function readParameter({ type }: SchemaObject, text: string): unknown {
  if (type === "array") return splitList(text);
  if (type === "integer") return /^-?\d{1,9}$/.test(text) ? Number(text) : text;
  if (type === "boolean") return text === "true" || (text === "false" ? false : text);
  return text;
}

function parameterProblem(name: string, problem: ErrorObject | undefined): HttpError {
  if (problem?.keyword === "maxItems") return limitExceeded(problem.params.limit);
  return valueProblem(name, problem);
}

function bodyProblem(problem: ErrorObject | undefined): HttpError {
  const name = problem?.instancePath.split("/").at(-1) ?? "";
  if (problem?.keyword === "required") return missingMember(problem.params.missingProperty);
  if (problem?.keyword === "maxItems") return limitExceeded(problem.params.limit);
  return valueProblem(name, problem);
}

function valueProblem(name: string, problem: ErrorObject | undefined): HttpError {
  const named = name === "" ? {} : { api_name: name };
  switch (problem?.keyword) {
    case "type":
      return invalidValue({ expected_data_type: zohoType([problem.params.type].flat()[0]), ...named });
    case "minItems":
    case "minLength":
      return invalidValue({ minimum_length: problem.params.limit, ...named });
    case "maxLength":
      return invalidValue({ maximum_length: problem.params.limit, ...named });
    default:
      return invalidValue(named);
  }
}

/** Zoho's names of the JSON types. */
const zohoType = (type: string): string =>
  ({ object: "jsonobject", array: "jsonarray", string: "text", number: "double" })[type] ?? type;
