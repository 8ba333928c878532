/**
 * Twenty questions of people. The official client finds out through the built command, each within 6 calls and 8,000
 * tokens. `ZCRM_TASKS=table npx vitest run test/cli/mcp/tasks.test.ts` prints what each took, and `ZCRM_TASKS=calls` each
 * call as well.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../../src/emulator/index.js";
import {
  expectNoSecret,
  type Place,
  place,
  type Session,
  session,
  type ToolReply,
  tokensOf,
} from "./support/session.js";
import { SEED, TASKS } from "./support/tasks.js";

const MOST_CALLS = 6;
const MOST_TOKENS = 8_000;

let emulator: Emulator;
let where: Place;
let server: Session;
/** What a model has read before its first call: the instructions and the tools. */
let opening = 0;
beforeAll(async () => {
  emulator = await startEmulator({ seed: SEED });
  where = await place(emulator);
  server = await session(where, ["--write"]);
  await server.client.listTools();
  opening = tokensOf(server.frames);
});
afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
  await where?.[Symbol.asyncDispose]();
  await emulator?.close();
});

const rows: { readonly question: string; readonly calls: number; readonly tokens: number }[] = [];
const show = process.env.ZCRM_TASKS;

describe("each task takes at most 6 calls and 8,000 tokens", () => {
  test.each(TASKS)("$question", async ({ question, run }) => {
    const before = server.frames.length;
    let calls = 0;
    const use = async (name: string, args: Readonly<Record<string, unknown>> = {}): Promise<ToolReply> => {
      calls += 1;
      const reply = await server.call(name, args);
      if (show === "calls") console.log(`> ${name} ${JSON.stringify(args)}\n${reply.text}`);
      return reply;
    };
    await run({
      emulator,
      use,
      async write(name, args) {
        const preview = await use(name, args);
        expect(preview.text).toMatch(/^PREVIEW, nothing was sent\./);
        return use(name, { ...args, confirm: confirmIn(preview) });
      },
    });
    const tokens = opening + tokensOf(server.frames.slice(before));
    rows.push({ question, calls, tokens });
    expect(calls).toBeLessThanOrEqual(MOST_CALLS);
    expect(tokens).toBeLessThanOrEqual(MOST_TOKENS);
  });
});

const confirmIn = ({ text }: ToolReply): string => /confirm: "([^"]+)"/.exec(text)?.[1] ?? "";

test("there are twenty tasks, and no secret is in any frame", async () => {
  expect(TASKS.length).toBe(20);
  await expectNoSecret(server, where, emulator);
  if (show) console.log(rows.map(({ question, calls, tokens }) => `| ${question} | ${calls} | ${tokens} |`).join("\n"));
});
