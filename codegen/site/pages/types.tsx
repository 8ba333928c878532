/** A type, and the declarations of the types that it is made of. */
import type { JSX } from "preact";
import { moduleAddress } from "../addresses.js";
import type { Declaration } from "../declarations.js";
import { CodeBlock } from "../highlight.js";
import { Line } from "../markdown.js";
import type { Reference } from "../reference.js";

/** How far from the type itself declarations are shown. */
const MAX_DEPTH = 2;

interface TypesProps {
  readonly reference: Reference;
  /** `RecordList<RowOf<M, F>>` */
  readonly code: string;
  readonly to: (address: string) => string;
}

/** The first declarations are open; the ones that they refer to open on demand. */
export function Types({ reference, code, to }: TypesProps): JSX.Element {
  const { modules, models, moduleTypes } = reference;
  const names = new Set(code.match(/\b[A-Z]\w*/g) ?? []);
  const known = [...names].flatMap((name) => models.get(name) ?? []);
  const helpers = [...names].flatMap((name) => moduleTypes.get(name) ?? []);
  const records = new Set(modules.flatMap(({ read, create, update }) => [read, create, update]));
  const further = reachedFrom(known, models, records);
  const linked = modules.filter(({ read, create, update }) =>
    [...known, ...further].some(({ references }) => [read, create, update].some((name) => references.includes(name))),
  );
  return (
    <>
      <CodeBlock code={[code, ...known.map((one) => one.code)].join("\n\n")} language="ts" />
      {helpers.length > 0 && (
        <ul class="helpers">
          {helpers.map(({ name, doc }) => (
            <li>
              <code>{name}</code>: <Line text={doc.replaceAll("\n", " ")} />
            </li>
          ))}
        </ul>
      )}
      {further.map((one) => (
        <details>
          <summary>
            <code>{one.name}</code>
          </summary>
          {one.doc !== "" && (
            <p class="quiet">
              <Line text={one.doc.replaceAll("\n", " ")} />
            </p>
          )}
          <CodeBlock code={one.code} language="ts" />
        </details>
      ))}
      {linked.length > 0 && (
        <p>
          Fields of the modules:{" "}
          {linked.map(({ name }, index) => (
            <>
              {index > 0 && ", "}
              <a href={to(moduleAddress(name))}>{name}</a>
            </>
          ))}
        </p>
      )}
    </>
  );
}

function reachedFrom(
  start: readonly Declaration[],
  models: ReadonlyMap<string, Declaration>,
  records: ReadonlySet<string>,
): Declaration[] {
  const found = new Set(start);
  let edge = start;
  for (let depth = 1; depth < MAX_DEPTH; depth += 1) {
    edge = edge
      .flatMap(({ references }) => references)
      .filter((name) => !records.has(name))
      .flatMap((name) => models.get(name) ?? [])
      .filter((one) => !found.has(one));
    for (const one of edge) found.add(one);
  }
  return [...found].slice(start.length);
}
