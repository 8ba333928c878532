import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { moduleNames } from "../../../src/schema/types/names.js";

const readName = (apiName: string): string | undefined => moduleNames([apiName]).get(apiName)?.read;

describe("names of modules", () => {
  test("are those of the standard types", async () => {
    const text = await readFile("generated/modules.ts", "utf8");
    const standard = [...text.matchAll(/^ {2}(\w+): \{ read: (\w+); create: (\w+); update: (\w+) \};$/gm)];
    expect(standard.length).toBeGreaterThan(15);
    for (const [, module = "", read, create, update] of standard) {
      expect(moduleNames([module]).get(module)).toMatchObject({ read, create, update });
    }
  });

  test.each([
    ["Projects", "Project"],
    ["Sales_Regions", "SalesRegion"],
    ["smsmagic4__SMS_History", "Smsmagic4SmsHistory"],
    ["CustomModule5001", "CustomModule5001"],
    ["Account_Analysis", "AccountAnalysis"],
    ["Order_Status", "OrderStatus"],
    ["Addresses", "Address"],
    ["Companies", "Company"],
    ["Mailboxes", "Mailbox"],
    ["Leads_X_Jobs", "LeadsXJob"],
    ["ACH_Reject", "AchReject"],
    ["Files", "FileRecord"],
    ["2024_Plans", "Module2024Plan"],
    ["会議", "Module2"],
  ])("%s: %s", (apiName, name) => {
    expect(readName(apiName)).toBe(name);
  });

  test("do not depend on other modules, if those have other names", () => {
    const one = moduleNames(["Projects"]).get("Projects");
    expect(moduleNames(["Accounts", "Projects", "Projections"]).get("Projects")).toEqual(one);
  });

  test("are different for modules of similar names: the plural keeps the plain one", () => {
    const names = moduleNames(["Project", "projects", "Projects", "New_Projects", "Project_Updates"]);
    expect(Object.fromEntries([...names].map(([apiName, { read }]) => [apiName, read]))).toEqual({
      Projects: "Project",
      projects: "Project2",
      New_Projects: "NewProject3",
      Project: "Project4",
      Project_Updates: "ProjectUpdate2",
    });
  });

  test("of files are safe on every file system", () => {
    const names = moduleNames(["Index", "con", "Leads", "LEADS", "../../etc/passwd", "a b:c", ""]);
    expect(Object.fromEntries([...names].map(([apiName, { file }]) => [apiName, file]))).toEqual({
      Index: "Index2",
      con: "con_",
      LEADS: "LEADS2",
      Leads: "Leads",
      "../../etc/passwd": "_etc_passwd",
      "a b:c": "a_b_c",
      "": "_",
    });
  });

  test("are identifiers and all different, whatever the modules are called", () => {
    const apiName = fc.oneof(
      fc.stringMatching(/^[A-Za-z_]{0,9}s?$/),
      fc.string({ unit: "binary" }),
      fc.constantFrom("New", "Update"),
    );
    fc.assert(
      fc.property(fc.uniqueArray(apiName, { maxLength: 12 }), (apiNames) => {
        const names = [...moduleNames(apiNames).values()];
        const types = names.flatMap(({ read, create, update, columns }) => [read, create, update, columns]);
        return (
          types.every((type) => /^[A-Z][A-Za-z0-9]*$/.test(type)) &&
          new Set(types).size === apiNames.length * 4 &&
          new Set(names.map(({ file }) => file.toLowerCase())).size === apiNames.length &&
          names.every(({ file }) => /^[A-Za-z0-9_]{1,110}$/.test(file))
        );
      }),
      { numRuns: 100 },
    );
  });
});
