import type { Warning } from "./external/warning.js";

/** What to generate from, and where to. */
export interface GenerateOptions {
  /**
   * An OpenAPI 3.0 or 3.1 description, JSON or YAML: a file, or a folder whose files describe one API together.
   * @default the description of Zoho CRM v2 that comes with this package
   */
  spec?: string;
  /** OpenAPI Overlay 1.0 documents, applied in this order. */
  overlays?: readonly string[];
  /** Local files or folders by the address they stand for, `{ "https://example.com/specs/": "specs/" }`: nothing is fetched. */
  map?: Readonly<Record<string, string>>;
  /** The folder that is written. Files in it that were not generated are left alone. */
  out: string;
  /** Compares the folder with what would be written, and writes nothing. @default false */
  check?: boolean;
  /** Told of everything that is skipped, renamed, or read otherwise than it stands. */
  onWarning?: (warning: Warning) => void;
}

/** What was generated. */
export interface GenerateResult {
  readonly operations: number;
  readonly files: number;
  readonly warnings: readonly Warning[];
  /** With `check`, how the folder differs, one text for each file; empty where it does not. */
  readonly differences: readonly string[];
  /** The command that writes the same. */
  readonly command: string;
}
