import type { ComponentChildren, JSX } from "preact";
import { type Explanation, RETRIES } from "../../../src/cli/explain/explanations.js";
import { anchorOf, ERRORS, linkBetween, operationAddress } from "../addresses.js";
import { HeadingLine, Line } from "../markdown.js";
import { sentence } from "../sentence.js";
import { Page, type Site } from "./layout.js";

/** Every error code, by who raises it. */
export function ErrorsPage({ site, errors }: { site: Site; errors: readonly Explanation[] }): JSX.Element {
  const origins = [...new Set(errors.map(({ origin }) => origin))];
  const titleOf = (origin: string) => `Raised by ${origin}`;
  return (
    <Page
      site={site}
      address={ERRORS}
      title="Error codes"
      about="Every error code of Zoho CRM, of Zoho's accounts server and of the client: cause and remedy."
      headings={origins.map((origin) => ({ level: 2, title: titleOf(origin), anchor: anchorOf(origin) }))}
    >
      <article>
        <h1>Error codes</h1>
        <p>
          What the <code>code</code> of an error means, and what to do. <code>npx zcrm explain CODE</code> prints the
          same.
        </p>
        {origins.map((origin) => (
          <section>
            <HeadingLine level={2} anchor={anchorOf(origin)} title={titleOf(origin)} />
            {errors
              .filter((error) => error.origin === origin)
              .map((error) => (
                <Code error={error} isFirst={errors.find(({ code }) => code === error.code) === error} site={site} />
              ))}
          </section>
        ))}
      </article>
    </Page>
  );
}

/** A code that two servers share has its anchor at the first. */
function Code({ error, isFirst, site }: { error: Explanation; isFirst: boolean; site: Site }): JSX.Element {
  const { code, origin, cause, remedy, statuses, retry, where, operations, details } = error;
  const anchor = isFirst ? anchorOf(code) : anchorOf(`${code} ${origin}`);
  const rows: readonly (readonly [string, ComponentChildren])[] = [
    ["What to do", <Line text={sentence(remedy)} />],
    ["Retry", sentence(RETRIES[retry])],
    ["Status", statuses.join(", ")],
    [
      "Occurs in",
      where === undefined ? (
        operations.map((name) => <Operation site={site} name={name} />)
      ) : (
        <Line text={sentence(where)} />
      ),
    ],
    ["Details, such as", details === undefined ? "" : <code>{JSON.stringify(details)}</code>],
  ];
  return (
    <section class="error">
      <HeadingLine level={3} anchor={anchor} title={<code>{code}</code>} />
      <p>
        <Line text={cause} />
      </p>
      <dl>
        {rows
          .filter(([, value]) => value !== "" && !(Array.isArray(value) && value.length === 0))
          .map(([name, value]) => (
            <div>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}

function Operation({ site, name }: { site: Site; name: string }): JSX.Element {
  for (const { name: group, operations } of site.groups) {
    const found = operations.find((one) => one.name === name);
    if (found === undefined) continue;
    return (
      <a class="item" href={linkBetween(ERRORS, operationAddress(group, found.model.method))}>
        <code>{name}</code>
      </a>
    );
  }
  throw new Error(`an error code names ${name}, which is not an operation`);
}
