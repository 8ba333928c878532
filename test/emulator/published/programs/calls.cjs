// The calls of a program: what came of each, beside what was expected.

/** Asked this often at most, with a pause between. */
const MOST_QUESTIONS = 100;
const PAUSE_MILLISECONDS = 100;

/**
 * A log of calls. Each is reported as
 *
 * - `given`: what the call sends, where that is worth a name
 * - `when`: makes the call, and gives `{ statusCode, object }`
 * - `until`: whether a call that asks for a job need not be made again
 * - `want`: the status and the body, or what was thrown
 *
 * @param plain - makes JSON of what a client gives
 */
module.exports = function logOf(plain) {
  const outcomes = [];

  async function outcomeOf({ given, when, until = () => true }) {
    for (let asked = 1; ; asked++) {
      try {
        const { statusCode, object } = await when(given);
        const body = plain(object);
        if (asked === MOST_QUESTIONS || until(body)) return { status: statusCode, body };
      } catch (error) {
        return { threw: `${error.code} ${error.message}`, stack: error.stack };
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
    }
  }

  return {
    /** @returns makes a call of this group, and gives its body */
    in: (group) => async (name, told) => {
      const outcome = await outcomeOf(told);
      outcomes.push({ group, name, outcome, expected: told.want });
      return outcome.body ?? {};
    },
    print: () => console.log(JSON.stringify(outcomes)),
  };
};
