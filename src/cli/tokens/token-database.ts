import type { TokenStore } from "../../auth/token-store.js";

/** A database that stores tokens, by its address. */
export interface TokenDatabase {
  /** Connects as the configured user. */
  open(): Promise<OpenDatabase>;
  /** The SQL that creates what is missing. */
  script(): Promise<string>;
}

/** A database, and the code that opens it in a program. */
export interface OpenDatabase {
  readonly store: TokenStore & { createTables(): Promise<void>; close(): Promise<void> };
  /** Without the password, which the program has to get from elsewhere. */
  readonly code: string;
}
