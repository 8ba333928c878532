import type { RequestOptions } from "../../core/request/options.js";
import type { DescribedOperation } from "../description/operations.js";

export type Params = Readonly<Record<string, unknown>>;

type Call = (params: Params, options: RequestOptions) => Promise<unknown>;

/** Calls an operation of a client by its name in the description, where each operation of the client is. */
export function send(crm: object, operation: DescribedOperation, params: Params, options: RequestOptions) {
  const group = Reflect.get(crm, operation.group) as Readonly<Record<string, Call>>;
  const call = group[operation.method];
  if (call === undefined) throw new TypeError(`the client has no ${operation.name}`);
  return call(params, options);
}
