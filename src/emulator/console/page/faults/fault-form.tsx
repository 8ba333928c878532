import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Fault } from "../../contract.js";
import { Field, Form, useForm } from "../elements/form.js";
import { callConsole } from "../emulator/console-call.js";
import { operations } from "../emulator/operations.js";
import { useFetched } from "../emulator/use-fetched.js";

const EMPTY = {
  operation: "",
  nth: "1",
  times: "1",
  status: "",
  connection: "",
  delay: "",
  slow: "",
  body: "",
  headers: "",
};

export function FaultForm(): JSX.Element | null {
  const choices = useFetched(async () => {
    const [all, errors] = await Promise.all([operations(), callConsole("GET errors")]);
    return { ids: all.flatMap(({ id, name }) => [name, id]), errors };
  }, []);
  const { values, bind, change } = useForm(EMPTY);
  const [sample, setSample] = useState("");
  if (choices === undefined) return null;
  const { ids, errors } = choices;
  const choose = (name: string) => {
    const { status = "", body = "", headers = {} } = errors[Number(name || Number.NaN)] ?? {};
    setSample(name);
    change({ status: String(status), body, headers: linesOf(headers) });
  };
  return (
    <Form action="Add fault" submit={() => callConsole("POST faults", faultOf(values))}>
      <h3>Which calls</h3>
      <div class="grid">
        <Field label="Operation" choices={ids}>
          <input placeholder="any" autocomplete="off" {...bind("operation")} />
        </Field>
        <Field label="From call" note="of those that match">
          <input type="number" min="1" required {...bind("nth")} />
        </Field>
        <Field label="Times">
          <input type="number" min="1" required {...bind("times")} />
        </Field>
      </div>
      <h3>What they get</h3>
      <div class="grid">
        <Field label="Response">
          <select value={sample} onInput={(event) => choose(event.currentTarget.value)}>
            <option value="">the real one</option>
            {errors.map(({ name, status }, index) => (
              <option key={name} value={index}>
                {status} {name}
              </option>
            ))}
          </select>
        </Field>
        <Field label="Status">
          <input type="number" min="200" max="599" placeholder="the real one" {...bind("status")} />
        </Field>
        <Field label="Connection">
          <select {...bind("connection")}>
            <option value="">stays open</option>
            <option value="before">breaks before the response</option>
            <option value="after headers">breaks after the headers</option>
            <option value="truncate">breaks in the middle of the body</option>
          </select>
        </Field>
        <Field label="Delay" note="ms before the response">
          <input type="number" min="1" placeholder="none" {...bind("delay")} />
        </Field>
        <Field label="Slow body" note="ms in total">
          <input type="number" min="1" placeholder="at once" {...bind("slow")} />
        </Field>
      </div>
      <details>
        <summary>Body and headers</summary>
        <div class="grid wide">
          <Field label="Body">
            <textarea class="short" spellcheck={false} {...bind("body")} />
          </Field>
          <Field label="Headers" note="one per line">
            <textarea class="short" spellcheck={false} placeholder="Retry-After: 2" {...bind("headers")} />
          </Field>
        </div>
      </details>
    </Form>
  );
}

function faultOf({ operation, connection, body, headers, ...numbers }: typeof EMPTY): Fault {
  const filled = Object.entries(numbers).filter(([, text]) => text !== "");
  return {
    ...Object.fromEntries(filled.map(([name, text]) => [name, Number(text)])),
    operation: operation.trim(),
    body,
    headers: headersOf(headers),
    ...(connection === "truncate" && { truncate: true }),
    ...((connection === "before" || connection === "after headers") && { reset: connection }),
  };
}

const linesOf = (headers: Readonly<Record<string, string>>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");

/** @param text Lines such as `Retry-After: 2` */
const headersOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    text
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map((line) => {
        const [name = "", ...value] = line.split(":");
        return [name.trim(), value.join(":").trim()];
      }),
  );
