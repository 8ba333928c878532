import type { ComponentChildren, JSX } from "preact";

interface HeadingProps {
  /** Address and name of the page above this one. */
  readonly above: readonly [href: string, name: string];
  readonly title: string;
  /** What the user can do here. */
  readonly children?: ComponentChildren;
}

export const Heading = ({ above: [href, name], title, children }: HeadingProps): JSX.Element => (
  <div class="bar">
    <a href={href}>{name}</a>
    <span class="quiet">/</span>
    <h2>{title}</h2>
    {children}
  </div>
);
