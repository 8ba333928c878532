import { expect, test } from "vitest";
import { installation, installedTypeScript } from "../../codegen/needed.js";

test("the packages to install leave the project's TypeScript as it is", () => {
  expect(installation(undefined)).toMatch(/^run: npm install --save-dev .* typescript@5\.9\.3$/);
  expect(installation("5.4.2")).toMatch(/^run: npm install --save-dev (?!.*typescript@5)/);
  expect(installation("7.0.2")).toMatch(
    /^it needs TypeScript 5, and this project has 7\.0\.2; .*: npm install --prefix zcrm-generator zcrm /,
  );
});

test("the installed version is that of the package", () => {
  expect(installedTypeScript()).toMatch(/^5\.\d+\.\d+$/);
});
