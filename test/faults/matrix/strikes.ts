import { type Answer, wellAnswerTo } from "../answers.js";
import type { Cut } from "../exchange.js";
import type { Strike } from "../fault-server.js";

/** Whole answers, and answers that go wrong at a place. */
export const resetting =
  (cut: Cut, answer?: Answer): Strike =>
  async (exchange) => {
    exchange.write(exchange.part(cut, answer));
    exchange.struck();
    await exchange.reset();
  };

export const truncating =
  (cut: Cut, answer?: Answer): Strike =>
  (exchange) => {
    exchange.write(exchange.part(cut, answer));
    exchange.struck();
    exchange.end();
  };

export const hanging =
  (cut: Cut, answer?: Answer): Strike =>
  (exchange) => {
    exchange.write(exchange.part(cut, answer));
    setTimeout(() => exchange.struck(), 30);
  };

export const answering =
  (answer: Answer): Strike =>
  (exchange) => {
    exchange.struck();
    exchange.answer(answer);
  };

/** A whole answer, from some place on byte by byte. */
export const slowing =
  (cut: Cut, change: (answer: Answer) => Answer = (answer) => answer): Strike =>
  async (exchange) => {
    const answer = change(wellAnswerTo(exchange.incoming));
    const before = exchange.part(cut, answer);
    const whole = Buffer.concat([exchange.part("after the headers", answer), answer.body]);
    exchange.struck();
    exchange.write(before);
    await exchange.slowly(whole.subarray(before.length, before.length + 200));
    exchange.write(whole.subarray(before.length + 200));
    exchange.end();
  };

/** Bytes as they are, in the place of an answer. */
export const saying =
  (text: string | Buffer): Strike =>
  (exchange) => {
    exchange.struck();
    exchange.write(text);
    exchange.end();
  };
