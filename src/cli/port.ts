import { isPort } from "../emulator/setup/checks.js";
import { UsageError } from "./command.js";

/** The port to listen on. @throws UsageError */
export function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && isPort(port)) return port;
  throw new UsageError(`--port ${text}: must be a number from 0 to 65535`);
}
