// Fixed data: an operation without a handler answers the example of its first 2xx answer in the description.

import { type Description, type MediaTypeObject, type OperationObject, resolve } from "../description.js";
import { type Answer, json, noContent } from "../http/answers.js";
import { badRequest } from "../http/errors.js";

/** @throws HttpError 400 where the description has no example to give. */
export function fixedAnswer(description: Description, operation: OperationObject): Answer {
  for (const [status, reference] of Object.entries(operation.responses)) {
    if (!/^2\d\d$/.test(status)) continue;
    const { content } = resolve(description, reference);
    if (content === undefined) return noContent();
    const [[type, media] = ["", {}]] = Object.entries(content);
    const example = findExample(description, media);
    if (example === undefined) continue;
    if (typeof example !== "string") return json(Number(status), example);
    return { status: Number(status), headers: { "Content-Type": type }, body: example };
  }
  throw badRequest("NOT_SUPPORTED", "the emulator has no answer for this call");
}

function findExample(description: Description, { example, examples = {} }: MediaTypeObject): unknown {
  if (example !== undefined) return example;
  const first = Object.values(examples)[0];
  return first === undefined ? undefined : resolve(description, first).value;
}
