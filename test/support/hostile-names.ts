import fc from "fast-check";

/** File names with dangerous parts: separators, dots, spaces, control characters, reserved names, header syntax. */
export const hostileName = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "/",
        "\\",
        ".",
        "..",
        " ",
        "\0",
        "\r\n",
        "\t",
        "\x7f",
        "\x85",
        "con",
        "NUL",
        "com1",
        "%2f",
        "%5c",
      ),
      fc.constantFrom('"', "'", ";", "=", "*", "%", "filename", "filename*=UTF-8''", ":", "a", ".txt"),
      fc.string({ unit: "binary" }),
    ),
  )
  .map((parts) => parts.join(""));

const wellFormed = (name: string) => Buffer.from(name, "utf8").toString("utf8");

/** The ways to put a name into a `Content-Disposition` header. */
export const DISPOSITIONS: readonly (readonly [way: string, header: (name: string) => string])[] = [
  ["unquoted", (name) => `attachment; filename=${name}`],
  ["quoted", (name) => `attachment; filename="${name}"`],
  ["quoted and escaped", (name) => `attachment; filename="${name.replace(/["\\]/g, "\\$&")}"`],
  ["percent-encoded", (name) => `attachment; filename*=UTF-8''${encodeURIComponent(wellFormed(name))}`],
  ["in Latin 1", (name) => `attachment; filename*=ISO-8859-1''${escape(name)}`],
  ["as the whole header", (name) => name],
];
