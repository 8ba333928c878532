import { CrmError } from "../errors/errors.js";
import { dateText, scalarProblem } from "./scalar.js";

/**
 * Writes a body of type `application/x-www-form-urlencoded`. Members that are undefined or null are left out, an array
 * repeats its name (`a=1&a=2`), and deeper levels have their path in brackets (`a[b]=1`, `a[b][0]=1`).
 * @throws CrmError `INVALID_BODY` for a value that is not text, such as NaN.
 */
export function formBody(members: object): URLSearchParams {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(members)) {
    for (const item of Array.isArray(value) ? value : [value]) append(form, name, item);
  }
  return form;
}

function append(form: URLSearchParams, name: string, given: unknown): void {
  if (given === undefined || given === null) return;
  const problem = scalarProblem(given);
  if (problem)
    throw new CrmError(`the form value "${name}" ${problem}`, { code: "INVALID_BODY", details: { path: name } });
  const value = dateText(given);
  if (typeof value !== "object" || value === null) form.append(name, String(value));
  else for (const [key, inner] of Object.entries(value)) append(form, `${name}[${key}]`, inner);
}
