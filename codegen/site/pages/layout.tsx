/** What all pages have in common: the head, the header, the menu and the list of sections. */
import type { ComponentChildren, JSX } from "preact";
import { ERRORS, groupAddress, HOME, linkBetween, MODULES, operationAddress, REFERENCE } from "../addresses.js";
import { addressOfGuide, GUIDES } from "../guides.js";
import type { Heading } from "../markdown.js";
import type { ReferenceGroup } from "../reference.js";

/** The page loads nothing from elsewhere, and no string becomes a script. `file:` is for browsers whose `'self'` leaves out files. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' file:",
  "style-src 'self' file:",
  "img-src 'self' file:",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

/** What every page needs from the site. */
export interface Site {
  readonly groups: readonly ReferenceGroup[];
  readonly modules: readonly string[];
  readonly version: string;
}

export interface PageProps {
  readonly site: Site;
  /** Where the page is, from the root. */
  readonly address: string;
  readonly title: string;
  /** One sentence, for search engines. */
  readonly about: string;
  readonly headings: readonly Heading[];
  /** The group whose operations the menu shows. */
  readonly group?: string;
  readonly children: ComponentChildren;
}

export function Page({ site, address, title, about, headings, group, children }: PageProps): JSX.Element {
  const to = (other: string) => linkBetween(address, other);
  const root = "../".repeat(address.split("/").length - 1);
  return (
    <html lang="en" data-root={root}>
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={POLICY} />
        <meta name="viewport" content="width=device-width" />
        <title>{address === HOME ? "zcrm" : `${title} · zcrm`}</title>
        <meta name="description" content={about} />
        <link rel="icon" href={to("icon.svg")} />
        <link rel="stylesheet" href={to("look.css")} />
        <link rel="stylesheet" href={to("site.css")} />
        <script defer src={to("search-entries.js")} />
        <script defer src={to("page.js")} />
      </head>
      <body>
        <a class="skip" href="#site-content">
          Skip to the content
        </a>
        <header>
          <a class="brand" href={to(HOME)}>
            <img src={to("icon.svg")} alt="" width="24" height="24" />
            <span>zcrm</span> <small>{site.version}</small>
          </a>
          <nav class="parts" aria-label="Parts">
            {[
              ["Guides", HOME, /^(index|guides)/],
              ["Reference", REFERENCE, /^reference\/(?!errors)/],
              ["Modules", MODULES, /^modules/],
              ["Errors", ERRORS, /^reference\/errors/],
            ].map(([name, target, own]) => (
              <a
                href={to(String(target))}
                aria-current={own instanceof RegExp && own.test(address) ? "true" : undefined}
              >
                {String(name)}
              </a>
            ))}
          </nav>
          <search class="search">
            <input
              type="text"
              role="combobox"
              aria-label="Search"
              aria-expanded="false"
              aria-controls="site-results"
              aria-autocomplete="list"
              autocomplete="off"
              spellcheck={false}
              placeholder="Search"
            />
            <kbd>/</kbd>
            <div id="site-results" class="results" role="listbox" aria-label="Results" hidden />
            <p class="unseen" role="status" />
          </search>
          <button type="button" class="menu" popovertarget="site-menu">
            Menu
          </button>
        </header>
        <div class="columns">
          <nav id="site-menu" class="side" aria-label="Pages" popover="auto">
            <Menu site={site} address={address} group={group} />
          </nav>
          <main id="site-content" tabIndex={-1}>
            {children}
          </main>
          {headings.length > 1 && (
            <nav class="sections" aria-labelledby="site-sections">
              <h2 id="site-sections">On this page</h2>
              <ul>
                {headings.map(({ level, title: name, anchor }) => (
                  <li class={level > 2 ? "deep" : undefined}>
                    <a href={`#${anchor}`}>{name}</a>
                  </li>
                ))}
              </ul>
            </nav>
          )}
        </div>
      </body>
    </html>
  );
}

function Menu({ site, address, group }: { site: Site; address: string; group: string | undefined }): JSX.Element {
  const entry = (target: string, name: ComponentChildren) => (
    <a href={linkBetween(address, target)} aria-current={target === address ? "page" : undefined}>
      {name}
    </a>
  );
  return (
    <>
      {GUIDES.map(({ title, guides }) => (
        <section>
          <h2>{title}</h2>
          <ul>
            {guides.map((guide) => (
              <li>{entry(addressOfGuide(guide), guide.title)}</li>
            ))}
          </ul>
        </section>
      ))}
      <section>
        <h2>Reference</h2>
        <ul>
          <li>{entry(REFERENCE, "All operations")}</li>
          <li>{entry(ERRORS, "Error codes")}</li>
          <li>{entry(MODULES, "Modules and fields")}</li>
          {site.groups.map(({ name, title, operations }) => (
            <li>
              {entry(groupAddress(name), title)}
              {name === group && (
                <ul>
                  {operations.map(({ model }) => (
                    <li>{entry(operationAddress(name, model.method), <code>{model.method}</code>)}</li>
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
