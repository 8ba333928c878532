/** Code with its colors, which are decided when the site is built. */
import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import javascript from "highlight.js/lib/languages/javascript";
import json from "highlight.js/lib/languages/json";
import typescript from "highlight.js/lib/languages/typescript";
import yaml from "highlight.js/lib/languages/yaml";
import type { ComponentChildren, JSX } from "preact";

hljs.registerLanguage("sh", bash);
hljs.registerLanguage("js", javascript);
hljs.registerLanguage("json", json);
hljs.registerLanguage("ts", typescript);
hljs.registerLanguage("yaml", yaml);

/** @param language The word after a fence; code of an unknown language, or of none, has no colors */
export function CodeBlock({ code, language = "" }: { code: string; language?: string }): JSX.Element {
  const text = code.trimEnd();
  return (
    <div class="code">
      <pre>
        <code>{hljs.getLanguage(language) ? colored(hljs.highlight(text, { language }).value) : text}</code>
      </pre>
    </div>
  );
}

/** The markup of highlight.js, which consists of spans and text, as elements. */
function colored(markup: string): ComponentChildren {
  const open: { name: string; children: ComponentChildren[] }[] = [{ name: "", children: [] }];
  for (const [part, name] of markup.matchAll(/<span class="([^"]*)">|<\/span>|[^<]+/g)) {
    if (name !== undefined) open.push({ name, children: [] });
    else if (part !== "</span>") open.at(-1)?.children.push(unescaped(part));
    else {
      const { name: ended, children } = open.pop() ?? { name: "", children: [] };
      open.at(-1)?.children.push(<span class={ended.replace(/ .*/, "")}>{children}</span>);
    }
  }
  return open[0]?.children;
}

const CHARACTERS: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', "#x27": "'", amp: "&" };

const unescaped = (text: string): string => text.replaceAll(/&([\w#]+);/g, (whole, name) => CHARACTERS[name] ?? whole);
