/** The compiler checks rows by mode, module and organization. */
import { expect, test } from "vitest";
import { writeRecords } from "../../../src/data/index.js";
import type { CrmClient, createClient } from "../../../src/index.js";

interface Org {
  Plants: {
    read: { id: string; Label: string; Height: number | null };
    create: { Label: string; Height?: number | null };
    update: { Label?: string; Height?: number | null };
  };
}

/** Only compiled. */
function checked(crm: CrmClient, own: ReturnType<typeof createClient<Org>>): void {
  writeRecords(crm, [{ Last_Name: "Doe" }], { module: "Leads", mode: "create", key: "Email" });
  // @ts-expect-error the name is missing
  writeRecords(crm, [{ Company: "Example Ltd" }], { module: "Leads", mode: "create" });
  // @ts-expect-error a name is a string
  writeRecords(crm, [{ Last_Name: 7 }], { module: "Leads", mode: "create" });
  // @ts-expect-error no such field
  writeRecords(crm, [{ Last_Name: "Doe" }], { module: "Leads", mode: "create", key: "Emial" });
  // @ts-expect-error the id is missing
  writeRecords(crm, [{ City: "Springfield" }], { module: "Leads", mode: "update" });
  writeRecords(crm, [{ id: "1", City: "Springfield" }], { module: "Leads", mode: "update" });
  writeRecords(crm, [{ Email: "doe@example.com", City: null }], { module: "Leads", mode: "update", key: "Email" });
  writeRecords(crm, ["1", { id: "2" }], { module: "Leads", mode: "delete" });
  writeRecords(crm, [{ Email: "doe@example.com" }], { module: "Leads", mode: "delete", key: "Email" });
  // @ts-expect-error neither an id nor the key
  writeRecords(crm, [{ City: "Springfield" }], { module: "Leads", mode: "delete", key: "Email" });
  writeRecords(own, [{ Label: "Fern" }], { module: "Plants", mode: "create", key: "Label" });
  // @ts-expect-error the label is missing
  writeRecords(own, [{ Height: 3 }], { module: "Plants", mode: "create" });
  // @ts-expect-error no such trigger
  writeRecords(own, [{ Label: "Fern" }], { module: "Plants", mode: "create", trigger: ["mail"] });
}

test("the checks compile", () => {
  expect(checked).toBeTypeOf("function");
});
