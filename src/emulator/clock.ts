// Time as Zoho writes it: whole seconds, with the offset of the organisation.

/** Milliseconds since 1970, as `Date.now` gives them. */
export type Clock = () => number;

/** The organisation is in Nairobi, so that an offset other than UTC is met in tests. */
const OFFSET_MINUTES = 180;

/** Writes a time in Zoho's form, e.g. `2026-05-14T12:54:51+03:00`. */
export const zohoTime = (time: number): string =>
  `${new Date(time + OFFSET_MINUTES * 60_000).toISOString().slice(0, 19)}+03:00`;
