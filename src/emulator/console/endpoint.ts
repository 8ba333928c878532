import type { Accounts, Owner } from "../accounts/accounts.js";
import type { Description } from "../description.js";
import type { EmulatorClientOptions } from "../emulator.js";
import type { Organization } from "../organization.js";
import type { Service } from "../service.js";
import type { MovableClock } from "../values/clock.js";

/** What the page is about. */
export interface Shown {
  readonly clock: MovableClock;
  readonly accounts: Accounts;
  readonly service: Service;
  readonly description: Description;
  readonly apiUrl: string;
  /** By their owner, the first one first. */
  readonly organizations: ReadonlyMap<Owner, Organization>;
  /** A number that rises with whatever changes the state. */
  revision(): number;
  nameOf(organization: Owner): string;
  /** What a client needs to talk to it as this user. */
  clientOptions(user: Owner): EmulatorClientOptions;
}

/** What the page shows, as the organisation and user chosen in it have it, and what its buttons work on. */
export interface Subject extends Shown {
  /** Of the organisation. */
  readonly owner: Owner;
  readonly organization: Organization;
  /** Whom tokens are issued to. */
  readonly bearer: Owner;
}

/** What the page asks: parameters of its address, and a body where it has one. */
export interface Asked {
  readonly query: URLSearchParams;
  readonly body: unknown;
}

/** Answers the page with what becomes JSON. @throws AskedWrongly where it asks for what there is not */
export type Endpoint = (subject: Subject, asked: Asked) => unknown;

/** Endpoints by method and path. */
export type Endpoints = Readonly<Record<string, Endpoint>>;

/** The page asked for something that there is not; the message is shown to its user. */
export class AskedWrongly extends Error {
  override name = "AskedWrongly";
}
