import { expect, test } from "vitest";
import { type Forwarded, Forwarder } from "../../../src/cli/listen/forwarder.js";
import { startTarget } from "./target.js";

const post = (text: string) => ({
  body: new TextEncoder().encode(text),
  contentType: "application/json;charset=utf-8",
});

/** Collects outcomes. */
function outcomes() {
  const told: Forwarded[] = [];
  let wake = () => {};
  return {
    told,
    tell(outcome: Forwarded) {
      told.push(outcome);
      wake();
    },
    async until(count: number): Promise<readonly Forwarded[]> {
      while (told.length < count)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      return told;
    },
  };
}

test("messages go one after the other, in order, as they are", async () => {
  await using target = await startTarget();
  const { tell, until } = outcomes();
  const forwarder = new Forwarder(new URL(`${target.url}zoho?key=1`), tell);
  const texts = ['{"a": 1}\n', " \u00e9 ", "", "not JSON"];
  for (const text of texts) forwarder.forward(post(text));
  expect(await until(4)).toMatchObject(texts.map(() => ({ status: 200, milliseconds: expect.any(Number) })));
  expect(target.taken.map(({ body }) => body.toString())).toEqual(texts);
  expect(target.taken[0]).toMatchObject({ path: "/zoho?key=1", contentType: "application/json;charset=utf-8" });
});

test("an error, a redirect, a slow program or none is an outcome, and the next message is sent", async () => {
  const target = await startTarget();
  const { tell, until } = outcomes();
  const forwarder = new Forwarder(new URL(target.url), tell, 100);
  const outcomeWith = async (status: number | undefined) => {
    target.status = status;
    const count = target.taken.length + 1;
    forwarder.forward(post(String(status)));
    return (await until(count))[count - 1];
  };
  expect(await outcomeWith(500)).toMatchObject({ status: 500 });
  expect(await outcomeWith(307)).toMatchObject({ status: 307 });
  expect(await outcomeWith(undefined)).toMatchObject({ problem: "no response in 0.1 s" });
  expect(await outcomeWith(200)).toMatchObject({ status: 200 });
  expect(target.taken.map(({ path }) => path)).toEqual(["/", "/", "/", "/"]);
  await target[Symbol.asyncDispose]();
  forwarder.forward(post("nobody"));
  expect((await until(5))[4]).toMatchObject({ problem: "nothing listens there (ECONNREFUSED)" });
});

test("messages beyond a thousand that wait are not sent, and closing drops the rest silently", async () => {
  await using target = await startTarget();
  target.status = undefined;
  const { tell, told } = outcomes();
  const forwarder = new Forwarder(new URL(target.url), tell);
  for (let count = 0; count <= 1_000; count += 1) forwarder.forward(post(String(count)));
  expect(told).toEqual([{ problem: "not sent: 1000 messages wait", milliseconds: 0 }]);
  await target.at(0);
  await forwarder.close();
  expect([told.length, target.taken.length]).toEqual([1, 1]);
});
