import { explained, meantCodes } from "../../explain/explanations.js";
import type { Tool } from "../tool.js";

/** The most operations and suggestions of a reply. */
const MOST = 8;

export const explainError: Tool = {
  name: "explain_error",
  description: "Explain an error code of Zoho or of this server: cause, what to do, whether to retry. Free.",
  input: {
    type: "object",
    properties: { code: { type: "string", description: "e.g. DUPLICATE_DATA" } },
    required: ["code"],
    additionalProperties: false,
  },
  effect: "none",
  isOffline: true,
  async run(args) {
    const { code } = args as { readonly code: string };
    const found = explained(code.trim());
    if (found.length === 0) {
      const meant = meantCodes(code.trim()).slice(0, MOST);
      return { text: `This code is not known.${meant.length > 0 ? ` Known codes near it: ${meant.join(", ")}.` : ""}` };
    }
    return {
      text: found
        .map(({ code: own, origin, cause, remedy, retry, where, operations }) => {
          const places = [where ?? [], operations].flat();
          const more = places.length > MOST ? ", …" : "";
          return [
            `${own}, raised by ${origin}. ${cause}`,
            `What to do: ${remedy}. Retry: ${retry}.`,
            ...(places.length > 0 ? [`Occurs in: ${places.slice(0, MOST).join(", ")}${more}.`] : []),
          ].join("\n");
        })
        .join("\n\n"),
    };
  },
};
