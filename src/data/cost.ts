/** What calls cost, without retries. */
export interface Cost {
  /** Calls to Zoho. */
  readonly calls: number;
  /** API credits. */
  readonly credits: number;
}
