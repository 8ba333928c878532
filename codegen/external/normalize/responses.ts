import { isObject, type JsonObject, objectOf, proseOf } from "../json.js";
import { child } from "../pointer.js";
import type { Context } from "./context.js";
import { isPlain } from "./forms.js";
import { exampleIn, isJson, JSON_TYPES, type Media, mediaOf, TEXT_TYPE } from "./media.js";
import { upperCamel } from "./names.js";

const FILE = { type: "string", format: "binary" };
const TEXT = { "text/plain": { schema: { type: "string" } } };

/** The responses of an operation that succeeds: JSON of a named type, a string, a file, or nothing. Errors are thrown. */
export function readResponses(context: Context, id: string, verb: string, given: unknown, at: string): JsonObject {
  const good = successes(context, given, at);
  const answers: [status: string, answer: JsonObject][] = [];
  for (const [status, described, where] of good) {
    const [answer, place] = context.resolve(described, where);
    if (!isObject(answer)) {
      context.warn(place, "answer", `the response ${status} is not described; it is left out`);
      continue;
    }
    for (const part of ["headers", "links"]) reportLeft(context, answer[part], part, child(place, part));
    answers.push([
      status,
      verb === "head" ? nothing(answer) : readResponse(context, id, answer, place, answers.length === 0 ? "" : status),
    ]);
  }
  const kinds = [answers.filter(isKind("json")), answers.filter(isKind("text")), answers.filter(isKind("file"))];
  const [bodies = [], ...others] = kinds.filter((kind) => kind.length > 0);
  const left = others.flat().map(([status]) => status);
  if (left.length > 0)
    context.warn(
      at,
      "answer",
      `the responses ${left.join(", ")} are of another kind than the others; they are left out`,
    );
  const empty = answers.filter(isKind("nothing"));
  if (bodies.length > 0) return Object.fromEntries([...bodies, ...empty]);
  return { "204": empty[0]?.[1] ?? { description: "Nothing." } };
}

/** The headers of a response that the client reads itself. */
const READ_HEADERS = /^content-(disposition|encoding|length|type)$/i;

/** Names the parts of a response that a result has no place for. */
function reportLeft({ warn }: Context, given: unknown, part: string, at: string): void {
  const names = Object.keys(isObject(given) ? given : {}).filter((name) => !READ_HEADERS.test(name));
  if (names.length > 0) warn(at, part, `the ${part} ${names.join(", ")} are not part of the result; they are left out`);
}

const isKind =
  (kind: "json" | "text" | "file" | "nothing") =>
  ([, { content }]: [string, JsonObject]): boolean =>
    kind === (content === undefined ? "nothing" : content === TEXT ? "text" : isFile(content) ? "file" : "json");

/** What the client asks for, if the server offers several media types and chooses one. */
export function acceptOf(context: Context, given: unknown, at: string): string | undefined {
  for (const [, described, where] of successes({ ...context, warn: () => undefined }, given, at)) {
    const [answer] = context.resolve(described, where);
    const [media, ...others] = isObject(answer) ? mediaOf(answer.content, JSON_TYPES) : [];
    if (media !== undefined && others.length > 0) return media.type;
  }
  return undefined;
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
  const [schema] = context.resolve(media.given.schema, at);
  const isData = isJson(media.type) && !(media.type.startsWith("*/*") && isBinary(schema));
  if (others.length > 0) {
    context.warn(
      child(at, "content"),
      "media-type",
      `the response is asked for as ${media.type}, not as ${others.map(({ type }) => type).join(", ")}`,
    );
  }
  if (!isData) return objectOf([...rest, ["content", isText(media.type, schema) ? TEXT : filesOf([media, ...others])]]);
  const read = context.schemas.read(media.given.schema, child(at, "content", media.type, "schema"));
  const { description: note, deprecated: _, ...plain } = read;
  const named = isPlain(plain)
    ? plain
    : context.schemas.hoist(`${upperCamel(id)}Answer${suffix}`, { ...plain, ...objectOf([["description", note]]) });
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

const isFile = (content: unknown): boolean =>
  isObject(content) && Object.values(content).some((media) => isObject(media) && media.schema === FILE);

/** A file of one of these types, without their parameters. */
function filesOf(media: readonly Media[]): JsonObject {
  const types = media.map(({ type }) => type.split(";", 1)[0]?.trim() ?? "");
  return Object.fromEntries(
    types.map((type) => [type === "*/*" ? "application/octet-stream" : type, { schema: FILE }]),
  );
}

/** Whether a response is a string: any plain text, and other text that the description calls a string. */
const isText = (type: string, schema: unknown): boolean =>
  !isBinary(schema) &&
  (type.startsWith("text/plain") || (TEXT_TYPE.test(type) && isObject(schema) && schema.type === "string"));

const isBinary = (schema: unknown): boolean =>
  isObject(schema) && (schema.format === "binary" || schema.type === "file");
