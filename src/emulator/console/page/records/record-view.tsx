import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { Json } from "../elements/code.js";
import { Heading } from "../elements/heading.js";
import { callConsole } from "../emulator/console-call.js";
import { writeRecord } from "../emulator/crm-call.js";
import { useRefreshed } from "../emulator/use-fetched.js";
import { watch } from "../state/problem.js";
import { hrefOf, labelOf, textOf } from "./format.js";

export function RecordView({ module, id }: { module: string; id: string }): JSX.Element {
  const isDeleted = useRef(false);
  const record = useRefreshed(
    // The deletion may be reported before the address changes; then there is nothing left to load.
    async () => (isDeleted.current ? undefined : callConsole("GET record", { module, id })),
    [module, id],
  );
  const remove = async () => {
    if (!confirm("Move this record to the recycle bin?")) return;
    isDeleted.current = true;
    try {
      await writeRecord("DELETE", `/crm/v2/${encodeURIComponent(module)}/${id}`);
    } catch (error) {
      isDeleted.current = false;
      throw error;
    }
    location.assign(hrefOf(module));
  };
  return (
    <section>
      <Heading above={[hrefOf(module), labelOf(module)]} title={id}>
        <a class="end" href={`#/reference/getRecord?module=${encodeURIComponent(module)}&id=${id}`}>
          Try it in a call
        </a>
        <a class="button" href={`${hrefOf(module)}/${id}/edit`}>
          Edit
        </a>
        <button type="button" onClick={() => watch(remove())}>
          Delete
        </button>
      </Heading>
      {record && <Fields record={record} />}
    </section>
  );
}

function Fields({ record }: { record: Readonly<Record<string, unknown>> }): JSX.Element {
  const fields = Object.entries(record).filter(([name]) => !name.startsWith("$"));
  const set = fields.filter(([, value]) => !isUnset(value));
  const unset = fields.filter(([, value]) => isUnset(value)).map(([name]) => name);
  return (
    <>
      <div class="card scroll">
        <table class="fields">
          <tbody>
            {set.map(([name, value]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{textOf(value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {unset.length > 0 && (
        <details>
          <summary>{unset.length} fields without a value</summary>
          <p class="quiet">{unset.join(", ")}</p>
        </details>
      )}
      <details>
        <summary>As JSON</summary>
        <Json value={record} />
      </details>
    </>
  );
}

const isUnset = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0);
