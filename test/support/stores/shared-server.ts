import { inject } from "vitest";
import type { SharedServer } from "./servers-setup.js";

/** Where a server is that all tests of this run share, so each test file uses its own names in it. */
export async function sharedServer(name: SharedServer): Promise<{ readonly port: number; readonly folder: string }> {
  const response = await fetch(`${inject("servers")}/${name}`);
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as { port: number; folder: string };
}
