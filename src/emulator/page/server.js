/**
 * Asks the emulator for what the page shows.
 *
 * @param {string} noun
 * @param {Record<string, string | number>} [parameters]
 * @returns {Promise<any>} what the endpoint of that name answers
 */
export function get(noun, parameters = {}) {
  const query = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return read(fetch(`/_emulator/${noun}?${query.join("&")}`));
}

/**
 * Tells the emulator to do something.
 *
 * @param {string} noun
 * @param {unknown} [body]
 * @returns {Promise<any>} what the endpoint of that name answers
 */
export const post = (noun, body = {}) =>
  read(
    fetch(`/_emulator/${noun}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    }),
  );

/** @param {Promise<Response>} asked */
async function read(asked) {
  const response = await asked.catch(() => {
    throw new Error("The emulator does not answer. Is it still running?");
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.message);
  return answer;
}
