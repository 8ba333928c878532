import { type DescribedOperation, operationNamed, operations, type Parameter } from "../../description/operations.js";
import { isOffered } from "../rights.js";
import type { Tool } from "../tool.js";

/** The most operations of a reply. */
const MOST = 8;

export const searchOperations: Tool = {
  name: "search_operations",
  description:
    "Search all operations of the API by words, e.g. tags, users, delete; relatedRecords.list reads the notes and other related records of a record. An exact name gets its parameters and body. Free.",
  input: {
    type: "object",
    properties: { words: { type: "string" } },
    required: ["words"],
    additionalProperties: false,
  },
  effect: "none",
  isOffline: true,
  async run(args) {
    const { words } = args as { readonly words: string };
    const exact = operationNamed(words.trim());
    if (exact !== undefined && isOffered(exact)) return { text: describedIn(exact) };
    const found = ranked(words);
    if (found.length === 0) return { text: "No operation has these words. Try one word, such as notes or users." };
    return {
      text: `${found.map(lineOf).join("\n")}\n(! marks what is required; search an exact name for details.)`,
    };
  },
};

/** The operations that have the most of the words, in their names first. */
function ranked(words: string): readonly DescribedOperation[] {
  const stems = words
    .split(/[^a-z0-9]+|(?=[A-Z])/)
    .concat(words.toLowerCase().split(/[^a-z0-9]+/))
    .map((word) => word.toLowerCase().replace(/(ies|s|y)$/, ""))
    .filter((word) => word.length > 2);
  const scored = operations()
    .filter(isOffered)
    .map((operation) => ({ operation, score: scoreOf(operation, [...new Set(stems)]) }))
    .filter(({ score }) => score > 0);
  return scored
    .toSorted((one, other) => other.score - one.score)
    .slice(0, MOST)
    .map(({ operation }) => operation);
}

function scoreOf({ name, id, summary, about }: DescribedOperation, stems: readonly string[]): number {
  const [names, others] = [`${name} ${id}`.toLowerCase(), `${summary} ${about}`.toLowerCase()];
  return stems.reduce(
    (sum, stem) =>
      sum + (names.includes(stem) ? 4 : 0) + (summary.toLowerCase().includes(stem) ? 2 : others.includes(stem) ? 1 : 0),
    0,
  );
}

const lineOf = (operation: DescribedOperation): string => {
  const { name, summary, parameters, body, isRead } = operation;
  const names = [...parameters.map(nameOf), ...(body === undefined ? [] : [body.isRequired ? "body!" : "body"])];
  return `${name}(${names.join(", ")}): ${summary}${isRead ? "" : " [write]"}`;
};

const nameOf = ({ name, isRequired }: Parameter): string => `${name}${isRequired ? "!" : ""}`;

/** The longest description of a parameter, in characters. */
const LONGEST = 160;

function describedIn(operation: DescribedOperation): string {
  const { about, parameters, body, credits, isPerTen, anyOf } = operation;
  return [
    lineOf(operation),
    about,
    ...parameters.map((parameter) => `- ${nameOf(parameter)}: ${firstOf(parameter.about)}${exampleOf(parameter)}`),
    ...(anyOf.length > 0 ? [`One of ${anyOf.join(", ")} is required.`] : []),
    ...(body === undefined ? [] : [`body, e.g. ${JSON.stringify(body.example)}`]),
    `Credits: ${credits}${isPerTen ? " for each 10 records" : ""}.`,
  ].join("\n");
}

const firstOf = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

const exampleOf = ({ example, schema }: Parameter): string => {
  const values = schema.enum ?? schema.items?.enum;
  if (values !== undefined) return ` One of ${values.join(", ")}.`;
  return example === undefined ? "" : ` E.g. ${JSON.stringify(example)}.`;
};
