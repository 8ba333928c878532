import { createHash } from "node:crypto";

/** The page that the browser shows after a login. */
export interface CallbackPage {
  readonly title: string;
  readonly lines: readonly string[];
  readonly isGood: boolean;
}

const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; --mark: #177245; }
.bad { --mark: #b3261e; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #f4f5f7; color: #1c1d20; }
main { box-sizing: border-box; width: min(100% - 2rem, 32rem); padding: 1.5rem 2rem 2rem; border-radius: 0.75rem;
  border-top: 0.3rem solid var(--mark); background: #fff; overflow-wrap: anywhere; }
h1 { margin: 0 0 0.75rem; font-size: 1.5rem; line-height: 1.25; text-wrap: balance; }
p { margin: 0.5rem 0 0; }
@media (prefers-color-scheme: dark) {
  :root { --mark: #4cc38a; }
  .bad { --mark: #ff8a80; }
  body { background: #17181b; color: #ececf0; }
  main { background: #232529; }
}
`;

/** Allows only the page's own style: no scripts, no images, no frames. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Headers of every response to the browser. */
export const PAGE_HEADERS = {
  "Content-Type": "text/html; charset=utf-8",
  "Content-Security-Policy": POLICY,
  "Cache-Control": "no-store",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
} as const;

/** The page as HTML. */
export const htmlOf = ({ title, lines, isGood }: CallbackPage): string => `<!doctype html>
<html lang="en"${isGood ? "" : ' class="bad"'}>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)} - zcrm login</title>
<style>${STYLE}</style>
<main>
<h1>${escaped(title)}</h1>
${lines.map((line) => `<p>${escaped(line)}</p>`).join("\n")}
</main>
</html>
`;

/** Text as HTML shows it, also within quotes. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
