/** Markdown as the site shows it. */
import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { describe, expect, test } from "vitest";
import { Line, Prose, readDocument } from "../../../codegen/site/markdown.js";

const shown = (text: string): string => {
  const document = readDocument(text);
  return renderToString(h(Prose, { document, resolve: (link) => `to:${link}` }));
};

test("the title is left to the page, and headings have anchors that differ", () => {
  const { headings, sections } = readDocument("# Title\n\nBefore.\n\n## `A` & b\n\nOne.\n\n### A & b\n\nTwo `x`.\n");
  expect(headings).toEqual([
    { level: 2, title: "A & b", anchor: "a--b" },
    { level: 3, title: "A & b", anchor: "a--b-1" },
  ]);
  expect(sections.map(({ text }) => text)).toEqual(["Before.", "One.", "Two x."]);
});

describe("shows", () => {
  test.each([
    ["links, resolved", "[a](b.md)", '<p><a href="to:b.md">a</a></p>'],
    [
      "what only looks like an address, as text",
      "openai@6.49.0 and https://a.example",
      "<p>openai@6.49.0 and https://a.example</p>",
    ],
    ["markup in code, as text", "`<b>` & **c**", "<p><code>&lt;b></code> &amp; <strong>c</strong></p>"],
    ["no comment", "<!-- made by a tool -->\n\na", "<p>a</p>"],
    ["lists", "- a\n- b", "<ul><li>a</li><li>b</li></ul>"],
    ["code with its colors", '```ts\nconst a = "<";\n```', '<span class="hljs-string">&quot;&lt;&quot;</span>'],
    ["code of an unknown language", "```text\na < b\n```", "<code>a &lt; b</code>"],
  ])("%s", (_, text, html) => expect(shown(text)).toContain(html));
});

test("rejects what it would show wrongly", () => {
  expect(() => shown("<div>a</div>")).toThrow("a guide contains HTML, which the site does not show: <div>a</div>");
});

test("a description shows what looks like a tag", () => {
  expect(renderToString(h(Line, { text: "the <id> of `a`" }))).toBe("the &lt;id> of <code>a</code>");
});
