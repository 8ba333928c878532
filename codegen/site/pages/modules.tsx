/** The standard modules, and the fields of one. */
import type { JSX } from "preact";
import { linkBetween, MODULES, moduleAddress } from "../addresses.js";
import { Line } from "../markdown.js";
import type { Field, ModuleFields } from "../modules.js";
import { Page, type Site } from "./layout.js";

export const ModulesPage = ({ site, modules }: { site: Site; modules: readonly ModuleFields[] }): JSX.Element => (
  <Page site={site} address={MODULES} title="Modules" about="The standard modules and their fields." headings={[]}>
    <article>
      <h1>Modules and fields</h1>
      <p>
        The standard modules have types of their own. An organization adds, renames and removes fields:{" "}
        <code>npx zcrm pull</code> writes the types of yours.
      </p>
      <ul class="operations">
        {modules.map(({ name, doc, fields }) => (
          <li>
            <a href={linkBetween(MODULES, moduleAddress(name))}>
              <code>{name}</code>
              <span>
                <Line text={doc} />
              </span>
              <span class="count">{fields.length} fields</span>
            </a>
          </li>
        ))}
      </ul>
    </article>
  </Page>
);

export const ModulePage = ({ site, module }: { site: Site; module: ModuleFields }): JSX.Element => (
  <Page site={site} address={moduleAddress(module.name)} title={module.name} about={module.doc} headings={[]}>
    <article>
      <p class="path">
        <a href={linkBetween(moduleAddress(module.name), MODULES)}>Modules</a>
      </p>
      <h1>{module.name}</h1>
      <p>
        <Line text={module.doc} />
      </p>
      <dl class="parameters">
        {module.fields.map((field) => (
          <FieldRow field={field} />
        ))}
      </dl>
    </article>
  </Page>
);

/** More values of a picklist open on demand. */
const MAX_VALUES = 8;

function FieldRow({ field: { name, type, doc, values, write } }: { field: Field }): JSX.Element {
  return (
    <div id={name}>
      <dt>
        <code>{name}</code>
        <code class="type">{type}</code>
        {write !== "writable" && <span class={write === "required" ? "badge needed" : "badge"}>{write}</span>}
      </dt>
      <dd>
        <Line text={doc} />
        {values.length > 0 && values.length <= MAX_VALUES && <Values values={values} />}
        {values.length > MAX_VALUES && (
          <details>
            <summary>{values.length} values</summary>
            <Values values={values} />
          </details>
        )}
      </dd>
    </div>
  );
}

const Values = ({ values }: { values: readonly string[] }): JSX.Element => (
  <p class="values">
    {values.map((value) => (
      <code>{value}</code>
    ))}
  </p>
);
