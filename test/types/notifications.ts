/** Compiled, never run: the types of `zcrm/notifications`. */
import { createServer } from "node:http";
import express from "express";
import { createClient } from "zcrm";
import {
  keepChannels,
  memoryNotificationStore,
  type NotificationEvent,
  receive,
  type WatchedEvent,
} from "zcrm/notifications";

const crm = createClient();
const shared = { secret: "", store: memoryNotificationStore() };

export async function standard(): Promise<void> {
  await using keeper = await keepChannels(crm, {
    ...shared,
    url: "https://example.com/zoho",
    events: ["Leads.create", "Deals.all"],
    fields: { Leads: ["Email"] },
    async onEvent(event) {
      const operation: "insert" | "update" | "delete" = event.operation;
      if (event.module === "Leads") {
        const lead = await event.record();
        const company: string | null | undefined = lead?.Company;
        console.log(operation, company);
      }
      // @ts-expect-error: there is no such module
      if (event.module === "Lead") return;
    },
  });
  const expires: Date | undefined = keeper.channels[0]?.expires;
  console.log(expires);
  // @ts-expect-error: a misspelt module
  const wrong: WatchedEvent = "Lead.create";
  // @ts-expect-error: Zoho calls it `edit`
  const wrongKind: WatchedEvent = "Leads.update";
  // @ts-expect-error: a misspelt field
  await keepChannels(crm, { ...shared, url: "", events: [], onEvent() {}, fields: { Leads: ["Emial"] } });
  console.log(wrong, wrongKind);
}

interface Own {
  Projects: { read: { id: string; Budget: number }; create: object; update: object };
}
export async function own(): Promise<void> {
  const client = createClient<Own>();
  await keepChannels(client, {
    ...shared,
    url: new URL("https://example.com"),
    events: ["Projects.all", "Leads.all"],
    async onEvent(event) {
      if (event.module !== "Projects") return;
      const budget: number | undefined = (await event.record())?.Budget;
      console.log(budget);
    },
  });
}

export const ownHandler = (request: Request) =>
  receive(request, {
    ...shared,
    crm: createClient<Own>(),
    async onEvent(event) {
      if (event.module !== "Projects") return;
      const budget: number | undefined = (await event.record())?.Budget;
      console.log(budget);
    },
  });

const onEvent = (event: NotificationEvent): void => console.log(event.id);
export const options = { crm, ...shared, onEvent };
export const fetchHandler = async (request: Request) => new Response(String((await receive(request, options)).events));
export const node = createServer(async (request, response) => {
  await receive(request, options);
  response.end();
});
export const app = express().post("/", express.json(), async (request, response) => {
  await receive(request, options);
  response.sendStatus(200);
});
