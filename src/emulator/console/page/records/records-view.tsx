import type { JSX } from "preact";
import type { ModuleSummary } from "../../contract.js";
import { useLive } from "../emulator/live.js";
import type { Place } from "../state/place.js";
import { hrefOf } from "./format.js";
import { RecordForm } from "./record-form.js";
import { RecordTable } from "./record-table.js";
import { RecordView } from "./record-view.js";
import { RecycleBin } from "./recycle-bin.js";

/** Its address is `records/MODULE`, followed by a record's id and perhaps `edit`, by `new`, or by `deleted`. */
export function RecordsView({ place }: { place: Place }): JSX.Element | null {
  const modules = useLive("overview")?.modules;
  if (modules === undefined) return null;
  const [module = firstModule(modules), id, action] = place.path;
  return (
    <div class="split">
      <nav class="side" aria-label="Modules">
        {/* On a narrow screen, instead of the list. */}
        <select
          aria-label="Module"
          value={module}
          onChange={(event) => location.assign(hrefOf(event.currentTarget.value))}
        >
          {modules.map(({ name, label, count }) => (
            <option key={name} value={name}>
              {label} ({count.toLocaleString("en")})
            </option>
          ))}
        </select>
        <ul>
          {modules.map(({ name, label, count }) => (
            <li key={name}>
              <a
                href={hrefOf(name)}
                class={count === 0 ? "none" : undefined}
                aria-current={name === module ? "true" : undefined}
              >
                {label}
                <span class="count">{count.toLocaleString("en")}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {id === undefined ? (
        <RecordTable key={module} module={module} place={place} />
      ) : id === "deleted" ? (
        <RecycleBin key={module} module={module} />
      ) : id === "new" ? (
        <RecordForm key={module} module={module} />
      ) : action === "edit" ? (
        <RecordForm key={id} module={module} id={id} />
      ) : (
        <RecordView key={id} module={module} id={id} />
      )}
    </div>
  );
}

/** Leads, or the first module that has records if Leads has none. */
const firstModule = (modules: readonly ModuleSummary[]): string =>
  [...modules].sort((a, b) => Number(b.name === "Leads") - Number(a.name === "Leads")).find(({ count }) => count > 0)
    ?.name ?? "Leads";
