/** Requests made from the description, whole or damaged. */
import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { exampleOf, type Place, places, schemasOf } from "../support/described.js";
import { MODULES, mostly, textsFor } from "./random-texts.js";
import { damage, valuesOf } from "./schema-values.js";

/** A request as it goes out. */
export interface Sent {
  readonly target: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer> | undefined;
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** What a request's text can suffer. */
const BREAKS: readonly ((sent: Sent) => Sent)[] = [
  ...[
    "text/plain",
    "multipart/form-data",
    "multipart/form-data; boundary=a",
    "application/json; charset=utf-16",
    "x",
    "",
  ].map((type) => (sent: Sent) => ({ ...sent, headers: { ...sent.headers, "content-type": type } })),
  ...[
    "%",
    "%ff",
    "%00",
    "x=%",
    "page=-1&per_page=1e9",
    "page=1&page=2",
    "ids=1,,2,",
    "fields=,,",
    "__proto__=1",
    "=",
  ].map((more) => (sent: Sent) => ({
    ...sent,
    target: `${sent.target}${sent.target.includes("?") ? "&" : "?"}${more}`,
  })),
  // Every parameter twice.
  (sent) => ({ ...sent, target: sent.target.replace(/\?(.*)/, "?$1&$1") }),
  // Every parameter empty.
  (sent) => ({ ...sent, target: sent.target.replaceAll(/=[^&]*/g, "=") }),
  ...["%ff", "%", "__proto__", "constructor", "%00", "x".repeat(5_000), "%2e%2e", "0x1", "é"].map(
    (segment) => (sent: Sent) => ({ ...sent, target: sent.target.replace(/[^/?]+(?=\?|$)/, segment) }),
  ),
  (sent) => ({ ...sent, body: sent.body?.subarray(0, sent.body.byteLength / 2) }),
  (sent) => ({ ...sent, body: sent.body?.map((byte, index) => (index % 7 === 3 ? 0xff : byte)) }),
  (sent) => ({ ...sent, body: sent.body && new Uint8Array(0) }),
  (sent) => ({ ...sent, body: sent.body && new Uint8Array([0xef, 0xbb, 0xbf, ...sent.body]) }),
  (sent) => ({ ...sent, body: sent.body && new Uint8Array(300).map((_, index) => index) }),
  (sent) => ({
    ...sent,
    headers: { ...sent.headers, "if-modified-since": "2099-01-01T00:00:00Z", "x-external": "a.b" },
  }),
];

const files: fc.Arbitrary<File> = fc
  .tuple(
    mostly(
      fc.constantFrom("a.png", "a.zip"),
      fc.constantFrom("a.exe", "", "a\u0000.csv", "é/../b.pdf", "x".repeat(300)),
    ),
    fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.string().map((csv) => zipSync({ "a.csv": strToU8(`Last_Name,Email\n${csv}`) })),
      fc.nat(150).map((cut) => zipSync({ "a.csv": strToU8("Last_Name\nA\n"), "b.csv": strToU8("x") }).subarray(0, cut)),
    ),
  )
  .map(([name, bytes]) => new File([new Uint8Array(bytes)], name));

const formOf = async (form: FormData) => {
  const made = new Response(form);
  return { type: made.headers.get("content-type") ?? "", body: new Uint8Array(await made.arrayBuffer()) };
};

/** A search goes by one of these. */
const WAYS = ["criteria", "email", "phone", "word"];

/** Requests of an operation: parameters and body by the description, then damaged or not. */
export const requestsOf = (place: Place): fc.Arbitrary<() => Promise<Sent>> =>
  fc.constantFrom(...MODULES).chain((module) => requestsOn(place, module));

function requestsOn(place: Place, module: string): fc.Arbitrary<() => Promise<Sent>> {
  const { parameters, contentType, body } = schemasOf(place);
  const texts = textsFor(place, module);
  const values = fc.record(
    Object.fromEntries(
      parameters.map(({ name, schema = {}, required }) => {
        const given = valuesOf(schema, texts, name);
        if (required) return [name, given];
        const wanted = place.operation === "searchRecords" && WAYS.includes(name);
        return [name, wanted ? fc.option(given, { nil: undefined, freq: 1 }) : mostly(fc.constant(undefined), given)];
      }),
    ),
  );
  const json = fc.oneof(valuesOf(body, texts), fc.constant(exampleOf(place).body));
  const whole = fc.tuple(values, json, fc.array(files, { minLength: 1, maxLength: 2 }));
  const harm = fc.oneof(
    fc.constant([[], []] as const),
    fc.tuple(fc.array(damage, { maxLength: 2 }), fc.array(fc.constantFrom(...BREAKS), { maxLength: 1 })),
  );
  return fc.tuple(whole, harm).map(([[given, json, uploads], [damages, breaks]]) => {
    const make = async () => {
      const query = new URLSearchParams();
      const headers: Record<string, string> = {};
      let path = place.path;
      for (const { name, in: where } of parameters) {
        const value = given[name];
        if (value === undefined) continue;
        const text = String(value);
        if (where === "path") path = path.replace(`{${name}}`, encodeURIComponent(text));
        else if (where === "query") query.set(name, text);
        else headers[name] = text.replaceAll(/[^\x20-\x7e]/g, "?");
      }
      let sent: Sent = {
        method: place.method.toUpperCase(),
        target: `${place.base}${path}?${query}`,
        headers,
        body: undefined,
      };
      if (contentType === "multipart/form-data") {
        const form = new FormData();
        for (const upload of uploads) form.append("file", upload);
        const { type, body } = await formOf(form);
        sent = { ...sent, headers: { ...headers, "content-type": type }, body };
      } else if (contentType === "application/json") {
        const text = JSON.stringify(damages.reduce((value, harm) => harm(value), json)) ?? "";
        sent = { ...sent, headers: { ...headers, "content-type": contentType }, body: bytesOf(text) };
      } else if (contentType !== undefined) {
        const form = new URLSearchParams();
        for (const [name, value] of Object.entries(json ?? {})) form.set(name, String(value));
        sent = { ...sent, headers: { ...headers, "content-type": contentType }, body: bytesOf(String(form)) };
      }
      return breaks.reduce((one, harm) => harm(one), sent);
    };
    // The whole of it is in the error.
    return Object.assign(make, { [fc.toStringMethod]: () => place.operation });
  });
}

/** Requests of operations that pass. @param wanted Which those are */
export const anyRequest = (wanted: (place: Place) => boolean): fc.Arbitrary<() => Promise<Sent>> =>
  fc.constantFrom(...places.filter(wanted)).chain(requestsOf);

/** A request in words, to reproduce it. */
export const wordsOf = ({ method, target, headers, body }: Sent): string =>
  `${method} ${target} ${JSON.stringify(headers)} ${new TextDecoder().decode(body).slice(0, 2_000)}`;
