import type { ComponentChildren, JSX } from "preact";

/** An HTTP method in its color. */
export const Method = ({ method }: { method: string }): JSX.Element => <span class={`method ${method}`}>{method}</span>;

interface StatusProps {
  /** Without a status, the connection broke. */
  readonly status: number | undefined;
  readonly children: ComponentChildren;
}

/** The outcome of a call, in the color of its status. */
export const Status = ({ status = 0, children }: StatusProps): JSX.Element => (
  <strong class={`status s${Math.floor(status / 100)}`}>{children}</strong>
);
