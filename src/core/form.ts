/** Writes a body of the type `application/x-www-form-urlencoded`; members that are undefined or null are left out. */
export function formBody(members: object): URLSearchParams {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(members))
    if (value !== undefined && value !== null) form.append(name, String(value));
  return form;
}
