/** Percent-encodes what an address cannot hold as it is; what is encoded already keeps its meaning. */
export const encodeText = (text: string): string =>
  text
    .split(/(%[0-9a-f]{2})/i)
    // Half a character has no bytes.
    .map((part, index) => (index % 2 === 1 ? part : encodeURIComponent(part.replace(/\p{Surrogate}/gu, "\ufffd"))))
    .join("");

/** As {@link encodeText}, but a slash goes on separating steps. */
export const encodePath = (text: string): string => text.split("/").map(encodeText).join("/");

/** Writes a query from an object's own members; what is undefined or null is left out. */
export function encodeQuery(members: object): string {
  return Object.entries(members)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => `${encodeText(name)}=${encodeText(String(value)).replaceAll("%2C", ",")}`)
    .join("&");
}
