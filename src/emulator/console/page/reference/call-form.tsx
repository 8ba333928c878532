import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ReferenceBody, ReferenceOperation, ReferenceParameter } from "../../contract.js";
import { Code } from "../elements/code.js";
import { Copy } from "../elements/copy.js";
import { Field, Form, type FormState, useForm } from "../elements/form.js";
import { Method } from "../elements/http.js";
import { Prose } from "../elements/prose.js";
import { curlOf, typedCallOf, type WireCall } from "../emulator/as-code.js";
import { callCrm } from "../emulator/crm-call.js";
import { addressOf, formBody, headersOf, initialValue } from "./call.js";
import { type ReadExchange, ResponseView, readResponse } from "./response-view.js";

interface CallFormProps {
  readonly operation: ReferenceOperation;
  /** Values of parameters to begin with. */
  readonly values: URLSearchParams;
}

/** What an operation does, and a form that calls it. */
export function CallForm({ operation, values: given }: CallFormProps): JSX.Element {
  const { id, name, method, path, summary, description, parameters, body, scopes, answer } = operation;
  const form = useForm<string>(
    Object.fromEntries(parameters.map((parameter) => [parameter.name, initialValue(parameter, given)])),
  );
  const fields = useForm<string>(Object.fromEntries((body?.fields ?? []).map(({ name, example }) => [name, example])));
  const [files, setFiles] = useState<Readonly<Record<string, readonly File[]>>>({});
  const [text, setText] = useState(body?.example ?? "");
  const [response, setResponse] = useState<ReadExchange>();

  const isForm = body !== undefined && body.fields.length > 0;
  const send = async () => {
    const content = isForm ? formBody(body, fields.values, files) : body && text;
    const headers = { ...headersOf(parameters, form.values), ...(body && !isForm && { "Content-Type": body.type }) };
    const address = addressOf(path, parameters, form.values);
    setResponse(await readResponse(await callCrm(method, address, { headers, body: content })));
  };
  const sentBody = body === undefined ? undefined : isForm ? fields.values : parsed(text);
  const required = parameters.filter((parameter) => parameter.required);
  const optional = parameters.filter((parameter) => !parameter.required);
  return (
    <section>
      <Form action="Send" submit={send}>
        <h2>{summary}</h2>
        <p class="address">
          <Method method={method} />
          <code>{path}</code>
        </p>
        <p class="quiet">
          <code>crm.{name}</code>, or <code>{id}</code> as a function
        </p>
        <Prose text={description} />
        {scopes.length > 0 && <Scopes scopes={scopes} />}
        {required.length > 0 && <h3>Parameters</h3>}
        {required.length > 0 && <Parameters parameters={required} form={form} />}
        {optional.length > 0 && (
          <details open={optional.some((parameter) => initialValue(parameter, given) !== "")}>
            <summary>
              {optional.length === 1 ? "1 optional parameter" : `${optional.length} optional parameters`}
            </summary>
            <Parameters parameters={optional} form={form} />
          </details>
        )}
        {body && (
          <h3>
            Body <span class="count">{body.type}</span>
          </h3>
        )}
        {isForm && (
          <BodyFields
            fields={body.fields}
            form={fields}
            choose={(name, chosen) => setFiles((before) => ({ ...before, [name]: chosen }))}
          />
        )}
        {body && !isForm && (
          <textarea
            spellcheck={false}
            aria-label="Body"
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        )}
      </Form>
      <AsCode
        operation={operation}
        call={{
          method,
          path: addressOf(path, parameters, form.values),
          headers: headersOf(parameters, form.values),
          body: sentBody,
        }}
      />
      {answer !== "" && (
        <details>
          <summary>What it responds with</summary>
          <Code>{answer}</Code>
        </details>
      )}
      <div aria-live="polite">{response && <ResponseView response={response} />}</div>
    </section>
  );
}

/** JSON as a value. What the user is still typing may not be JSON yet. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const Scopes = ({ scopes }: { scopes: ReferenceOperation["scopes"] }): JSX.Element => (
  <details>
    <summary>Scopes</summary>
    <p class="quiet">Any of these is enough:</p>
    <ul>
      {scopes.map((needed) => (
        <li key={needed.join()}>
          <code>{needed.join(" and ")}</code>
        </li>
      ))}
    </ul>
  </details>
);

/** The call that the form would send, as code. */
function AsCode({ operation, call }: { operation: ReferenceOperation; call: WireCall }): JSX.Element {
  const [typed, curl] = [typedCallOf(operation, call), curlOf(call)];
  return (
    <section class="card" aria-label="As code">
      <div class="bar">
        <h3>TypeScript</h3>
        <span class="end">
          <Copy label="Copy TypeScript" text={typed} /> <Copy label="Copy curl" text={curl} />
        </span>
      </div>
      <Code>{typed}</Code>
      <details>
        <summary>curl</summary>
        <Code>{curl}</Code>
      </details>
    </section>
  );
}

interface ParametersProps {
  readonly parameters: readonly ReferenceParameter[];
  readonly form: FormState<string>;
}

const Parameters = ({ parameters, form }: ParametersProps): JSX.Element => (
  <div class="grid">
    {parameters.map((parameter) => (
      <Field
        key={parameter.name}
        label={parameter.name}
        note={parameter.in === "query" ? undefined : parameter.in}
        hint={parameter.description}
      >
        {inputFor(parameter, form.bind(parameter.name))}
      </Field>
    ))}
  </div>
);

function inputFor(
  { in: place, required, example, choices }: ReferenceParameter,
  bound: ReturnType<FormState<string>["bind"]>,
): JSX.Element {
  if (choices.length === 0 || place === "path")
    return <input required={required} placeholder={required ? "" : example} autocomplete="off" {...bound} />;
  return (
    <select required={required} {...bound}>
      {(required ? choices : ["", ...choices]).map((choice) => (
        <option key={choice}>{choice}</option>
      ))}
    </select>
  );
}

interface BodyFieldsProps {
  readonly fields: ReferenceBody["fields"];
  readonly form: FormState<string>;
  choose(name: string, files: readonly File[]): void;
}

const BodyFields = ({ fields, form, choose }: BodyFieldsProps): JSX.Element => (
  <div class="grid">
    {fields.map(({ name, isFile }) => (
      <Field key={name} label={name}>
        {isFile ? (
          <input type="file" required onInput={(event) => choose(name, [...(event.currentTarget.files ?? [])])} />
        ) : (
          <input autocomplete="off" {...form.bind(name)} />
        )}
      </Field>
    ))}
  </div>
);
