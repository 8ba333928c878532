/** Operations that a program handles itself: those of its overlays, or any other. */
import { nearest } from "../../core/errors/nearest.js";
import { isResponse, messageOf } from "../../core/kind.js";
import { internalError } from "../http/errors.js";
import type { HttpRequest } from "../http/request.js";
import { HttpError, type HttpResponse, json, noContent, readResponse } from "../http/responses.js";
import type { OperationHandler } from "../setup/setup.js";
import type { Call } from "./call.js";
import type { Route } from "./router.js";

export class OwnOperations {
  /** By `operationId`. */
  readonly #handlers = new Map<string, OperationHandler>();

  /** @throws TypeError if a handler is for an operation that the description lacks */
  constructor(routes: readonly Route[], handlers: Readonly<Record<string, OperationHandler>> = {}) {
    const ids = new Map(routes.flatMap(({ id, name = id }) => [[id, id] as const, [name, id] as const]));
    for (const [name, handler] of Object.entries(handlers)) {
      const id = ids.get(name);
      if (id === undefined)
        throw new TypeError(
          `handlers: unknown operation ${name}; did you mean ${nearest(name, [...ids.keys()])}? Describe your own in overlays`,
        );
      this.#handlers.set(id, handler);
    }
  }

  has({ id }: Route): boolean {
    return this.#handlers.has(id);
  }

  /** @param remarks Says why a handler failed. The client sees Zoho's internal error */
  async handle(
    call: Call,
    { target, method, headers, body }: HttpRequest,
    remarks: Set<string>,
  ): Promise<HttpResponse> {
    const sent = Object.entries(headers).map(([name, value]): [string, string] => [name, [value].flat().join(", ")]);
    const hasBody = method !== "GET" && method !== "HEAD" && body !== undefined;
    const request = new Request(new URL(target, "http://localhost"), {
      method,
      headers: sent,
      ...(hasBody && { body }),
    });
    try {
      return await toResponse(await this.#handlers.get(call.route.id)?.(request, call.pathValues));
    } catch (error) {
      if (error instanceof HttpError) throw error;
      remarks.add(`the handler of ${call.route.id} failed: ${messageOf(error)}`);
      throw internalError();
    }
  }
}

async function toResponse(result: unknown): Promise<HttpResponse> {
  if (result === undefined) return noContent();
  return isResponse(result) ? await readResponse(result) : json(200, result);
}
