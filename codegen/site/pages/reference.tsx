/** The pages that lead to operations: all groups, and one group. */
import type { JSX } from "preact";
import { anchorOf, groupAddress, linkBetween, operationAddress, REFERENCE } from "../addresses.js";
import { HeadingLine, Line } from "../markdown.js";
import type { ReferenceGroup } from "../reference.js";
import { Page, type Site } from "./layout.js";

export function ReferencePage({ site }: { site: Site }): JSX.Element {
  const count = site.groups.reduce((sum, { operations }) => sum + operations.length, 0);
  return (
    <Page
      site={site}
      address={REFERENCE}
      title="Reference"
      about={`All ${count} operations of Zoho CRM v2 by group.`}
      headings={site.groups.map(({ title }) => ({ level: 2, title, anchor: anchorOf(title) }))}
    >
      <article>
        <h1>Reference</h1>
        <p>
          All {count} operations of Zoho CRM v2, by the group that a client has them in. Press <kbd>/</kbd> to search
          for an operation, an old call such as <code>API.MODULES.get</code>, an error code or a field.
        </p>
        {site.groups.map((group) => (
          <section>
            <HeadingLine
              level={2}
              anchor={anchorOf(group.title)}
              title={<a href={linkBetween(REFERENCE, groupAddress(group.name))}>{group.title}</a>}
            />
            <Operations group={group} address={REFERENCE} />
          </section>
        ))}
      </article>
    </Page>
  );
}

export function GroupPage({ site, group }: { site: Site; group: ReferenceGroup }): JSX.Element {
  const address = groupAddress(group.name);
  return (
    <Page site={site} address={address} title={group.title} about={group.doc} headings={[]} group={group.name}>
      <article>
        <p class="path">
          <a href={linkBetween(address, REFERENCE)}>Reference</a>
        </p>
        <h1>{group.title}</h1>
        <p>
          <Line text={group.doc} />
        </p>
        <Operations group={group} address={address} />
      </article>
    </Page>
  );
}

const Operations = ({ group, address }: { group: ReferenceGroup; address: string }): JSX.Element => (
  <ul class="operations">
    {group.operations.map(({ name, model }) => (
      <li>
        <a href={linkBetween(address, operationAddress(group.name, model.method))}>
          <code>{name}</code>
          <span>{model.summary}</span>
          <span class={`method ${model.verb}`}>{model.verb}</span>
        </a>
      </li>
    ))}
  </ul>
);
