/** Somebody who creates, updates and deletes records. */
import type { CrmClient } from "../../../src/client.js";
import type { Change } from "./truth.js";

export class Writer {
  readonly changes: Change[] = [];
  readonly #crm: CrmClient;
  readonly #now: () => number;
  readonly #random: () => number;
  readonly #ids = { Leads: [] as string[], Contacts: [] as string[] };

  constructor(crm: CrmClient, now: () => number, random: () => number) {
    this.#crm = crm;
    this.#now = now;
    this.#random = random;
  }

  async change(): Promise<void> {
    const module = this.#random() < 0.7 ? "Leads" : "Contacts";
    const ids = this.#ids[module];
    const kind = this.#random();
    const index = Math.floor(this.#random() * ids.length);
    const id = ids[index];
    const values = { Last_Name: `Name ${Math.floor(this.#random() * 1e6)}`, Company: "Acme" };
    if (kind < 0.45 || id === undefined) {
      const { data } = await this.#crm.records.create({ module, body: { data: [values] } });
      const [row] = data;
      if (row?.status !== "success") throw new Error(row?.message);
      ids.push(String(row.details.id));
      this.#note(module, "insert", String(row.details.id));
    } else if (kind < 0.8) {
      await this.#crm.records.update({ module, id, body: { data: [values] } });
      this.#note(module, "update", id);
    } else {
      await this.#crm.records.delete({ module, id });
      ids.splice(index, 1);
      this.#note(module, "delete", id);
    }
  }

  #note(module: string, operation: Change["operation"], id: string): void {
    this.changes.push({ module, operation, id, at: this.#now() });
  }
}
