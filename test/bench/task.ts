/** The task of a process that measures one peer. */
export type Task =
  | {
      readonly kind: "calls";
      readonly module: "Leads" | "Contacts";
      /** The number of concurrent calls. */
      readonly atOnce: number;
      readonly total: number;
    }
  | { readonly kind: "file"; readonly direction: "download" | "upload"; readonly path: string };

export interface Measured {
  /** User and system CPU time of one call. */
  readonly cpuMicroseconds: number;
  readonly perSecond: number;
  /** The peak memory of the process. */
  readonly peakMegabytes: number;
}
