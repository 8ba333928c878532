import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { watch } from "../state/problem.js";

/** A button that copies a string, and says that it did. */
export function Copy({ label, text }: { label: string; text: string | (() => Promise<string>) }): JSX.Element {
  const [isDone, setIsDone] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(typeof text === "string" ? text : await text());
    setIsDone(true);
  };
  return (
    <button type="button" onClick={() => watch(copy())} onBlur={() => setIsDone(false)}>
      {label}
      {/* Its place is kept free, so that no button moves away from under the pointer. */}
      <span class="mark" role="status">
        {isDone && "✓"}
      </span>
    </button>
  );
}
