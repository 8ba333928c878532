import type { ComponentChildren, JSX } from "preact";
import { useMemo } from "preact/hooks";

/** Preformatted text, which scrolls if it is long. */
export const Code = ({ class: name, children }: { class?: string; children: ComponentChildren }): JSX.Element => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls only what takes the focus.
  <pre class={name} tabIndex={0}>
    {children}
  </pre>
);

/** Longer JSON is cut: a browser would take long to draw it. */
const MAX_LENGTH = 200_000;

const TOKEN = /(?<string>"(?:\\.|[^"\\])*")(?<colon>\s*:)?|-?\d[\d.eE+-]*|\b(?:true|false|null)\b/g;

/** A value as JSON, in which colors tell names, strings and other values apart. */
export function Json({ value }: { value: unknown }): JSX.Element {
  return <Code>{useMemo(() => highlight(JSON.stringify(value, undefined, 2)), [value])}</Code>;
}

function highlight(json: string): ComponentChildren[] {
  const text = json.slice(0, MAX_LENGTH);
  const parts: ComponentChildren[] = [];
  let end = 0;
  for (const { 0: token, groups, index } of text.matchAll(TOKEN)) {
    const { string, colon } = groups ?? {};
    const kind = string === undefined ? "other" : colon === undefined ? "string" : "key";
    parts.push(text.slice(end, index), <span class={kind}>{string ?? token}</span>, colon);
    end = index + token.length;
  }
  return [...parts, text.slice(end), json.length > MAX_LENGTH && "\n… and more"];
}
