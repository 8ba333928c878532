import type { ComponentChildren, JSX } from "preact";
import { narrowest } from "../../emit/docs.js";
import { resultType } from "../../emit/signatures.js";
import type { OperationModel, ParamModel } from "../../model.js";
import { anchorOf, ERRORS, errorAddress, groupAddress, linkBetween, operationAddress } from "../addresses.js";
import { CodeBlock } from "../highlight.js";
import { type Heading, HeadingLine, Line } from "../markdown.js";
import type { Reference, ReferenceGroup, ReferenceOperation } from "../reference.js";
import { sentence } from "../sentence.js";
import { Page, type Site } from "./layout.js";
import { Types } from "./types.js";

interface OperationProps {
  readonly site: Site;
  readonly reference: Reference;
  readonly group: ReferenceGroup;
  readonly operation: ReferenceOperation;
}

export function OperationPage({ site, reference, group, operation }: OperationProps): JSX.Element {
  const { name, model, errorCodes } = operation;
  const address = operationAddress(group.name, model.method);
  const to = (other: string) => linkBetween(address, other);
  const { params, body, result } = model;
  const parts: readonly (Part | false)[] = [
    { title: "Example", content: <Samples operation={operation} /> },
    params.length > 0 && { title: "Parameters", content: <Parameters operation={operation} /> },
    body !== undefined && {
      title: "Body",
      content: (
        <>
          <p>
            {body.required ? "Required." : "Optional."} <Line text={body.doc} /> Sent as <code>{body.mediaType}</code>.
          </p>
          <Types reference={reference} code={body.type.text} to={to} />
        </>
      ),
    },
    {
      title: "Response",
      content: (
        <>
          <Outcomes model={model} />
          <Types reference={reference} code={resultType(result).text} to={to} />
        </>
      ),
    },
    { title: "Errors", content: <Errors reference={reference} codes={errorCodes} to={to} /> },
  ];
  const shown = parts.filter((part) => part !== false);
  return (
    <Page
      site={site}
      address={address}
      title={name}
      about={`${model.summary}: crm.${name}, ${model.verb} ${model.fullPath}`}
      headings={shown.map(({ title }): Heading => ({ level: 2, title, anchor: anchorOf(title) }))}
      group={group.name}
    >
      <article>
        <p class="path">
          <a href={to(groupAddress(group.name))}>{group.title}</a>
        </p>
        <h1>{model.summary}</h1>
        <p class="address">
          <span class={`method ${model.verb}`}>{model.verb}</span>
          <code>{model.fullPath}</code>
        </p>
        <p>
          <Line text={model.description} />
        </p>
        <Facts operation={operation} />
        <TryIt id={model.id} />
        {shown.map(({ title, content }) => (
          <section>
            <HeadingLine level={2} anchor={anchorOf(title)} title={title} />
            {content}
          </section>
        ))}
      </article>
    </Page>
  );
}

interface Part {
  readonly title: string;
  readonly content: ComponentChildren;
}

function Facts({ operation: { name, model, credits, replaces } }: { operation: ReferenceOperation }): JSX.Element {
  const scopes = narrowest(model.scopes).map((needed) => needed.join(" and "));
  return (
    <dl class="facts">
      <div>
        <dt>Call</dt>
        <dd>
          <code>crm.{name}</code>
        </dd>
      </div>
      <div>
        <dt>Function</dt>
        <dd>
          <code>{model.id}</code>
        </dd>
      </div>
      <div>
        <dt>Credits</dt>
        <dd>{credits}</dd>
      </div>
      <div>
        <dt>{scopes.length > 1 ? "Scopes, one of" : "Scope"}</dt>
        <dd>
          {scopes.length === 0 && "none"}
          {scopes.map((scope) => (
            <code>{scope}</code>
          ))}
        </dd>
      </div>
      {replaces.length > 0 && (
        <div>
          <dt>Replaces</dt>
          <dd>
            {[...new Set(replaces.map((one) => one.name))].map((old) => (
              <code>{old}</code>
            ))}
          </dd>
        </div>
      )}
    </dl>
  );
}

/** The script of the page fills in the address of the reader's own emulator. */
const TryIt = ({ id }: { id: string }): JSX.Element => (
  <div class="try">
    <a class="button main" data-emulator={`#/reference/${id}`} href={`${DEFAULT_EMULATOR}/#/reference/${id}`}>
      Try it in the emulator
    </a>
    <details>
      <summary>Start it, or change its address</summary>
      <CodeBlock code="npx zcrm emulator" language="sh" />
      <label class="name" for="emulator-address">
        Address of the emulator
      </label>
      <input
        id="emulator-address"
        type="url"
        value={DEFAULT_EMULATOR}
        spellcheck={false}
        aria-describedby="emulator-problem"
      />
      <p id="emulator-problem" class="hint" role="status" />
    </details>
  </div>
);

/** Where `zcrm emulator` listens if it is not told otherwise. */
const DEFAULT_EMULATOR = "http://127.0.0.1:8080";

const LABELS: Readonly<Record<string, readonly [label: string, language: string]>> = {
  typescript: ["TypeScript", "ts"],
  old: ["zcrmsdk", "js"],
  curl: ["curl", "sh"],
  command: ["zcrm call", "sh"],
};

/** One sample is shown at a time; the choice needs no script. */
function Samples({ operation: { samples, commandLine, replaces } }: { operation: ReferenceOperation }): JSX.Element {
  const all = [...samples, { kind: "command", code: commandLine }];
  const notes = replaces.filter(({ replacement }) => replacement.differs !== "");
  return (
    <fieldset class="samples">
      <legend class="unseen">Language of the example</legend>
      {all.map(({ kind }, index) => (
        <label>
          <input type="radio" name="sample" value={kind} checked={index === 0} /> {LABELS[kind]?.[0]}
        </label>
      ))}
      {all.map(({ kind, code }) => (
        <div class={`sample ${kind}`}>
          <CodeBlock code={code} language={LABELS[kind]?.[1] ?? ""} />
          {kind === "old" && notes.length > 0 && (
            <ul>
              {notes.map(({ name, replacement }) => (
                <li>
                  After <code>{name}</code>: <Line text={replacement.differs} />.
                </li>
              ))}
            </ul>
          )}
        </div>
      ))}
    </fieldset>
  );
}

function Parameters({ operation: { model, examples } }: { operation: ReferenceOperation }): JSX.Element {
  const { params, anyOf } = model;
  return (
    <>
      <dl class="parameters">
        {params.map((param) => (
          <div id={`param-${anchorOf(param.name)}`}>
            <dt>
              <code>{param.name}</code>
              <code class="type">{typeOf(param)}</code>
              <span class={param.required ? "badge needed" : "badge"}>
                {param.required ? "required" : placeOf(param)}
              </span>
            </dt>
            <dd>
              <Line text={param.doc.replaceAll("\n@default", " Default:")} />
              {examples.get(param.name) !== undefined && (
                <p class="hint">
                  Example: <code>{JSON.stringify(examples.get(param.name))}</code>
                </p>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {anyOf && (
        <p>
          At least one of these is required:{" "}
          {anyOf.map((name, index) => (
            <>
              {index > 0 && ", "}
              <code>{name}</code>
            </>
          ))}
          .
        </p>
      )}
    </>
  );
}

/** The type parameters `M` and `F` by what they stand for. */
const typeOf = ({ type: { text } }: ParamModel): string =>
  text === "M" ? "ModuleName" : text.replace(/\bF\b/, "FieldName<M>");

const placeOf = ({ place, wireName }: ParamModel): string => (place === "header" ? `header ${wireName}` : place);

function Outcomes({ model: { nothing, isPartial, result, ceiling } }: { model: OperationModel }): JSX.Element {
  return (
    <>
      {nothing !== undefined && (
        <p>
          Resolves to {result.kind === "list" ? "an empty list" : <code>undefined</code>} if {nothing}.
        </p>
      )}
      {isPartial && (
        <p>
          Rejected entries do not throw: check each <code>status</code>.
        </p>
      )}
      {ceiling && (
        <p>
          Zoho returns at most {ceiling.rows} rows of the list; to get more, <Line text={ceiling.wayOut} />.
        </p>
      )}
    </>
  );
}

interface ErrorsProps {
  readonly reference: Reference;
  readonly codes: readonly string[];
  readonly to: (address: string) => string;
}

function Errors({ reference, codes, to }: ErrorsProps): JSX.Element {
  const all = <a href={to(ERRORS)}>errors that any call can have</a>;
  if (codes.length === 0) return <p>Only the {all}.</p>;
  return (
    <>
      <dl class="errors">
        {codes.map((code) => {
          const explanation = reference.errors.find((error) => error.code === code);
          return (
            <div>
              <dt>
                <a href={to(errorAddress(code))}>
                  <code>{code}</code>
                </a>
              </dt>
              <dd>
                <Line text={explanation?.cause ?? ""} />
                <p class="remedy">
                  <Line text={sentence(explanation?.remedy ?? "")} />
                </p>
              </dd>
            </div>
          );
        })}
      </dl>
      <p>Also the {all}.</p>
    </>
  );
}
