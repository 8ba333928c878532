import { readdir, readlink } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * What the process has open: what keeps it running, as Node tells, and its files and sockets, as Linux does. Sockets have
 * numbers there, which do not matter.
 */
export async function readHandles(): Promise<string[]> {
  const running = process
    .getActiveResourcesInfo()
    .filter((name) => name !== "FSReqPromise" && name !== "FSReqCallback");
  const descriptors = await readdir("/proc/self/fd").catch(() => []);
  const open = await Promise.all(descriptors.map((name) => readlink(`/proc/self/fd/${name}`).catch(() => undefined)));
  // The folder that is being read is one of them.
  const files = open.filter((name) => name !== undefined && !/\/fd$/.test(name));
  return [...running, ...files.map((name) => (name ?? "").replace(/\d{3,}/g, "N"))].sort();
}

/** What is open beyond what was before; it is given a moment to close. */
export async function stillOpen(before: readonly string[]): Promise<string[]> {
  let left: string[] = [];
  for (let look = 0; look < 40; look += 1) {
    const rest = [...before];
    left = (await readHandles()).filter((handle) => {
      const index = rest.indexOf(handle);
      if (index >= 0) rest.splice(index, 1);
      return index < 0;
    });
    if (left.length === 0) return [];
    await sleep(50);
  }
  return left;
}
