import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { waitForConsent } from "../../../src/cli/login/consent-wait.js";
import { freePort } from "../../support/cli.js";
import { consentRequest } from "../../support/consent-request.js";

test("a login without consent times out and frees the port", async () => {
  const timeOutTwice = async (): Promise<string[]> => {
    const request = consentRequest({ redirectUrl: `http://127.0.0.1:${await freePort()}/callback` });
    const once = () => waitForConsent(request, false, () => undefined, 1, new PassThrough());
    const messages: string[] = [];
    for (let time = 0; time < 2; time += 1) await once().catch(({ message }: Error) => messages.push(message));
    return messages;
  };
  const inTime = expect.stringContaining("in time");
  // If the port stayed in use, it always would. Once in a while, another test gets it in between.
  await expect.poll(timeOutTwice).toEqual([inTime, inTime]);
});
