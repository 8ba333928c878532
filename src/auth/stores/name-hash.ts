/**
 * The SHA-256 hash of a name or a token in hex, for places where others may see it, and which limit its length.
 * @throws Error if the text contains half a surrogate pair: as bytes, such names would be the same.
 */
export async function nameHash(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  if (new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes) !== text) {
    throw new Error(
      "the user name is not valid Unicode (it contains half a surrogate pair), so a database cannot hold it",
    );
  }
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
