/** The clock that a client goes by, for pauses between its calls. */
import { type Clock, SYSTEM_CLOCK } from "./clock.js";

/** Neither JSON nor a copy shows it. Both copies of the package, for ES modules and CommonJS, know it. */
const CLOCK = Symbol.for("zcrm.clock");

/** Notes the clock of a client. @param raw What makes the client's calls */
export const markClock = <Raw extends object>(raw: Raw, clock: Clock): Raw =>
  Object.defineProperty(raw, CLOCK, { value: clock });

/** The clock of a client; the system's if it has none. @param client A client, with what makes its calls */
export const clockOf = ({ raw }: { readonly raw: object }): Clock =>
  (Reflect.get(raw, CLOCK) as Clock | undefined) ?? SYSTEM_CLOCK;
