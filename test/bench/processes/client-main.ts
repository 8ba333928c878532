/** One measurement of one peer, in a process of its own: prints what it took as JSON. */
import { PEERS, type PeerName } from "../peers.js";
import type { Measured, Task } from "../task.js";

const [peerName, address, taskText] = process.argv.slice(2) as [PeerName, string, string];
const task: Task = JSON.parse(taskText);
const peer = await PEERS[peerName](address);

const measured = await (task.kind === "calls" ? calls(task) : file(task));
console.log(JSON.stringify(measured));
process.exit();

/** Calls in batches, connections included; the just-in-time compiler has had its share of calls one by one before. */
async function calls({ module, atOnce, total }: Extract<Task, { kind: "calls" }>): Promise<Measured> {
  for (let made = 0; made < Math.min(total, 1_500); made += 1) await peer.list(module);
  const batch = () => Promise.all(Array.from({ length: atOnce }, () => peer.list(module)));
  return timed(async () => {
    for (let made = 0; made < total; made += atOnce) await batch();
  }, total);
}

async function file({ direction, path }: Extract<Task, { kind: "file" }>): Promise<Measured> {
  // A first call makes the connection and brings the token, as in a program that is running.
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
