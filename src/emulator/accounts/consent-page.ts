/** The pages of the accounts server that a user sees, and what they decide there. */
import type { HttpRequest } from "../http/request.js";

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: Canvas; color: CanvasText; }
  main { box-sizing: border-box; width: min(100%, 32rem); padding: 2rem 1.5rem; }
  h1 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.25; }
  ul { padding-left: 1.25rem; overflow-wrap: anywhere; }
  form { display: flex; flex-wrap: wrap; gap: 0.75rem; margin-top: 1.5rem; }
  button { flex: 1 1 8rem; padding: 0.65rem 1rem; font: inherit; border: 1px solid #7a8699; border-radius: 0.4rem;
    background: Canvas; color: CanvasText; cursor: pointer; }
  button[value="accept"] { border-color: #1d5fbf; background: #1d5fbf; color: #fff; }
  button:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
`;

/** Asks for consent to the scopes. The form sends all parameters back, with the button that was pressed. */
export const consentPage = (scopes: readonly string[], asked: URLSearchParams): string =>
  html(
    "Consent",
    `<p>A program wants to use the emulated Zoho CRM on this machine. It asks for:</p>
<ul>
${scopes.map((scope) => `  <li>${escaped(scope)}</li>`).join("\n")}
</ul>
<form method="get">
${[...asked]
  .map(([name, value]) => `  <input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`)
  .join("\n")}
  <button name="decision" value="accept">Accept</button>
  <button name="decision" value="reject">Reject</button>
</form>`,
  );

/** Asks for the code that a device shows. @param news What became of the last code */
export const codePage = (news = ""): string =>
  html(
    "Device",
    `<p>${escaped(news)} Type in the code that a device shows:</p>
<form method="get">
  <input name="user_code" aria-label="Code" required autofocus>
  <button>Go on</button>
</form>`,
  );

/** Says why the user is not asked. The browser stays here, because the address is not trusted. */
export const problemPage = (problem: string, reason: string): string =>
  html(problem, `<p>Nobody can consent to this request: ${escaped(reason)}.</p>`);

/**
 * What a user decided on a page, or what a program without a browser sends directly. A decision is ignored if the
 * browser
 * says that another site led here; the user is asked instead.
 */
export function readDecision(
  query: URLSearchParams,
  { "sec-fetch-site": site = "none" }: HttpRequest["headers"],
): "accept" | "reject" | undefined {
  const decision = query.get("decision");
  const isOwn = site === "none" || site === "same-origin";
  return isOwn && (decision === "accept" || decision === "reject") ? decision : undefined;
}

const html = (title: string, content: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)} - Zoho CRM emulator</title>
<style>${STYLE}</style>
<main>
<h1>${escaped(title)}</h1>
${content}
</main>
</html>
`;

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
