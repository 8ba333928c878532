import { describe, expect, test } from "vitest";
import type { TokenManagerOptions } from "../../../src/auth/token-manager.js";
import { ConfigError } from "../../../src/core/errors/errors.js";
import { idle } from "../../support/fake-clock.js";
import { failureOf } from "../../support/requests.js";
import { codeOf, current, replacing, TokenWorld } from "../token-world.js";

describe("a grant and an adopted refresh token", () => {
  test("save what the response brings, and keep what it leaves out", async () => {
    const world = new TokenWorld();
    const manager = world.process();
    const stored = () => world.store.tokens.get("ada");

    expect(await manager.adopt("ada", "mine")).toMatchObject({ refreshToken: "mine", accessToken: "ada-1" });
    expect(stored()).toMatchObject({ refreshToken: "mine", accessToken: "ada-1" });

    await manager.grant("ada", "c");
    expect(stored()).toMatchObject({ refreshToken: "granted-by-c", accessToken: "ada-2" });

    world.extra = { refresh_token: undefined };
    await manager.grant("ada", "repeated");
    expect(stored()).toMatchObject({ refreshToken: "granted-by-c", accessToken: "ada-3" });
  });

  test("go to the accounts server that Zoho named, and so do the renewals in every process", async () => {
    const world = new TokenWorld();
    const followZoho: Partial<TokenManagerOptions> = {
      serversOf: ({ accountsServer = "" }) => ({ api: "", content: "", download: "", accounts: accountsServer }),
    };
    const manager = world.process(followZoho);

    await manager.grant("ada", "c", "https://accounts.zoho.eu");
    await replacing(manager, "ada-1");
    await replacing(world.process(followZoho), "ada-2");

    expect(world.requests.map(({ accountsServer }) => accountsServer)).toEqual(
      Array(3).fill("https://accounts.zoho.eu"),
    );
  });

  test("do not go to a host that is not allowed", async () => {
    const world = new TokenWorld();
    const notAllowed = new ConfigError("no", { code: "INVALID_CONFIGURATION" });
    const manager = world.process({
      serversOf: () => {
        throw notAllowed;
      },
    });

    expect(await failureOf(manager.grant("ada", "c", "https://evil.example"))).toBe(notAllowed);
    expect(world.requests).toEqual([]);
  });

  test("wait for a renewal under way, so that one request is in flight at a time", async () => {
    const world = new TokenWorld();
    world.response = undefined;
    const manager = world.process();
    const call = current(manager);
    await idle();

    const grant = manager.grant("ada", "c");
    await idle();
    expect(world.pending).toHaveLength(1);

    world.pending[0]?.respond("good");
    expect(await call).toBe("ada-1");
    await idle();
    world.pending[0]?.respond("good");
    expect((await grant).accessToken).toBe("ada-2");
    expect(world.maxInFlight).toBe(1);
  });
});

describe("a revocation", () => {
  test("revokes the refresh token at Zoho, and deletes the tokens here", async () => {
    const world = new TokenWorld();
    const manager = world.process();
    await manager.adopt("ada", "mine");

    await manager.revoke("ada");

    expect([...world.revoked]).toEqual(["mine"]);
    expect(world.requests.at(-1)?.path).toBe("/oauth/v2/token/revoke");
    expect(world.store.tokens.has("ada")).toBe(false);
    expect(await codeOf(manager.revoke("nobody"))).toBe("NO_REFRESH_TOKEN");
  });

  test("that Zoho does not confirm deletes nothing", async () => {
    const world = new TokenWorld();
    const manager = world.process();
    await manager.adopt("ada", "mine");

    world.response = { text: "<html>" };

    expect(await codeOf(manager.revoke("ada"))).toBe("UNREADABLE_ANSWER");
    expect(world.store.tokens.has("ada")).toBe(true);
  });
});
