/** Markdown as elements. Nothing in a document becomes markup of the page by itself. */
import { Lexer, type MarkedToken, type Token, type Tokens } from "marked";
import { type ComponentChildren, Fragment, type JSX } from "preact";
import { CodeBlock } from "./highlight.js";

export interface Heading {
  readonly level: number;
  readonly title: string;
  readonly anchor: string;
}

/** A document in sections: what is above the first heading, and each heading with what follows it. */
export interface Section {
  readonly heading: Heading | undefined;
  readonly text: string;
}

export interface Document {
  readonly tokens: readonly MarkedToken[];
  /** The anchor of each heading. */
  readonly anchors: ReadonlyMap<Token, string>;
  readonly headings: readonly Heading[];
  readonly sections: readonly Section[];
}

/** Resolves what a link of a document leads to. */
export type Resolve = (link: string) => string;

/** @param text Markdown; its title is left out, because the page has its own */
export function readDocument(text: string): Document {
  const tokens = (new Lexer().lex(text) as MarkedToken[]).filter(
    (token) => !(token.type === "heading" && token.depth === 1),
  );
  const anchors = new Map<Token, string>();
  const taken = new Map<string, number>();
  const headings: Heading[] = [];
  const sections: { heading: Heading | undefined; text: string }[] = [{ heading: undefined, text: "" }];
  for (const token of tokens) {
    const last = sections.at(-1);
    if (token.type !== "heading") {
      if (last) last.text = `${last.text} ${plain([token])}`.trim();
      continue;
    }
    const title = plain(token.tokens);
    const slug = slugOf(title);
    const count = taken.get(slug) ?? 0;
    taken.set(slug, count + 1);
    const heading = { level: token.depth, title, anchor: count === 0 ? slug : `${slug}-${count}` };
    anchors.set(token, heading.anchor);
    headings.push(heading);
    sections.push({ heading, text: "" });
  }
  return { tokens, anchors, headings, sections };
}

/** As GitHub makes the anchors of headings, which links between documents use. */
const slugOf = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(/\s/g, "-");

/** The text of tokens, without marks. */
function plain(tokens: readonly Token[]): string {
  return (tokens as readonly MarkedToken[])
    .map((token) => {
      if (token.type === "table")
        return [token.header, ...token.rows].map((row) => row.map((cell) => plain(cell.tokens)).join(" ")).join(" ");
      if (token.type === "list") return token.items.map((item) => plain(item.tokens)).join(" ");
      if (token.type === "html" || token.type === "space" || token.type === "hr") return " ";
      if (token.type === "br") return " ";
      return "tokens" in token && token.tokens !== undefined ? plain(token.tokens) : "text" in token ? token.text : "";
    })
    .join("")
    .replaceAll(/\s+/g, " ");
}

interface ProseProps {
  readonly document: Document;
  /** A part of the document. @default all of it */
  readonly tokens?: readonly MarkedToken[];
  readonly resolve: Resolve;
}

export const Prose = ({ document, tokens = document.tokens, resolve }: ProseProps): JSX.Element => (
  <>{tokens.map((token) => block(token, { anchors: document.anchors, resolve }))}</>
);

/** One line of Markdown, such as a description. */
export const Line = ({ text, resolve = (link) => link }: { text: string; resolve?: Resolve }): JSX.Element => (
  <>{inlines(Lexer.lexInline(text), { anchors: new Map(), resolve })}</>
);

interface Place {
  readonly anchors: ReadonlyMap<Token, string>;
  readonly resolve: Resolve;
}

const blocks = (tokens: readonly Token[], place: Place): ComponentChildren =>
  (tokens as readonly MarkedToken[]).map((token) => block(token, place));

function block(token: MarkedToken, place: Place): ComponentChildren {
  switch (token.type) {
    case "heading":
      return (
        <HeadingLine level={token.depth} anchor={place.anchors.get(token) ?? ""} title={inlines(token.tokens, place)} />
      );
    case "paragraph":
      return <p>{inlines(token.tokens, place)}</p>;
    case "text":
      return token.tokens ? inlines(token.tokens, place) : token.text;
    case "code":
      return <CodeBlock code={token.text} language={token.lang?.split(/\s/)[0] ?? ""} />;
    case "list":
      return token.ordered ? <ol>{items(token, place)}</ol> : <ul>{items(token, place)}</ul>;
    case "table":
      return <Table token={token} place={place} />;
    case "blockquote":
      return <blockquote>{blocks(token.tokens, place)}</blockquote>;
    case "hr":
      return <hr />;
    case "space":
    case "def":
      return undefined;
    case "html":
      if (/^<!--[\s\S]*-->\s*$/.test(token.text)) return undefined;
      throw new Error(`a guide contains HTML, which the site does not show: ${token.text.trim()}`);
    default:
      throw new Error(`a guide contains Markdown that the site does not know: ${token.type}`);
  }
}

const items = ({ items: all }: Tokens.List, place: Place): ComponentChildren =>
  all.map(({ tokens }) => <li>{blocks(tokens, place)}</li>);

function Table({ token: { header, rows }, place }: { token: Tokens.Table; place: Place }): JSX.Element {
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            {header.map((cell) => (
              <th scope="col">{inlines(cell.tokens, place)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {row.map((cell) => (
                <td>{inlines(cell.tokens, place)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const inlines = (tokens: readonly Token[] | undefined, place: Place): ComponentChildren =>
  ((tokens ?? []) as readonly MarkedToken[]).map((token) => inline(token, place));

function inline(token: MarkedToken, place: Place): ComponentChildren {
  switch (token.type) {
    case "text":
      return token.tokens ? inlines(token.tokens, place) : token.text;
    case "escape":
      return token.text;
    case "codespan":
      return <code>{token.text}</code>;
    case "strong":
      return <strong>{inlines(token.tokens, place)}</strong>;
    case "em":
      return <em>{inlines(token.tokens, place)}</em>;
    case "link":
      // Only what was written as a link is one: `openai@6.49.0` is not an address.
      if (!token.raw.startsWith("[")) return token.text;
      return <a href={place.resolve(token.href)}>{inlines(token.tokens, place)}</a>;
    case "br":
      return <br />;
    // Text of a description, such as `<id>`, may look like a tag.
    default:
      return token.raw;
  }
}

interface HeadingLineProps {
  readonly level: number;
  readonly anchor: string;
  readonly title: ComponentChildren;
}

/** A heading with a link to itself. */
export function HeadingLine({ level, anchor, title }: HeadingLineProps): JSX.Element {
  const content = (
    <Fragment>
      {title}
      <a class="anchor" href={`#${anchor}`} aria-label="Link to this section">
        #
      </a>
    </Fragment>
  );
  if (level === 2) return <h2 id={anchor}>{content}</h2>;
  return level === 3 ? <h3 id={anchor}>{content}</h3> : <h4 id={anchor}>{content}</h4>;
}
