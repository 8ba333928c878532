import type { JSX } from "preact";
import type { ReferenceOperation } from "../../contract.js";
import { Method } from "../elements/http.js";
import { Store, useStore } from "../state/store.js";

/** It outlives the view, so that a user who comes back finds the same list. */
const search = new Store("");

interface OperationListProps {
  readonly operations: readonly ReferenceOperation[];
  /** The id of the operation that is shown. */
  readonly current: string;
}

/** The operations by tag, all of them or those that contain every word of a search. */
export function OperationList({ operations, current }: OperationListProps): JSX.Element {
  const text = useStore(search);
  const found = operations.filter(contains(text));
  return (
    <nav class="side" aria-label="Operations">
      <input
        type="search"
        placeholder={`Search ${operations.length} operations`}
        aria-label="Search operations"
        value={text}
        onInput={(event) => search.set(event.currentTarget.value)}
      />
      {found.length === 0 && <p class="empty">No operation matches.</p>}
      {[...new Set(found.map(({ tag }) => tag))].map((tag) => (
        <section key={tag}>
          <h2>{tag}</h2>
          <ul>
            {found
              .filter((operation) => operation.tag === tag)
              .map(({ id, name, method, summary }) => (
                <li key={id}>
                  <a class="operation" href={`#/reference/${id}`} aria-current={id === current ? "true" : undefined}>
                    <Method method={method} />
                    <span>
                      {summary} <code class="quiet">{name}</code>
                    </span>
                  </a>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

function contains(text: string): (operation: ReferenceOperation) => boolean {
  const words = text.toLowerCase().split(/\s+/);
  return ({ id, name, tag, summary, path }) => {
    const searched = `${id} ${name} ${tag} ${summary} ${path}`.toLowerCase();
    return words.every((word) => searched.includes(word));
  };
}
