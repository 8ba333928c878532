import { readdir, readlink } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * What the process has open: the resources that keep it running, according to Node, and its files and sockets, according
 * to Linux. The numbers of sockets are removed.
 */
export async function readHandles(): Promise<string[]> {
  const running = process
    .getActiveResourcesInfo()
    .filter((name) => name !== "FSReqPromise" && name !== "FSReqCallback");
  const descriptors = await readdir("/proc/self/fd").catch(() => []);
  const open = await Promise.all(descriptors.map((name) => readlink(`/proc/self/fd/${name}`).catch(() => undefined)));
  // One of them is the folder that is being read.
  const files = open.filter((name) => name !== undefined && !/\/fd$/.test(name));
  return [...running, ...files.map((name) => (name ?? "").replace(/\d{3,}/g, "N"))].sort();
}

/** What is open now and was not before. Waits a moment for it to close. */
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
