import { join } from "node:path";
import { Client, type Transport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { expect } from "vitest";
import { fileStore } from "../../../../src/auth/stores/file.js";
import type { TokenStore } from "../../../../src/auth/token-store.js";
import type { Emulator } from "../../../../src/emulator/index.js";
import { built } from "../../../support/build.js";
import { type Desk, desk } from "../../../support/cli.js";

type Frame = Parameters<NonNullable<Transport["onmessage"]>>[0];

/** The official client, connected to `zcrm mcp`, and all that passed between them. */
export interface Session extends AsyncDisposable {
  readonly client: Client;
  readonly frames: readonly string[];
  /** Those of them that the server sent. */
  readonly received: readonly string[];
  /** The text of what a tool replied. */
  call(name: string, args?: Readonly<Record<string, unknown>>): Promise<ToolReply>;
}

export interface ToolReply {
  readonly text: string;
  readonly isError: boolean;
  /** What is between the marks; `undefined` if nothing does. */
  readonly data: unknown;
}

/** Where servers run, and the environment that points them to an emulator. */
export interface Place extends AsyncDisposable {
  readonly user: Desk;
  readonly env: Readonly<Record<string, string>>;
  /** Where its tokens are stored. */
  readonly tokens: TokenStore;
}

/** The name that tokens are stored under if nobody says another. */
const USER = "zcrm_default_user";

const STORE = "tokens.json";

export async function place(emulator: Emulator): Promise<Place> {
  const user = await desk(emulator);
  const { clientId, clientSecret, refreshToken, accountsUrl, apiUrl } = emulator;
  const env = {
    ...{ PATH: process.env.PATH ?? "", HOME: user.folder, ZCRM_TOKEN_CACHE: "off", ZCRM_SHARED_LIMITS: "off" },
    ...{ ZCRM__client_id: clientId, ZCRM__client_secret: clientSecret },
    ...{ ZCRM__iamurl: accountsUrl, ZCRM__base_url: apiUrl },
  };
  const tokens = fileStore(join(user.folder, STORE));
  await tokens.set(USER, { accessToken: "", expiresAt: 0, refreshToken });
  return { user, env, tokens, [Symbol.asyncDispose]: () => user[Symbol.asyncDispose]() };
}

/**
 * Starts the built command, as a program with a language model does.
 * @param mode `auto` for the revision of 2026-07-28, which begins without a handshake
 */
export async function session(
  { user, env }: Place,
  args: readonly string[] = [],
  mode: "legacy" | "auto" = "legacy",
): Promise<Session> {
  const cli = await built("cli.cjs");
  const inner = new StdioClientTransport({
    command: process.execPath,
    args: [cli, "mcp", "--store", STORE, ...args],
    cwd: user.folder,
    env,
    stderr: "pipe",
  });
  const frames: string[] = [];
  const received: string[] = [];
  const client = new Client({ name: "test", version: "1.0.0" }, { versionNegotiation: { mode } });
  await client.connect(recorded(inner, frames, received));
  return {
    client,
    frames,
    received,
    async call(name, args = {}) {
      const { content, isError } = await client.callTool({ name, arguments: args });
      const text = content.map((part) => (part.type === "text" ? part.text : "")).join("\n");
      return { text, isError: isError === true, data: dataIn(text) };
    },
    [Symbol.asyncDispose]: () => client.close(),
  };
}

/** The JSON between the marks. */
export function dataIn(text: string): unknown {
  const [, , json] = /^<(data-[0-9a-f]+)>\n(.*)\n<\/\1>$/ms.exec(text) ?? [];
  return json === undefined ? undefined : JSON.parse(json);
}

/** The same transport, whose frames are noted. */
function recorded(inner: StdioClientTransport, frames: string[], received: string[]): Transport {
  const note = (frame: Frame, ...lists: readonly string[][]) => {
    for (const list of lists) list.push(JSON.stringify(frame));
  };
  const outer: Transport = {
    async start() {
      inner.onmessage = (frame) => {
        note(frame, frames, received);
        outer.onmessage?.(frame);
      };
      inner.onclose = () => outer.onclose?.();
      inner.onerror = (error) => outer.onerror?.(error);
      await inner.start();
    },
    send(frame) {
      note(frame, frames);
      return inner.send(frame);
    },
    close: () => inner.close(),
  };
  return outer;
}

/** About how many tokens a model reads: a quarter of the characters, as is usual for English and JSON. */
export const tokensOf = (frames: readonly string[]): number => Math.ceil(frames.join("").length / 4);

/** No frame has a secret of the client, a token that is stored, or, from the server, anything that looks like one. */
export async function expectNoSecret(
  { frames, received }: Session,
  { tokens }: Place,
  emulator: Emulator,
): Promise<void> {
  const { accessToken = "" } = (await tokens.get(USER)) ?? {};
  expect(accessToken).toMatch(/^1000\./);
  const secrets = [emulator.clientSecret, emulator.refreshToken, accessToken];
  expect(frames.filter((frame) => secrets.some((secret) => frame.includes(secret)))).toEqual([]);
  expect(received.filter((frame) => /1000\.[0-9a-f]{8}|oauthtoken/i.test(frame))).toEqual([]);
}
