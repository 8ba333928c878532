import type { Endpoint, Endpoints } from "./endpoint.js";

/** What the page shows all the time. */
export interface Overview {
  /** Milliseconds since 1970, by the clock of the emulator. */
  readonly time: number;
  readonly credits: { readonly used: number; readonly limit: number };
  readonly modules: readonly { readonly name: string; readonly label: string; readonly count: number }[];
}

const getOverview: Endpoint = ({ clock, organization }): Overview => ({
  time: clock.now(),
  credits: organization.usage.credits,
  modules: Array.from(organization.records.tables(), ({ module, records }) => ({
    name: module.apiName,
    label: module.pluralLabel,
    count: records.size,
  })),
});

export const overviewEndpoints: Endpoints = { "GET /_emulator/overview": getOverview };
