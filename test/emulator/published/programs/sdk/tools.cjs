// What the three SDKs have in common, and their models without their wrappings.

/** @param folder - the files to send */
exports.toolsOf = function toolsOf(sdk, folder) {
  const api = (path) => require(`${sdk}/core/com/zoho/crm/api/${path}`);
  const { ParameterMap } = require(`${sdk}/routes/parameter_map`);
  const { HeaderMap } = require(`${sdk}/routes/header_map`);
  const { Choice } = require(`${sdk}/utils/util/choice`);
  const { StreamWrapper } = require(`${sdk}/utils/util/stream_wrapper`);

  /** A model, filled by its setters: `make("notes/note", { NoteTitle: "Call" })` calls `setNoteTitle`. */
  function make(path, values) {
    const model = new (api(path).MasterModel)();
    for (const [name, value] of Object.entries(values)) model[`set${name}`](value);
    return model;
  }

  function record(values, id) {
    const model = new (api("record/record").MasterModel)();
    if (id !== undefined) model.setId(BigInt(id));
    for (const [name, value] of Object.entries(values)) model.addKeyValue(name, value);
    return model;
  }

  const body = (group, ...rows) => make(`${group}/body_wrapper`, { Data: rows });

  async function fill(map, names, values) {
    for (const [name, value] of Object.entries(values)) {
      for (const one of [value].flat()) await map.add(names[name], one);
    }
    return map;
  }

  return {
    sdk,
    /** The three differ in some calls. */
    isOldest: sdk === "zcrmsdk",
    hasFunctions: sdk === "@zohocrm/typescript-sdk-2.0",
    api,
    /** The operations of a group of the SDK, e.g. `operations("notes/notes")`. */
    operations: (path) => api(`${path}_operations`),
    make,
    record,
    /** A record that another one points to. */
    link: (id) => record({}, id),
    body,
    bodyOf: (...rows) => body("record", ...rows.map((row) => record(row))),
    params: (names, values) => fill(new ParameterMap(), names, values),
    headers: (names, values) => fill(new HeaderMap(), names, values),
    noParams: () => new ParameterMap(),
    file: (name) => new StreamWrapper(null, null, `${folder}/${name}`),
    choice: (value) => new Choice(value),
    tomorrow: new Date(Date.now() + 86_400_000),
    idsIn: (rows) => rows.map(({ details }) => details.id),
  };
};

/** What a model holds, without its wrappings. */
exports.plain = function plain(value) {
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "no date" : value.toISOString();
  if (value instanceof Map) return plain(Object.fromEntries(value));
  if (value.constructor.name === "Choice") return value.getValue();
  if (value.constructor.name === "StreamWrapper")
    return { name: value.name, text: Buffer.from(value.stream).toString("latin1") };
  const { keyModified: _, keyValues = new Map(), ...own } = value;
  const members = Object.entries({ ...own, ...Object.fromEntries(keyValues) });
  return Object.fromEntries(members.flatMap(([name, member]) => (member === undefined ? [] : [[name, plain(member)]])));
};
