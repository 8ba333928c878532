import { expect, test } from "vitest";
import { eventLine, forwardedLine } from "../../../src/cli/listen/lines.js";

test("a redirect is shown as one, without the query of the address", () => {
  const { text, data } = forwardedLine(new URL("http://localhost:3000/zoho?key=1"), { status: 307, milliseconds: 12 });
  expect(text).toMatch(/ {2}-> http:\/\/localhost:3000\/zoho {2}307, a redirect that is not followed {2}12 ms$/);
  expect(data).toEqual({ type: "forward", url: "http://localhost:3000/zoho", status: 307, milliseconds: 12 });
});

test("an event of an older message has no time", () => {
  const record = () => Promise.resolve(undefined);
  const event = { module: "Leads", operation: "insert", id: "1", fields: [], source: "notification", record } as const;
  expect(eventLine({ ...event, time: undefined })).toMatchObject({
    text: expect.stringMatching(/^\d\d:\d\d:\d\d {2}Leads {2}insert {2}1$/),
    data: { time: null },
  });
});
