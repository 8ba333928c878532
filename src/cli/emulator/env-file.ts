/** The environment of an emulator in a file, as `node --env-file` and dotenv read it. */
import { readFile } from "node:fs/promises";
import { replaceFile } from "../../auth/stores/replace-file.js";
import { CommandError, reasonOf } from "../command.js";

const BEGIN = "# zcrm emulator: begin";
const END = "# zcrm emulator: end";

/**
 * Writes the variables into their own part of a file. The rest of it stays.
 *
 * @throws CommandError if the file cannot be written, or if it sets one of the variables itself
 */
export async function writeEnvFile(path: string, variables: Readonly<Record<string, string>>): Promise<void> {
  const place = `--env-file ${path}`;
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    if (isMissing(error)) return "";
    throw new CommandError(`${place} cannot be read: ${reasonOf(error)}`);
  });
  const others = withoutPart(text);
  const set = others.split("\n").findIndex((line) => isSetting(line));
  // They may be the only copy of real credentials.
  if (set >= 0)
    throw new CommandError(
      `${place} has ${nameIn(others.split("\n")[set] ?? "")}, which is not the emulator's; choose another file`,
    );
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  const part = [BEGIN, ...lines, END, ""].join("\n");
  const content = `${others}${others === "" || others.endsWith("\n") ? "" : "\n"}${part}`;
  try {
    await replaceFile(path, `${path}.${process.pid}.partial`, (file) => file.writeFile(content));
  } catch (error) {
    throw new CommandError(`${place} cannot be written: ${reasonOf(error)}`);
  }
}

/** The text without what an earlier emulator wrote. */
function withoutPart(text: string): string {
  const [start, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  return start < 0 || end < start ? text : text.slice(0, start) + text.slice(end + END.length).replace(/^\r?\n/, "");
}

const nameIn = (line: string): string => /^\s*(?:export\s+)?(\w+)\s*=/.exec(line)?.[1] ?? "";
const isSetting = (line: string): boolean => /^ZCRM_/.test(nameIn(line)) && nameIn(line) !== "ZCRM_DEBUG";
const isMissing = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "ENOENT";
