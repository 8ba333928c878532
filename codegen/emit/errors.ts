import { literal } from "../code/text.js";
import { banner, constant, printSource } from "./source.js";

/** `errors.ts`: what the description says about errors, once for all operations. */
export const emitErrors = (remedies: Readonly<Record<string, string>>): string =>
  banner("spec/openapi.yaml") +
  printSource([
    constant(
      "remedies",
      "Readonly<Record<string, string>>",
      literal(remedies),
      "What to do about an error, by its code. It is the end of the error's message.",
    ),
  ]);
