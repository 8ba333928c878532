/** What the search of the site finds, and the names under which `zcrm docs` opens a page. */
import { errorAddress, groupAddress, moduleAddress, operationAddress } from "./addresses.js";
import { addressOfGuide, type Guide } from "./guides.js";
import type { Document } from "./markdown.js";
import type { ModuleFields } from "./modules.js";
import type { SearchEntry, WrittenEntry } from "./page/entry.js";
import type { Reference, ReferenceGroup } from "./reference.js";
import { sentence } from "./sentence.js";

interface Content {
  readonly reference: Reference;
  readonly modules: readonly ModuleFields[];
  readonly guides: readonly (readonly [Guide, Document])[];
}

export const searchEntries = ({ reference, modules, guides }: Content): readonly WrittenEntry[] => [
  ...reference.groups.flatMap(ofGroup),
  ...guides.flatMap(([guide, document]) => ofGuide(guide, document)),
  ...ofErrors(reference),
  ...modules.map(ofModule),
];

function ofGroup({ name: group, title, doc, operations }: ReferenceGroup): SearchEntry[] {
  const own = operations.map(({ name, model, replaces }): SearchEntry => {
    const old = replaces.map((one) => one.name);
    return {
      kind: "operation",
      title: name,
      detail: model.summary,
      address: operationAddress(group, model.method),
      names: [...new Set([model.id, `crm.${name}`, ...old])],
      text: [model.verb, model.fullPath, model.description, ...model.params.map((param) => param.name)].join(" "),
    };
  });
  return [
    { kind: "group", title, detail: withoutMarks(doc), address: groupAddress(group), names: [group], text: "" },
    ...own,
  ];
}

/** Of the text of a section, in characters. More would make the search larger than all guides. */
const MAX_TEXT = 160;

function ofGuide(guide: Guide, { sections }: Document): SearchEntry[] {
  const address = addressOfGuide(guide);
  return sections.map(({ heading, text }) => ({
    kind: "guide",
    title: heading?.title ?? guide.title,
    detail: heading === undefined ? "" : guide.title,
    address: heading === undefined ? address : `${address}#${heading.anchor}`,
    names: [],
    text: text.slice(0, MAX_TEXT),
  }));
}

const ofErrors = ({ errors }: Reference): SearchEntry[] =>
  [...new Map(errors.map((error) => [error.code, error])).values()].map(({ code, cause, remedy }) => ({
    kind: "error",
    title: code,
    detail: withoutMarks(cause),
    address: errorAddress(code),
    names: [],
    text: sentence(remedy),
  }));

const ofModule = ({ name, doc, fields }: ModuleFields): WrittenEntry => ({
  kind: "module",
  title: name,
  detail: withoutMarks(doc),
  address: moduleAddress(name),
  names: [],
  text: "",
  fields: fields.map((field) => field.name),
});

/** Marks of code are for pages. */
const withoutMarks = (text: string): string => text.replaceAll("`", "");

/** Addresses by the names that a command line can have: of operations, old calls, error codes, modules and guides. */
export function namedPages({ reference, modules, guides }: Content): Readonly<Record<string, string>> {
  const operations = reference.groups.flatMap((group) => group.operations);
  const addressOf = ({ group, model }: (typeof operations)[number]) => operationAddress(group, model.method);
  // A call that several operations replace is explained by the one for most inputs, which needs no condition.
  const old = operations
    .flatMap((operation) => operation.replaces.map((one) => ({ ...one, address: addressOf(operation) })))
    .toSorted((a, b) => Number(a.replacement.given === undefined) - Number(b.replacement.given === undefined));
  return Object.fromEntries([
    ...guides.map(([guide]) => [guide.file.replace(/^docs\/|\.md$/g, "").toLowerCase(), addressOfGuide(guide)]),
    ...reference.groups.map(({ name }) => [name, groupAddress(name)]),
    ...reference.errors.map(({ code }) => [code, errorAddress(code)]),
    ...modules.map(({ name }) => [name, moduleAddress(name)]),
    ...old.flatMap(({ name, address }) => [
      [name, address],
      [name.replace("API.", ""), address],
    ]),
    ...operations.flatMap((operation) => [
      [operation.name, addressOf(operation)],
      [operation.model.id, addressOf(operation)],
    ]),
  ]);
}
