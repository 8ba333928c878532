import type { Warning } from "./external/warning.js";

/** What to generate code from, and where to write it. */
export interface GenerateOptions {
  /**
   * An OpenAPI 3.0 or 3.1 description, JSON or YAML: a file, or a folder whose files describe one API together.
   * @default the description of Zoho CRM v2 that comes with this package
   */
  spec?: string;
  /** OpenAPI Overlay 1.0 or 1.1 documents, applied in this order. They may correct dead references. */
  overlays?: readonly string[];
  /**
   * Local files or folders by the address that they replace: `{ "https://example.com/specs/": "specs/" }`. Nothing is
   * downloaded, and no other file outside the description's folder is read.
   */
  map?: Readonly<Record<string, string>>;
  /** The folder that is written. Files in it that were not generated are left alone. */
  out: string;
  /** Generates only the operations that the overlays add or change. @default false */
  only?: boolean;
  /** Compares the folder with the code that would be written, and writes nothing. @default false */
  check?: boolean;
  /** Called for everything that is skipped, renamed, or read differently than it is written, in the order of its weight. */
  onWarning?: (warning: Warning) => void;
  /** Called with each file that is read or looked for. */
  onRead?: (file: string) => void;
}

/** What was generated. */
export interface GenerateResult {
  readonly operations: number;
  readonly files: number;
  readonly warnings: readonly Warning[];
  /** What would make the description better. The code is correct without it. */
  readonly suggestions: readonly Warning[];
  /** With `check`, the differences of the folder, one message per file; otherwise empty. */
  readonly differences: readonly string[];
  /** The command that writes the same code. */
  readonly command: string;
}
