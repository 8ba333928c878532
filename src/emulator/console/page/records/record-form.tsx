import type { JSX } from "preact";
import type { FieldDefinition } from "../../contract.js";
import { Field, Form, type FormState, useForm } from "../elements/form.js";
import { Heading } from "../elements/heading.js";
import { callConsole } from "../emulator/console-call.js";
import { writeRecord } from "../emulator/crm-call.js";
import { useFetched } from "../emulator/use-fetched.js";
import { useTitle } from "../state/title.js";
import { inputText, sentValue } from "./field-value.js";
import { hrefOf, labelOf } from "./format.js";

/** The number of fields that are shown at once, beside those that are mandatory or have a value. */
const SHOWN = 9;

interface RecordFormProps {
  readonly module: string;
  /** Of the record to edit. Without it, the form creates one. */
  readonly id?: string;
}

/** Writes a record through the API, so that the request log shows what a client would send. */
export function RecordForm({ module, id }: RecordFormProps): JSX.Element {
  const href = hrefOf(module);
  const loaded = useFetched(async () => {
    const [fields, details] = await Promise.all([
      callConsole("GET fields", { module }),
      id === undefined ? null : callConsole("GET record", { module, id }),
    ]);
    return { fields, name: details?.name, record: details?.record ?? {} };
  }, []);
  const name = loaded?.name ?? id ?? "New record";
  useTitle(id === undefined ? `New record, ${labelOf(module)}` : `Edit ${name}, ${labelOf(module)}`);
  return (
    <section>
      {id === undefined ? (
        <Heading above={[href, labelOf(module)]} title="New record" />
      ) : (
        <Heading above={[`${href}/${id}`, name]} title="Edit" />
      )}
      {loaded && <LoadedForm module={module} id={id} {...loaded} />}
    </section>
  );
}

interface LoadedFormProps {
  readonly module: string;
  readonly id: string | undefined;
  readonly fields: readonly FieldDefinition[];
  /** The values to begin with. */
  readonly record: Readonly<Record<string, unknown>>;
}

function LoadedForm({ module, id, fields, record }: LoadedFormProps): JSX.Element {
  const before = Object.fromEntries(fields.map((field) => [field.apiName, inputText(record[field.apiName], field)]));
  const form = useForm(before);
  const isShown = ({ apiName, mandatory }: FieldDefinition, index: number) =>
    mandatory || before[apiName] !== "" || index < SHOWN;
  const shown = fields.filter(isShown);
  const others = fields.filter((field, index) => !isShown(field, index));
  const address = `/crm/v2/${encodeURIComponent(module)}`;
  const submit = async () => {
    const changed = fields.filter(({ apiName }) => form.values[apiName] !== before[apiName]);
    const values = changed.map((field) => [field.apiName, sentValue(form.values[field.apiName] ?? "", field)]);
    const content = Object.fromEntries(values);
    const written = await (id === undefined
      ? writeRecord("POST", address, content)
      : writeRecord("PUT", `${address}/${id}`, content));
    location.assign(`${hrefOf(module)}/${written}`);
  };
  return (
    <Form action={id === undefined ? "Create" : "Save"} submit={submit} noValidate>
      <Fields fields={shown} form={form} />
      {others.length > 0 && (
        <details>
          <summary>{others.length} more fields</summary>
          <Fields fields={others} form={form} />
        </details>
      )}
    </Form>
  );
}

const Fields = ({ fields, form }: { fields: readonly FieldDefinition[]; form: FormState<string> }): JSX.Element => (
  <div class="grid">
    {fields.map((field) => (
      <Field key={field.apiName} label={field.apiName} note={noteOf(field)} choices={field.pickList}>
        {inputFor(field, form.bind(field.apiName))}
      </Field>
    ))}
  </div>
);

const noteOf = ({ mandatory, type, lookup }: FieldDefinition): string =>
  [mandatory && "required", lookup === undefined ? type !== "text" && type : `id of ${lookup}`]
    .filter(Boolean)
    .join(", ");

function inputFor(
  { type, mandatory: required }: FieldDefinition,
  bound: ReturnType<FormState<string>["bind"]>,
): JSX.Element {
  switch (type) {
    case "boolean":
      return (
        <select {...bound}>
          <option />
          <option>true</option>
          <option>false</option>
        </select>
      );
    case "textarea":
    case "jsonarray":
    case "jsonobject":
    case "multiselectpicklist":
      return <textarea class="short" spellcheck={false} required={required} {...bound} />;
    case "date":
      return <input type="date" required={required} {...bound} />;
    case "datetime":
      return <input placeholder="2026-05-14T12:54:51+03:00" required={required} {...bound} />;
    default:
      return <input autocomplete="off" required={required} {...bound} />;
  }
}
