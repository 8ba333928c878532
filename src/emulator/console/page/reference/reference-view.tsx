import type { JSX } from "preact";
import type { ReferenceOperation } from "../../contract.js";
import { callConsole } from "../emulator/console-call.js";
import { operations } from "../emulator/operations.js";
import { useFetched } from "../emulator/use-fetched.js";
import type { Place } from "../state/place.js";
import { useTitle } from "../state/title.js";
import { CallForm } from "./call-form.js";
import { OperationList } from "./operation-list.js";

/** Its address is `reference/OPERATION`. The query holds values of parameters to begin with. */
export function ReferenceView({ place }: { place: Place }): JSX.Element | null {
  const { path, query } = place;
  const [id = "getRecords"] = path;
  const loaded = useFetched(async () => {
    const all = await operations();
    const operation = all.find((one) => one.id === id);
    return { all, operation, values: operation === undefined ? query : await withRecord(operation, query) };
  }, [place]);
  useTitle(loaded?.operation === undefined ? "Reference" : `${loaded.operation.name}, reference`);
  if (loaded === undefined) return null;
  const { all, operation, values } = loaded;
  return (
    <div class="split wide">
      <OperationList operations={all} current={id} />
      {operation === undefined ? (
        <p class="card empty">This operation does not exist.</p>
      ) : (
        <CallForm key={`${operation.id}?${values}`} operation={operation} values={values} />
      )}
    </div>
  );
}

/** A call for one record begins with the newest one. */
async function withRecord({ path }: ReferenceOperation, query: URLSearchParams): Promise<URLSearchParams> {
  if (!path.includes("/{module}/{id}") || query.has("id")) return query;
  const module = query.get("module") ?? "Leads";
  const [newest] = (await callConsole("GET records", { module, word: "", page: 1 })).rows;
  return new URLSearchParams([...query, ...(newest === undefined ? [] : [["id", newest.id]])]);
}
