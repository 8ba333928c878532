import type { Fault } from "../faults.js";
import { isObject } from "../values.js";
import { AskedWrongly, type Endpoint, type Endpoints } from "./endpoint.js";

/** A fault that waits, as the page shows it. */
export interface WaitingFault extends Fault {
  readonly left: number;
}

const getFaults: Endpoint = ({ service }): readonly WaitingFault[] =>
  service.faults.waiting().map(({ fault, left }) => ({ ...fault, left }));

const addFault: Endpoint = ({ service }, { body }) => {
  if (!isObject(body)) throw new AskedWrongly("a fault is an object");
  const { operation, reset } = body;
  const fault: Fault = {
    times: wholeNumber(body.times, "times", 1, 1_000_000) ?? 1,
    ...(typeof operation === "string" && operation !== "" && { operation }),
    ...(reset === true && { reset }),
  };
  const status = wholeNumber(body.status, "status", 200, 599);
  const delay = wholeNumber(body.delay, "delay", 1, 600_000);
  if (status !== undefined) fault.status = status;
  if (delay !== undefined) fault.delay = delay;
  if (status === undefined && delay === undefined && reset !== true)
    throw new AskedWrongly("choose a status, a delay, or a broken connection");
  service.faults.add(fault);
};

/** @returns `undefined` where nothing is given */
function wholeNumber(value: unknown, name: string, least: number, most: number): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) return value;
  throw new AskedWrongly(`${name} is a whole number from ${least} to ${most}`);
}

const removeFault: Endpoint = ({ service }, { body }) => {
  const index = isObject(body) ? Number(body.index) : Number.NaN;
  const found = service.faults.waiting()[index];
  if (found !== undefined) service.faults.remove(found.fault);
};

export const faultEndpoints: Endpoints = {
  "GET /_emulator/faults": getFaults,
  "POST /_emulator/faults": addFault,
  "POST /_emulator/faults/remove": removeFault,
};
