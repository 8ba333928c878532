/** Builds the request of a call as the client does, and sends nothing. */
import { withoutSecrets } from "../../core/errors/secrets.js";
import type { Result } from "../definition.js";
import type { DescribedOperation } from "../description/operations.js";
import { offlineClient } from "../offline-client.js";
import { type Params, send } from "./send.js";

/** The method, path and body that would be sent, without secrets. */
export async function dryRun(
  operation: DescribedOperation,
  params: Params,
  given: Readonly<Record<string, string>>,
): Promise<Result> {
  let request: string | undefined;
  await using crm = await offlineClient(async (input) => {
    const { pathname, search } = new URL(input instanceof Request ? input.url : input);
    request = `${pathname}${search}`;
    return new Response(null, { status: 204 });
  });
  try {
    await send(crm, operation, params, { headers: { ...given } });
  } catch (error) {
    // Where a response is expected, 204 is an error.
    if (request === undefined) throw error;
  }
  const headers = { ...headersIn(operation, params), ...withoutAuthorization(given) };
  const { body } = params;
  const data = { method: operation.verb, path: request ?? operation.path, headers, body: body ?? null };
  const lines = [
    `${data.method} ${data.path}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(body === undefined ? [] : ["", JSON.stringify(body, undefined, 2)]),
  ];
  return { text: withoutSecrets(lines.join("\n")), data: JSON.parse(withoutSecrets(JSON.stringify(data))) };
}

const headersIn = ({ parameters }: DescribedOperation, params: Params): Record<string, string> =>
  Object.fromEntries(
    parameters
      .filter(({ place, name }) => place === "header" && params[name] !== undefined)
      .map(({ wireName, name }) => [wireName, String(params[name])]),
  );

const withoutAuthorization = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, /authorization|cookie/i.test(name) ? "[removed]" : value]),
  );
