import type { JSX } from "preact";

/** A paragraph of the description, in which backticks mark code. */
export const Prose = ({ text, class: name = "", id }: { text: string; class?: string; id?: string }): JSX.Element => (
  <p id={id} class={`quiet ${name}`}>
    {text.split("`").map((part, index) => (index % 2 ? <code>{part}</code> : part))}
  </p>
);
