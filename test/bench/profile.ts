/**
 * Prints the functions in which small typed calls spend CPU time: `npx tsx test/bench/profile.ts`. Pass the name of another
 * peer to profile that one.
 */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startLoopback } from "./loopback.js";
import { PEER_NAMES } from "./peers.js";

interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

const peer = PEER_NAMES.find((name) => name === process.argv[2]) ?? "typed";
const folder = await mkdtemp(join(tmpdir(), "zcrm-profile-"));
try {
  await using loopback = await startLoopback();
  await loopback.measure(peer, { kind: "calls", module: "Leads", atOnce: 1, total: 8_000 }, [
    "--cpu-prof",
    `--cpu-prof-dir=${folder}`,
  ]);
  const [file = ""] = await readdir(folder);
  const profile: CpuProfile = JSON.parse(await readFile(join(folder, file), "utf8"));
  for (const [place, share] of topOf(profile).slice(0, 25)) console.log(`${(share * 100).toFixed(1)} %  ${place}`);
} finally {
  await rm(folder, { recursive: true });
}

/** The share of each function in the time that the program was not idle, largest first. */
function topOf({ nodes, samples, timeDeltas }: CpuProfile): [string, number][] {
  const places = new Map(
    nodes.map(({ id, callFrame: { functionName, url, lineNumber } }) => {
      const where = url.replace(/^.*\/(?=(dist|node_modules)\/)/, "");
      return [id, url === "" ? functionName : `${functionName || "(anonymous)"} ${where}:${lineNumber + 1}`];
    }),
  );
  const times = new Map<string, number>();
  for (const [index, id] of samples.entries()) {
    const place = places.get(id) ?? "";
    times.set(place, (times.get(place) ?? 0) + (timeDeltas[index] ?? 0));
  }
  times.delete("(idle)");
  const total = [...times.values()].reduce((sum, time) => sum + time, 0);
  return [...times].map(([place, time]): [string, number] => [place, time / total]).sort((a, b) => b[1] - a[1]);
}
