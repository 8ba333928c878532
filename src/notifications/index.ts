export type { NotificationEvent, WatchedEvent } from "./event.js";
export { type Channel, type ChannelKeeper, keepChannels } from "./keep-channels.js";
export type { KeepChannelsOptions, NotificationHandling, Received, ReceiveOptions } from "./options.js";
export { receive } from "./receive.js";
export type { FetchRequest, NodeRequest } from "./request.js";
export { fileNotificationStore, memoryNotificationStore, type NotificationStore } from "./store.js";
