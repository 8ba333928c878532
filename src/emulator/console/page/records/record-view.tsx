import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { RecordDetails } from "../../contract.js";
import { Json } from "../elements/code.js";
import { Copy } from "../elements/copy.js";
import { Dialog } from "../elements/dialog.js";
import { Heading } from "../elements/heading.js";
import { callConsole } from "../emulator/console-call.js";
import { writeRecord } from "../emulator/crm-call.js";
import { useRefreshed } from "../emulator/use-fetched.js";
import { watch } from "../state/problem.js";
import { useTitle } from "../state/title.js";
import { hrefOf, labelOf, textOf } from "./format.js";

export function RecordView({ module, id }: { module: string; id: string }): JSX.Element | null {
  const isDeleted = useRef(false);
  const [isAsking, setIsAsking] = useState(false);
  const details = useRefreshed(
    // The deletion may be reported before the address changes; then there is nothing left to load.
    async () => (isDeleted.current ? undefined : callConsole("GET record", { module, id })),
    [module, id],
  );
  const name = details?.name ?? id;
  useTitle(`${name}, ${labelOf(module)}`);
  const remove = async () => {
    isDeleted.current = true;
    try {
      await writeRecord("DELETE", `/crm/v2/${encodeURIComponent(module)}/${id}`);
    } catch (error) {
      isDeleted.current = false;
      throw error;
    }
    location.assign(hrefOf(module));
  };
  if (details === undefined) return null;
  if (details === null) return <Missing module={module} id={id} />;
  return (
    <section>
      <Heading above={[hrefOf(module), labelOf(module)]} title={name}>
        <a class="end" href={`#/reference/getRecord?module=${encodeURIComponent(module)}&id=${id}`}>
          Try it in a call
        </a>
        <a class="button" href={`${hrefOf(module)}/${id}/edit`}>
          Edit
        </a>
        <button type="button" onClick={() => setIsAsking(true)}>
          Delete
        </button>
      </Heading>
      {isAsking && (
        <Dialog title={`Delete ${name}?`} close={() => setIsAsking(false)}>
          <p>The record moves to the recycle bin.</p>
          <div class="bar">
            <button type="button" class="main" onClick={() => watch(remove())}>
              Move to the recycle bin
            </button>
            <button type="button" onClick={() => setIsAsking(false)}>
              Cancel
            </button>
          </div>
        </Dialog>
      )}
      <div class="beside">
        <Fields id={id} record={details.record} />
        <Related details={details} />
      </div>
    </section>
  );
}

const Missing = ({ module, id }: { module: string; id: string }): JSX.Element => (
  <section>
    <Heading above={[hrefOf(module), labelOf(module)]} title="No such record" />
    <p class="card empty">
      There is no record {id} in {labelOf(module)}. It may have been deleted:{" "}
      <a href={`${hrefOf(module)}/deleted`}>look in the recycle bin</a>.
    </p>
  </section>
);

/** Notes, files and tags of the record. */
function Related({ details: { record, notes, files } }: { details: RecordDetails }): JSX.Element {
  const tags = Array.isArray(record.Tag) ? record.Tag : [];
  return (
    <aside class="card" aria-label="Notes, files and tags">
      <h3>Tags</h3>
      {tags.length === 0 ? <p class="quiet">None</p> : <p>{tags.map(textOf).join(", ")}</p>}
      <h3>Notes</h3>
      {notes.length === 0 && <p class="quiet">None</p>}
      {notes.map(({ id, title, content, by }) => (
        <p key={id}>
          {title !== "" && <strong>{title} </strong>}
          {content} <span class="quiet">{by}</span>
        </p>
      ))}
      <h3>Files</h3>
      {files.length === 0 && <p class="quiet">None</p>}
      {files.map(({ id, name, size }) => (
        <p key={id}>
          {name} {size !== undefined && <span class="count">{size.toLocaleString("en")} bytes</span>}
        </p>
      ))}
    </aside>
  );
}

function Fields({ id, record }: { id: string; record: Readonly<Record<string, unknown>> }): JSX.Element {
  const fields = Object.entries(record).filter(([name]) => !name.startsWith("$"));
  const set = fields.filter(([, value]) => !isUnset(value));
  const unset = fields.filter(([, value]) => isUnset(value)).map(([name]) => name);
  return (
    <div>
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
      <p class="bar">
        <Copy label="Copy id" text={id} /> <Copy label="Copy as JSON" text={JSON.stringify(record, undefined, 2)} />
      </p>
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
    </div>
  );
}

const isUnset = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0);
