/** What a process of one peer is asked to do, and what it tells. */
export type Task =
  | {
      readonly kind: "calls";
      readonly module: "Leads" | "Contacts";
      /** Calls at the same moment. */
      readonly atOnce: number;
      readonly total: number;
    }
  | { readonly kind: "file"; readonly direction: "download" | "upload"; readonly path: string };

export interface Measured {
  /** Of the processor, user and system, for one call. */
  readonly cpuMicroseconds: number;
  readonly perSecond: number;
  /** Memory of the process at its highest. */
  readonly peakMegabytes: number;
}
