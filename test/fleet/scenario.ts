/** What happens to a fleet while it works. */
import type { World } from "./world.js";

export interface Scenario {
  readonly name: string;
  /** Milliseconds that the clocks of the processes are ahead, in turn. @default none */
  readonly clocks?: readonly number[];
  /** The share of scripts or statements whose connection breaks, before they run or before the reply. @default 0 */
  readonly cut?: number;
  /** Whether the engine fails meanwhile. Then a token may be used that could not be stored. */
  readonly engineFails?: boolean;
  /** Runs beside the calls. */
  disturb(world: World): Promise<void>;
}

/** Ends all access tokens whenever a share of the calls is done, so that the fleet has to renew them. */
async function expireTokens({ emulator, progress }: World, ...at: readonly number[]): Promise<void> {
  for (const share of at) {
    await progress(share);
    emulator.expireTokens();
  }
}

/** The first that asks for a new token is stopped before it gets it, until another process has stored one. */
async function stopHolder(world: World, at: number): Promise<void> {
  const { judge } = world;
  await world.progress(at);
  let isStopped = false;
  judge.onTokenRequest = async () => {
    if (isStopped) return;
    isStopped = true;
    const resume = world.stopHolder();
    const before = judge.issued;
    // Its own, which it does not see, and another's.
    void world.until(() => judge.issued > before + 1).then(resume);
  };
  await expireTokens(world, at);
  await world.until(() => isStopped);
}

/** The engine's server dies when a process has a new token, and has not stored it. */
async function killServer(world: World, at: number): Promise<void> {
  const { judge } = world;
  await world.progress(at);
  let isKilled = false;
  judge.onTokenResponse = async () => {
    if (isKilled) return;
    isKilled = true;
    await world.restartEngine();
  };
  await expireTokens(world, at);
  await world.until(() => isKilled);
}

const APART = [0, 90_000, -90_000];
const THIRD = 1 / 3;

export const SCENARIOS: readonly Scenario[] = [
  { name: "tokens that end four times", disturb: (world) => expireTokens(world, 0.2, 0.4, 0.6, 0.8) },
  { name: "clocks 90 s apart", clocks: APART, disturb: (world) => expireTokens(world, 0.3, 0.6) },
  {
    name: "the holder stopped beyond its time",
    async disturb(world) {
      await stopHolder(world, 0.3);
      await expireTokens(world, 0.7);
    },
  },
  {
    name: "the server killed between lease and write",
    engineFails: true,
    async disturb(world) {
      await killServer(world, 0.3);
      await expireTokens(world, 0.7);
    },
  },
  { name: "a third of the scripts cut off", cut: THIRD, disturb: (world) => expireTokens(world, 0.3, 0.6) },
  {
    name: "all of it",
    clocks: APART,
    cut: THIRD,
    engineFails: true,
    async disturb(world) {
      await stopHolder(world, 0.2);
      await killServer(world, 0.6);
    },
  },
];
