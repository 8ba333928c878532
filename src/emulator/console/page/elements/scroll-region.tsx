import type { ComponentChildren, JSX } from "preact";

interface ScrollRegionProps {
  readonly label: string;
  readonly children: ComponentChildren;
}

/** A card that scrolls sideways where its content is wider than the window. */
export const ScrollRegion = ({ label, children }: ScrollRegionProps): JSX.Element => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls only what takes the focus.
  <section class="card scroll" aria-label={label} tabIndex={0}>
    {children}
  </section>
);
