import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { RecordPage } from "../../contract.js";
import { ScrollRegion } from "../elements/scroll-region.js";
import { callConsole } from "../emulator/console-call.js";
import { useRefreshed } from "../emulator/use-fetched.js";
import type { Place } from "../state/place.js";
import { useTitle } from "../state/title.js";
import { hrefOf, labelOf, textOf } from "./format.js";

/** One page of a module's records, all of them or those that contain a word. */
export function RecordTable({ module, place }: { module: string; place: Place }): JSX.Element {
  const { query } = place;
  const page = Number(query.get("page") ?? 1);
  const [word, setWord] = useState("");
  useEffect(() => setWord(query.get("word") ?? ""), [query]);
  useTitle(labelOf(module));
  const search = (typed: string) => {
    setWord(typed);
    history.replaceState(undefined, "", addressOf(module, { word: typed, page: 1 }));
  };
  const found = useRefreshed(
    async () => ({ word, ...(await callConsole("GET records", { module, word, page })) }),
    [module, word, page],
  );
  return (
    <section>
      <div class="bar">
        <h2>{labelOf(module)}</h2>
        {found && <Pages found={found} />}
        <span class="end">
          <input
            type="search"
            placeholder="Search by word"
            aria-label="Search records by word"
            value={word}
            onInput={(event) => search(event.currentTarget.value)}
          />
        </span>
        <a class="button" href={`${hrefOf(module)}/deleted`}>
          Recycle bin
        </a>
        <a class="button main" href={`${hrefOf(module)}/new`}>
          New record
        </a>
      </div>
      {found && (found.rows.length === 0 ? <NoRecords word={found.word} /> : <Rows found={found} />)}
    </section>
  );
}

/** The address of a page of the records that contain a word. */
function addressOf(module: string, { word, page }: { word: string; page: number }): string {
  const query = new URLSearchParams({ ...(page > 1 && { page: String(page) }), ...(word !== "" && { word }) });
  return query.size === 0 ? hrefOf(module) : `${hrefOf(module)}?${query}`;
}

const NoRecords = ({ word }: { word: string }): JSX.Element => (
  <p class="card empty">
    {word === "" ? "No records yet. Records that a client creates appear here." : `No record contains “${word}”.`}
  </p>
);

function Pages({ found }: { found: RecordPage & { readonly word: string } }): JSX.Element {
  const { module, word, total, page, pages } = found;
  const turn = (to: number) => location.assign(addressOf(module, { word, page: to }));
  return (
    <span class="pages">
      <span class="count">
        {total.toLocaleString("en")} {total === 1 ? "record" : "records"}
      </span>
      {pages > 1 && (
        <>
          <span class="count">
            page {page} of {pages}
          </span>
          <button type="button" disabled={page === 1} onClick={() => turn(page - 1)}>
            Newer
          </button>
          <button type="button" disabled={page === pages} onClick={() => turn(page + 1)}>
            Older
          </button>
        </>
      )}
    </span>
  );
}

const Rows = ({ found: { module, columns, rows } }: { found: RecordPage }): JSX.Element => (
  <ScrollRegion label="Records">
    <table class="records">
      <thead>
        <tr>
          {columns.map((name) => (
            <th key={name} scope="col">
              {labelOf(name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, cells: [first, ...others] }) => (
          <tr key={id}>
            <td>
              <a data-item href={`${hrefOf(module)}/${id}`}>
                {textOf(first) || id}
              </a>
            </td>
            {others.map((cell) => (
              <td>{textOf(cell)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </ScrollRegion>
);
