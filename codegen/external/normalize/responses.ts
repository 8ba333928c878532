import { isObject, type JsonObject, objectOf, proseOf } from "../json.js";
import { child } from "../pointer.js";
import type { Context } from "./context.js";
import { isPlain } from "./forms.js";
import { exampleIn, isJson, JSON_TYPES, type Media, mediaOf } from "./media.js";
import { upperCamel } from "./names.js";

const FILE = { type: "string", format: "binary" };

/** The responses of an operation that succeeds: JSON of a named type, a file, or nothing. Errors are thrown. */
export function readResponses(context: Context, id: string, verb: string, given: unknown, at: string): JsonObject {
  const good = successes(context, given, at);
  const answers: [status: string, answer: JsonObject][] = [];
  for (const [status, described, where] of good) {
    const [answer, place] = context.resolve(described, where);
    if (!isObject(answer)) {
      context.warn(place, "answer", `the response ${status} is not described; it is left out`);
      continue;
    }
    answers.push([
      status,
      verb === "head" ? nothing(answer) : readResponse(context, id, answer, place, answers.length === 0 ? "" : status),
    ]);
  }
  const hasJson = answers.some((answer) => answer[1].content !== undefined && !isFile(answer));
  if (hasJson && answers.some(isFile))
    context.warn(at, "answer", "some responses are JSON and some are files; the files are left out");
  const kept = hasJson ? answers.filter((answer) => !isFile(answer)) : answers;
  const bodies = kept.filter(([, answer]) => answer.content !== undefined);
  const empty = kept.find(([, answer]) => answer.content === undefined);
  // An empty response is always a 204, which is what the model expects.
  const last: [string, JsonObject][] =
    empty || bodies.length === 0 ? [["204", empty?.[1] ?? { description: "Nothing." }]] : [];
  return Object.fromEntries([...bodies, ...last]);
}

function successes({ warn }: Context, given: unknown, at: string): [status: string, given: unknown, at: string][] {
  if (!isObject(given)) {
    warn(at, "answer", "no responses are described; the body of a response is ignored");
    return [];
  }
  const entries = Object.entries(given).map(
    ([status, answer]) => [status.toUpperCase(), answer, child(at, status)] as [string, unknown, string],
  );
  const good = entries.filter(([status]) => /^2(\d\d|XX)$/.test(status));
  if (good.length > 0) {
    const exact = good.filter(([status]) => status !== "2XX");
    return exact.length > 0 ? exact : good.map(([, ...rest]) => ["200", ...rest]);
  }
  const [fallback] = entries.filter(([status]) => status === "DEFAULT");
  if (fallback === undefined) {
    warn(at, "answer", "no successful response is described; the body of a response is ignored");
    return [];
  }
  warn(fallback[2], "answer", "the default response is taken for that of a success");
  return [["200", fallback[1], fallback[2]]];
}

const nothing = (answer: JsonObject): JsonObject =>
  objectOf([["description", proseOf(answer.description) ?? "Nothing."]]);

function readResponse(context: Context, id: string, answer: JsonObject, at: string, suffix: string): JsonObject {
  const [media, ...others] = mediaOf(answer.content, JSON_TYPES);
  const description = proseOf(answer.description) ?? "The response.";
  const rest: [string, unknown][] = [["description", description]];
  if (media === undefined) return objectOf(rest);
  const isData = isJson(media.type) && !(media.type.startsWith("*/*") && isBinary(media.given.schema));
  if (others.length > 0 && isData) {
    context.warn(
      child(at, "content"),
      "media-type",
      `the response is read as ${media.type}, not as ${others.map(({ type }) => type).join(", ")}`,
    );
  }
  if (!isData) return objectOf([...rest, ["content", filesOf([media, ...others])]]);
  const read = context.schemas.read(media.given.schema, child(at, "content", media.type, "schema"));
  const { description: note, deprecated: _, ...schema } = read;
  const named = isPlain(schema)
    ? schema
    : context.schemas.hoist(`${upperCamel(id)}Answer${suffix}`, { ...schema, ...objectOf([["description", note]]) });
  return objectOf([
    ...rest,
    [
      "content",
      {
        "application/json": objectOf([
          ["schema", named],
          ["example", exampleIn(media.given)],
        ]),
      },
    ],
  ]);
}

const isFile = ([, { content }]: [string, JsonObject]): boolean =>
  isObject(content) && Object.values(content).some((media) => isObject(media) && media.schema === FILE);

/** A file of one of these types, without their parameters. */
function filesOf(media: readonly Media[]): JsonObject {
  const types = media.map(({ type }) => type.split(";", 1)[0]?.trim() ?? "");
  return Object.fromEntries(
    types.map((type) => [type === "*/*" ? "application/octet-stream" : type, { schema: FILE }]),
  );
}

const isBinary = (schema: unknown): boolean =>
  isObject(schema) && (schema.format === "binary" || schema.type === "file");
