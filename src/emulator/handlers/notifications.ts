import type { Call } from "../calls/call.js";
import type { Handler, HandlerContext, Handlers } from "../calls/handler.js";
import { cutPage } from "../conventions/paging.js";
import { isWebAddress } from "../http/callbacks.js";
import {
  duplicateData,
  invalidData,
  limitExceeded,
  mandatoryNotFound,
  missingMember,
  unknownModule,
} from "../http/errors.js";
import {
  type ActionRow,
  actionResponse,
  type ErrorBody,
  errorBody,
  json,
  noContent,
  success,
} from "../http/responses.js";
import { limits, notified } from "../limits.js";
import { moduleId } from "../metadata/module-view.js";
import type { RecordStore } from "../records/store.js";
import { expiryText, isKind, moduleAddress, readExpiry, type Watch } from "../records/watches.js";
import { isObject } from "../values/values.js";

const MAX_ROWS = limits.notifications.channelsPerCall;
const MAX_TOKEN = limits.notifications.tokenLength;

type Row = Readonly<Record<string, unknown>>;
/** Changes the channels as a row requests. */
type Change = (row: Row, context: HandlerContext) => ActionRow;

const many =
  (change: Change, accepted: 200 | 201 = 200): Handler =>
  (call, context) => {
    const rows = readRows(call).map((row) =>
      isObject(row) ? change(row, context) : invalidData({ expected_data_type: "jsonobject" }),
    );
    return actionResponse(rows, { accepted, key: "watch" });
  };

const enable: Change = (row, context) => {
  const { watches } = context.crm;
  const id = readChannelId(row.channel_id);
  if (id !== undefined && watches.get(context.crm.userId, id) !== undefined) return duplicateData("channel_id", id);
  return open(row, context);
};

const replace: Change = (row, context) => {
  const id = readChannelId(row.channel_id);
  return id !== undefined && context.crm.watches.get(context.crm.userId, id) === undefined
    ? notSubscribed
    : open(row, context);
};

/** What a row omits stays as it is. Its events are added, or removed if the row says so. */
const update: Change = (row, context) => {
  const { watches } = context.crm;
  const id = readChannelId(row.channel_id);
  const known = id === undefined ? undefined : watches.get(context.crm.userId, id);
  if (id !== undefined && known === undefined) return notSubscribed;
  const { _delete_events: ends, events = known?.events, ...rest } = row;
  const given = known === undefined ? row : { ...rowOf(known), ...rest, events };
  const watch = readWatch(given, context);
  if ("code" in watch) return watch;
  const { events: before } = known ?? watch;
  const after = ends === true ? before.filter((event) => !watch.events.includes(event)) : [...before, ...watch.events];
  const changed = { ...watch, events: [...new Set(after)] };
  if (changed.events.length > 0) watches.set(changed);
  else watches.delete(changed);
  return subscribed(changed.events.length > 0 ? changed : watch, context);
};

const disableNotifications: Handler = (call, { crm: { watches, records, userId }, apiUrl }) => {
  const rows = call.list("channel_ids").map((id): ActionRow => {
    const watch = watches.get(userId, id);
    if (watch === undefined) return notSubscribed;
    watches.delete(watch);
    const [module = ""] = modulesOf(watch);
    const { resource_uri, resource_id } = resource(records, apiUrl, module);
    return success("Successfully un-subscribed from actions-watch", { resource_uri, resource_id, channel_id: id });
  });
  return actionResponse(rows, { key: "watch" });
};

const getNotificationDetails: Handler = (call, { crm: { watches, records, userId }, apiUrl }) => {
  const channel = call.query.get("channel_id");
  const module = call.query.get("module");
  if (module !== null) records.table(module);
  const own = watches.all().filter((watch) => watch.user === userId);
  const shown = own.flatMap((watch) =>
    modulesOf(watch)
      .filter((name) => (channel ?? watch.channelId) === watch.channelId && (module ?? name) === name)
      .map((name) => ({
        notify_on_related_action: watch.related,
        channel_expiry: expiryText(watch),
        ...resource(records, apiUrl, name),
        notify_url: watch.notifyUrl,
        channel_id: watch.channelId,
        events: watch.events.filter((event) => moduleOf(event) === name),
        token: watch.token,
        ...(watch.fields !== undefined && { fields: watch.fields }),
      })),
  );
  const page = cutPage(shown, call.query);
  return page.items.length === 0 ? noContent() : json(200, { watch: page.items, info: page.info });
};

function readRows(call: Call): readonly unknown[] {
  const { watch } = call.json();
  if (!Array.isArray(watch) || watch.length === 0) throw missingMember("watch");
  if (watch.length > MAX_ROWS) throw limitExceeded(MAX_ROWS);
  return watch;
}

function open(row: Row, context: HandlerContext): ActionRow {
  const watch = readWatch(row, context);
  if ("code" in watch) return watch;
  context.crm.watches.set(watch);
  return subscribed(watch, context);
}

const notSubscribed = errorBody("NOT_SUBSCRIBED", "Not subscribed for actions-watch of the given channel");

const subscribed = (watch: Watch, { crm: { records }, apiUrl }: HandlerContext): ActionRow =>
  success("Successfully subscribed for actions-watch of the given module", {
    events: modulesOf(watch).map((module) => ({
      channel_expiry: expiryText(watch),
      ...resource(records, apiUrl, module),
      channel_id: watch.channelId,
    })),
  });

/** The row that would create the same channel. */
const rowOf = ({ notifyUrl, expires, ...watch }: Watch): Row => ({
  channel_id: watch.channelId,
  notify_url: notifyUrl,
  channel_expiry: expiryText({ expires }),
  token: watch.token,
  fields: watch.fields,
  notify_on_related_action: watch.related,
});

/** @returns the error of the first invalid member */
function readWatch(row: Row, { crm: { now, records, userId }, apiUrl }: HandlerContext): Watch | ErrorBody {
  for (const name of ["channel_id", "events", "notify_url"]) {
    if (row[name] === undefined || row[name] === null) return mandatoryNotFound(name);
  }
  const { events, notify_url: notifyUrl, channel_expiry, token = null, fields } = row;
  const channelId = readChannelId(row.channel_id);
  if (channelId === undefined) return invalidData({ expected_data_type: "bigint", api_name: "channel_id" });
  if (!Array.isArray(events) || events.length === 0 || !events.every(isEvent)) {
    return invalidData({ expected_data_type: "jsonarray", api_name: "events" });
  }
  if (!events.every((event) => isNotified(records, moduleOf(event)))) return unknownModule().body;
  if (!isWebAddress(notifyUrl)) return invalidData({ expected_data_type: "website", api_name: "notify_url" });
  const expires = readExpiry(channel_expiry, now());
  if (expires === undefined) return invalidData({ expected_data_type: "datetime", api_name: "channel_expiry" });
  if (token !== null && (typeof token !== "string" || token === "")) {
    return invalidData({ expected_data_type: "text", api_name: "token" });
  }
  if (token !== null && token.length > MAX_TOKEN) return invalidData({ maximum_length: MAX_TOKEN, api_name: "token" });
  if (fields !== undefined && !isObject(fields)) {
    return invalidData({ expected_data_type: "jsonobject", api_name: "fields" });
  }
  // Zoho reports related changes unless the channel disables them.
  const related = row.notify_on_related_action ?? true;
  if (typeof related !== "boolean") {
    return invalidData({ expected_data_type: "boolean", api_name: "notify_on_related_action" });
  }
  return { channelId, user: userId, events, notifyUrl, expires, token, fields, related, apiUrl };
}

/** Channel ids are numbers below 2^63, sent as numbers or as strings. */
const readChannelId = (value: unknown): string | undefined => {
  if ((typeof value !== "string" && typeof value !== "number") || !/^\d{1,19}$/.test(String(value))) return undefined;
  const id = BigInt(value);
  return id < 2n ** 63n ? String(id) : undefined;
};

const isNotified = (records: RecordStore, name: string): boolean => {
  const module = records.tableOf(name)?.module;
  return module !== undefined && (module.custom || notified.includes(name));
};

const isEvent = (event: unknown): event is string => {
  const [module = "", kind = "", ...rest] = typeof event === "string" ? event.split(".") : [];
  return module !== "" && rest.length === 0 && (kind === "all" || isKind(kind));
};

const moduleOf = (event: string): string => event.split(".")[0] ?? "";

const modulesOf = ({ events }: Watch): string[] => [...new Set(events.map(moduleOf))];

function resource(records: RecordStore, apiUrl: string, module: string) {
  const index = Array.from(records.tables()).findIndex((table) => table.module.apiName === module);
  return { resource_uri: moduleAddress(apiUrl, module), resource_id: moduleId(index), resource_name: module };
}

export const notificationHandlers: Handlers = {
  getNotificationDetails,
  enableNotifications: many(enable, 201),
  updateNotifications: many(replace),
  updateNotification: many(update),
  disableNotifications,
};
