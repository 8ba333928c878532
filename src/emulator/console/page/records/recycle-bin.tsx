import type { JSX } from "preact";
import { Heading } from "../elements/heading.js";
import { ScrollRegion } from "../elements/scroll-region.js";
import { callConsole } from "../emulator/console-call.js";
import { useRefreshed } from "../emulator/use-fetched.js";
import { useTitle } from "../state/title.js";
import { hrefOf, labelOf, textOf } from "./format.js";

export function RecycleBin({ module }: { module: string }): JSX.Element {
  useTitle(`Recycle bin of ${labelOf(module)}`);
  const entries = useRefreshed(() => callConsole("GET bin", { module }), [module]);
  return (
    <section>
      <Heading above={[hrefOf(module), labelOf(module)]} title="Recycle bin">
        <a class="end" href={`#/reference/getDeletedRecords?module=${encodeURIComponent(module)}`}>
          Try it in a call
        </a>
      </Heading>
      <p class="quiet">Zoho CRM keeps deleted records for 60 days. Its API lists them, but cannot restore them.</p>
      <ScrollRegion label="Deleted records">
        {entries?.length === 0 && <p class="empty">The recycle bin is empty.</p>}
        {entries !== undefined && entries.length > 0 && (
          <table class="records">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Id</th>
                <th scope="col">Deleted</th>
                <th scope="col">By</th>
              </tr>
            </thead>
            <tbody>
              {entries.map(({ id, name, time, by }) => (
                <tr key={id}>
                  <td>{name}</td>
                  <td>{id}</td>
                  <td>{textOf(time)}</td>
                  <td>{by}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </ScrollRegion>
    </section>
  );
}
