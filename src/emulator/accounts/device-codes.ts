import { randomBytes } from "node:crypto";
import { limits } from "../limits.js";
import type { Clock } from "../values/clock.js";

/** How long a user has to type in the code, and how long a device waits between two requests. */
export const DEVICE_EXPIRY = limits.tokens.deviceCodeSeconds * 1000;
export const DEVICE_INTERVAL = limits.tokens.devicePollSeconds * 1000;

/** A device that waits for its user. */
export interface Device {
  readonly deviceCode: string;
  /** What the user types in. */
  readonly userCode: string;
  readonly scopes: readonly string[];
  /** Whether the device asks for a refresh token as well. */
  readonly offline: boolean;
  readonly expires: number;
  readonly decision?: "accept" | "reject";
  /** When it last asked for its tokens. */
  readonly asked?: number;
}

/** Devices by their code. */
export class DeviceCodes {
  readonly #now: Clock;
  #devices = new Map<string, Device>();

  constructor(now: Clock) {
    this.#now = now;
  }

  add(deviceCode: string, scopes: readonly string[], offline: boolean): Device {
    const userCode = randomBytes(4).toString("hex").toUpperCase();
    const device = { deviceCode, userCode, scopes, offline, expires: this.#now() + DEVICE_EXPIRY };
    forgetExpired(this.#devices, this.#now());
    this.#devices.set(deviceCode, device);
    return device;
  }

  /** The device with this code, if its user has not decided yet. */
  waiting(userCode: string): Device | undefined {
    return [...this.#devices.values()].find(
      (device) => device.userCode === userCode && device.decision === undefined && this.#now() < device.expires,
    );
  }

  decide(device: Device, decision: "accept" | "reject"): void {
    this.#devices.set(device.deviceCode, { ...device, decision });
  }

  /** The device if its user has consented, which is returned once. Otherwise the reason why it gets nothing. */
  redeem(deviceCode: string): Device | { readonly error: string } {
    const device = this.#devices.get(deviceCode);
    if (device === undefined || this.#now() >= device.expires) return { error: "expired" };
    if (device.decision === undefined) {
      this.#devices.set(deviceCode, { ...device, asked: this.#now() });
      const early = device.asked !== undefined && this.#now() - device.asked < DEVICE_INTERVAL;
      return { error: early ? "slow_down" : "authorization_pending" };
    }
    this.#devices.delete(deviceCode);
    return device.decision === "accept" ? device : { error: "access_denied" };
  }

  snapshot(): ReadonlyMap<string, Device> {
    return new Map(this.#devices);
  }

  restore(devices: ReadonlyMap<string, Device>): void {
    this.#devices = new Map(devices);
  }
}

/** The number of codes that are always kept, because a clock that is set back makes them valid again. */
const KEPT = 1000;

/** Makes room for another code by removing the oldest ones if they have expired. */
export function forgetExpired(entries: Map<string, { readonly expires: number }>, now: number): void {
  for (const [key, { expires }] of entries) {
    if (entries.size < KEPT || now < expires) return;
    entries.delete(key);
  }
}
