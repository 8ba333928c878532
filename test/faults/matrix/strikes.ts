import type { Cut } from "../exchange.js";
import type { Strike } from "../fault-server.js";
import { goodReplyTo, type Reply } from "../replies.js";

/** Complete responses, and responses that fail at some point. */
export const resetting =
  (cut: Cut, reply?: Reply): Strike =>
  async (exchange) => {
    exchange.write(exchange.part(cut, reply));
    exchange.struck();
    await exchange.reset();
  };

export const truncating =
  (cut: Cut, reply?: Reply): Strike =>
  (exchange) => {
    exchange.write(exchange.part(cut, reply));
    exchange.struck();
    exchange.end();
  };

export const hanging =
  (cut: Cut, reply?: Reply): Strike =>
  (exchange) => {
    exchange.write(exchange.part(cut, reply));
    setTimeout(() => exchange.struck(), 30);
  };

export const replying =
  (reply: Reply): Strike =>
  (exchange) => {
    exchange.struck();
    exchange.reply(reply);
  };

/** A complete response, sent byte by byte from some point on. */
export const slowing =
  (cut: Cut, change: (reply: Reply) => Reply = (reply) => reply): Strike =>
  async (exchange) => {
    const reply = change(goodReplyTo(exchange.incoming));
    const before = exchange.part(cut, reply);
    const whole = Buffer.concat([exchange.part("after the headers", reply), reply.body]);
    exchange.struck();
    exchange.write(before);
    await exchange.slowly(whole.subarray(before.length, before.length + 200));
    exchange.write(whole.subarray(before.length + 200));
    exchange.end();
  };

/** Raw bytes instead of a response. */
export const sendingRaw =
  (text: string | Buffer): Strike =>
  (exchange) => {
    exchange.struck();
    exchange.write(text);
    exchange.end();
  };
