/**
 * Writes a body of the type `application/x-www-form-urlencoded`; members that are undefined or null are left out, a list
 * repeats its name (`a=1&a=2`), and what is nested further has its way in brackets (`a[b]=1`, `a[b][0]=1`).
 */
export function formBody(members: object): URLSearchParams {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(members)) {
    for (const one of Array.isArray(value) ? value : [value]) append(form, name, one);
  }
  return form;
}

function append(form: URLSearchParams, name: string, value: unknown): void {
  if (value === undefined || value === null) return;
  if (typeof value !== "object") form.append(name, String(value));
  else for (const [key, inner] of Object.entries(value)) append(form, `${name}[${key}]`, inner);
}
