/** Writes a body of the type `application/x-www-form-urlencoded`; undefined members are left out. */
export function formBody(members: object): URLSearchParams {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(members)) if (value !== undefined) form.append(name, String(value));
  return form;
}
