import type { ConsoleCalls } from "../../contract.js";
import { actor } from "./actor.js";

/** The address below `/_emulator/`, for the user that the page acts as. */
export const addressOf = (path: string, parameters: object = {}): string =>
  `/_emulator/${path}?${new URLSearchParams({ ...actor.value, ...parameters })}`;

/** Calls an endpoint of the console. @throws Error with the emulator's message */
export async function callConsole<Name extends keyof ConsoleCalls>(
  name: Name,
  ...[input = {}]: Parameters<ConsoleCalls[Name]> | []
): Promise<ReturnType<ConsoleCalls[Name]>> {
  const [method = "", path = ""] = name.split(" ");
  const sent =
    method === "GET"
      ? fetch(addressOf(path, input))
      : fetch(addressOf(path), {
          method,
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify(input),
        });
  const response = await sent.catch(() => {
    throw new Error("The emulator does not respond. Is it still running?");
  });
  const result = await response.json();
  if (!response.ok) throw new Error(result.message);
  return result;
}
