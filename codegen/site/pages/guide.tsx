import type { JSX } from "preact";
import { ERRORS, guideAddress, HOME, linkBetween, MODULES, REFERENCE } from "../addresses.js";
import { addressOfGuide, allGuides, type Guide } from "../guides.js";
import { type Document, Prose, type Resolve } from "../markdown.js";
import { Page, type Site } from "./layout.js";

interface GuideProps {
  readonly site: Site;
  readonly guide: Guide;
  readonly document: Document;
  readonly resolve: Resolve;
}

/** A guide, with links to the guides before it and after it. */
export function GuidePage({ site, guide, document, resolve }: GuideProps): JSX.Element {
  const address = addressOfGuide(guide);
  const place = allGuides.indexOf(guide);
  const [before, after] = [allGuides[place - 1], allGuides[place + 1]];
  const start = document.tokens.findIndex(({ type }) => type === "heading");
  const headings = document.headings.filter(({ level }) => level <= 3);
  return (
    <Page site={site} address={address} title={guide.title} about={firstSentence(document)} headings={headings}>
      <article class="prose">
        <h1>{place === 0 ? "zcrm" : guide.title}</h1>
        {place === 0 ? (
          <>
            <Prose tokens={document.tokens.slice(0, start)} document={document} resolve={resolve} />
            <Doors site={site} />
            <Prose tokens={document.tokens.slice(start)} document={document} resolve={resolve} />
          </>
        ) : (
          <Prose document={document} resolve={resolve} />
        )}
      </article>
      <nav class="turn" aria-label="Guides before and after">
        {before && (
          <a rel="prev" href={linkBetween(address, addressOfGuide(before))}>
            <small>Previous</small> {before.title}
          </a>
        )}
        {after && (
          <a rel="next" href={linkBetween(address, addressOfGuide(after))}>
            <small>Next</small> {after.title}
          </a>
        )}
      </nav>
    </Page>
  );
}

/** The ways into the site, on its first page. */
const Doors = ({ site: { groups, modules } }: { site: Site }): JSX.Element => (
  <ul class="doors">
    {[
      [guideAddress("calls"), "Guides", "How calls, tokens, queries and any number of records work"],
      [
        REFERENCE,
        "Reference",
        `${groups.reduce((sum, group) => sum + group.operations.length, 0)} operations with examples`,
      ],
      [MODULES, "Modules", `The fields of ${modules.length} standard modules`],
      [ERRORS, "Error codes", "What each means, and what to do"],
    ].map(([address = "", name, about]) => (
      <li>
        <a href={linkBetween(HOME, address)}>
          <strong>{name}</strong> <span>{about}</span>
        </a>
      </li>
    ))}
  </ul>
);

const firstSentence = ({ sections }: Document): string => /^.*?[.:](?= |$)/.exec(sections[0]?.text ?? "")?.[0] ?? "";
