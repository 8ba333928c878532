/**
 * Lets a description have members such as `constructor` and `valueOf`. Redocly looks up the type of every member in plain
 * objects, where it finds what they inherit. It copies our member `__proto__` into them, and then they inherit nothing.
 */
export const OWN_MEMBERS = {
  id: "own-members",
  typeExtension: {
    oas3: <Types extends Readonly<Record<string, { readonly properties: object }>>>(types: Types): Types =>
      Object.fromEntries(
        Object.entries(types).map(([name, type]) => [
          name,
          { ...type, properties: { ...type.properties, ["__proto__"]: null } },
        ]),
      ) as unknown as Types,
  },
};
