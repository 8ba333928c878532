import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Loopback } from "./loopback.js";
import { alternating } from "./rounds.js";
import type { Row } from "./row.js";

const ROUNDS = 3;
const UPLOAD_MEGABYTES = 100;

/** Peak memory during a download of 200 MB and an upload of 100 MB, relative to fetch. */
export async function memoryOfFiles(loopback: Loopback): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), "zcrm-bench-"));
  try {
    const source = join(folder, "upload.bin");
    const handle = await open(source, "w");
    for (let written = 0; written < UPLOAD_MEGABYTES; written += 1) await handle.write(Buffer.alloc(1_000_000, "zcrm"));
    await handle.close();
    return [
      await peak(loopback, "download", join(folder, "download.bin"), { most: 1 }, "200 MB download, peak memory"),
      await peak(loopback, "upload", source, { most: 0.6 }, "100 MB upload, peak memory"),
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function peak(
  loopback: Loopback,
  direction: "download" | "upload",
  path: string,
  budget: Row["budget"],
  name: string,
): Promise<Row> {
  const of = (peer: "typed" | "fetch") => async () =>
    (await loopback.measure(peer, { kind: "file", direction, path })).peakMegabytes;
  const { typed, fetch } = await alternating({ typed: of("typed"), fetch: of("fetch") }, ROUNDS);
  return {
    name,
    value: typed / fetch,
    budget,
    unit: "of fetch's",
    detail: `${typed.toFixed(0)} MB against ${fetch.toFixed(0)} MB`,
  };
}
