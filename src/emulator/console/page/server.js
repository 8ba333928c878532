import { actorParameters } from "./actor.js";

/**
 * Address of what the emulator answers for whom the page acts as.
 *
 * @param {string} noun
 * @param {Record<string, string | number>} [parameters]
 */
export const addressOf = (noun, parameters = {}) => {
  const query = Object.entries({ ...actorParameters(), ...parameters }).map(
    ([name, value]) => `${name}=${encodeURIComponent(value)}`,
  );
  return `/_emulator/${noun}?${query.join("&")}`;
};

/**
 * Asks the emulator for what the page shows.
 *
 * @param {string} noun
 * @param {Record<string, string | number>} [parameters]
 * @returns {Promise<any>} what the endpoint of that name answers
 */
export const get = (noun, parameters) => read(fetch(addressOf(noun, parameters)));

/**
 * Tells the emulator to do something.
 *
 * @param {string} noun
 * @param {unknown} [body]
 * @returns {Promise<any>} what the endpoint of that name answers
 */
export const post = (noun, body = {}) =>
  read(
    fetch(addressOf(noun), {
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
