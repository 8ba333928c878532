/** Measures one peer in its own process, and prints the result as JSON. */
import { PEERS, type PeerName } from "../peers.js";
import type { Measured, Task } from "../task.js";

const [peerName, address, taskText] = process.argv.slice(2) as [PeerName, string, string];
const task: Task = JSON.parse(taskText);
const peer = await PEERS[peerName](address);

const measured = await (task.kind === "calls" ? calls(task) : file(task));
console.log(JSON.stringify(measured));
process.exit();

/** Makes calls in batches. The time includes making the connections, but not the warm-up calls before. */
async function calls({ module, atOnce, total }: Extract<Task, { kind: "calls" }>): Promise<Measured> {
  for (let made = 0; made < Math.min(total, 1_500); made += 1) await peer.list(module);
  const batch = () => Promise.all(Array.from({ length: atOnce }, () => peer.list(module)));
  return timed(async () => {
    for (let made = 0; made < total; made += atOnce) await batch();
  }, total);
}

async function file({ direction, path }: Extract<Task, { kind: "file" }>): Promise<Measured> {
  // As in a running program, there is a connection and a token already.
  await peer.list("Leads");
  return timed(async () => peer[direction]?.(path), 1);
}

async function timed(work: () => Promise<unknown>, count: number): Promise<Measured> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await work();
  const milliseconds = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return {
    cpuMicroseconds: (user + system) / count,
    perSecond: count / (milliseconds / 1_000),
    peakMegabytes: process.resourceUsage().maxRSS / 1_000,
  };
}
