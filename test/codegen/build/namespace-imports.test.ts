import { expect, test } from "vitest";
import { compacted } from "../../../codegen/build/compact-declarations.js";

const NAMES = Array.from({ length: 12 }, (_, index) => `LongNameOfType${index}`);
const imported = `import { ${NAMES.join(", ")} } from "./models.cjs";\n`;
const using = (names: readonly string[]) =>
  names.map((name, index) => `type T${index} = ${name}<${name}>[];\n`).join("");

test("a long list of types is imported under one letter", () => {
  const given = `${imported}${using(NAMES)}interface A extends LongNameOfType0 {}\nexport {};\n`;
  const text = compacted(given).toString();
  expect(text).toContain(`import*as m from"./models.cjs";\ntype T0=m.LongNameOfType0<m.LongNameOfType0>[];`);
  expect(text).toContain("interface A extends m.LongNameOfType0{}");
});

test("the letter is not one that the file uses", () => {
  const text = compacted(`${imported}type m = 1;\n${using(NAMES)}export {};\n`).toString();
  expect(text).toContain("import*as o from");
});

test.each([
  { what: "a short list", given: `import { A } from "./a.cjs";\n${using(["A"])}export {};\n` },
  { what: "a name that is exported", given: `${imported}${using(NAMES)}export { LongNameOfType1 };\n` },
  { what: "a value", given: `${imported}${using(NAMES)}type V = typeof LongNameOfType1;\nexport {};\n` },
  {
    what: "a name that is a type parameter elsewhere",
    given: `${imported}${using(NAMES)}type P<LongNameOfType1> = LongNameOfType1;\nexport {};\n`,
  },
  {
    what: "another name",
    given: `${imported.replace("{ ", "{ a as Alias, ")}${using([...NAMES, "Alias"])}export {};\n`,
  },
])("$what is imported by name", ({ given }) => {
  expect(compacted(given).toString()).not.toContain("*as");
});
