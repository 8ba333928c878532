/** How the values of a call form become a request. */
import type { ReferenceBody, ReferenceParameter } from "../../contract.js";

type Values = Readonly<Record<string, string>>;

/** The value of a parameter to begin with. @param given Values from the address of the view */
export function initialValue(
  { name, in: place, required, example, choices }: ReferenceParameter,
  given: URLSearchParams,
): string {
  // A search needs one of four parameters, though none of them by itself.
  const isNeeded = required || name === "criteria";
  const value = given.get(name) ?? (name === "module" ? "Leads" : isNeeded ? example : "");
  if (choices.length === 0 || place === "path" || choices.includes(value)) return value;
  return required ? (choices[0] ?? "") : "";
}

export function addressOf(path: string, parameters: readonly ReferenceParameter[], values: Values): string {
  const query = new URLSearchParams();
  let address = path;
  for (const { name, in: place } of parameters) {
    const value = values[name] ?? "";
    if (place === "path") address = address.replace(`{${name}}`, () => encodeURIComponent(value));
    if (place === "query" && value !== "") query.append(name, value);
  }
  return query.size === 0 ? address : `${address}?${query}`;
}

export const headersOf = (parameters: readonly ReferenceParameter[], values: Values): Record<string, string> =>
  Object.fromEntries(
    parameters
      .filter(({ name, in: place }) => place === "header" && values[name])
      .map(({ name }) => [name, values[name] ?? ""]),
  );

/** The body of a call that sends a form. */
export function formBody(
  { type, fields }: ReferenceBody,
  values: Values,
  files: Readonly<Record<string, readonly File[]>>,
): FormData | URLSearchParams {
  const form = type === "application/x-www-form-urlencoded" ? new URLSearchParams() : new FormData();
  for (const { name, isFile } of fields) {
    if (!isFile && values[name]) form.append(name, values[name]);
    if (isFile && form instanceof FormData) for (const file of files[name] ?? []) form.append(name, file);
  }
  return form;
}
