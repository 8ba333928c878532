import type { Accounts, Owner } from "../accounts/accounts.js";
import type { EmulatorClientOptions } from "../api.js";
import type { Description } from "../description.js";
import type { Organization } from "../organization.js";
import type { Service } from "../service.js";
import type { MovableClock } from "../values/clock.js";
import type { ConsoleCalls } from "./contract.js";

/** The parts of an emulator that its console shows and controls. */
export interface ConsoleHost {
  readonly clock: MovableClock;
  readonly accounts: Accounts;
  readonly service: Service;
  readonly description: Description;
  readonly apiUrl: string;
  /** By their owner, in the order they were added. */
  readonly organizations: ReadonlyMap<Owner, Organization>;
  /** A number that rises with every change of the state. */
  revision(): number;
  nameOf(organization: Owner): string;
  /** What a client needs to call the emulator as this user. */
  clientOptions(user: Owner): EmulatorClientOptions;
}

/** The host, with the organization and user that the page acts as. */
export interface ConsoleContext extends ConsoleHost {
  /** Owner of the organization. */
  readonly owner: Owner;
  readonly organization: Organization;
  /** The user, as the owner of tokens. */
  readonly bearer: Owner;
}

/** A call of the page. Its input is checked by the endpoint: any program can send it. */
export interface ConsoleRequest {
  readonly query: URLSearchParams;
  readonly body: unknown;
}

/** @throws BadRequest if the page asks for something that does not exist or is not allowed */
export type Endpoint<Name extends keyof ConsoleCalls> = (
  context: ConsoleContext,
  request: ConsoleRequest,
) => ReturnType<ConsoleCalls[Name]>;

/** The endpoint of every call. */
export type Endpoints = { readonly [Name in keyof ConsoleCalls]: Endpoint<Name> };

/** The page's call cannot be carried out. The page shows the message to its user. */
export class BadRequest extends Error {
  override name = "BadRequest";
}
